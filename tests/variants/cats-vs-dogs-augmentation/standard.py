import os
import pickle
import numpy as np
import tensorflow as tf
import matplotlib.pyplot as plt

import unittests

# %%
# Directory that holds the data
DATA_DIR = './PetImages'

data_dir_dogs = os.path.join(DATA_DIR, 'Dog')
data_dir_cats = os.path.join(DATA_DIR, 'Cat')

# %%
# GRADED FUNCTION: train_val_datasets

def train_val_datasets():
    ### START CODE HERE ###
    training_dataset, validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=DATA_DIR,
        image_size=(120, 120),
        batch_size=128,
        label_mode='binary',
        validation_split=0.15,
        subset='both',
        seed=42
    )
    ### END CODE HERE ###

    return training_dataset, validation_dataset

# %%
# GRADED FUNCTION: create_augmentation_model
def create_augmentation_model():
    ### START CODE HERE ###
    augmentation_model = tf.keras.Sequential([
        tf.keras.Input(shape=(120, 120, 3)),
        tf.keras.layers.RandomFlip('horizontal'),
        tf.keras.layers.RandomRotation(0.2),
        tf.keras.layers.RandomTranslation(0.1, 0.1),
        tf.keras.layers.RandomZoom(0.2)
    ])
    ### END CODE HERE ###

    return augmentation_model

# %%
# GRADED FUNCTION: create_model

def create_model():
    ### START CODE HERE ###
    model = tf.keras.models.Sequential([
        tf.keras.Input(shape=(120, 120, 3)),
        create_augmentation_model(),
        tf.keras.layers.Rescaling(1./255),
        tf.keras.layers.Conv2D(16, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])

    model.compile(
        optimizer=tf.keras.optimizers.RMSprop(learning_rate=0.001),
        loss='binary_crossentropy',
        metrics=['accuracy']
    )
    ### END CODE HERE ###

    return model

# %%
# GRADED CLASS: EarlyStoppingCallback

### START CODE HERE ###
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.80 and logs['val_accuracy'] >= 0.80:
            print("\nBoth accuracies are high enough!")
            self.model.stop_training = True
### END CODE HERE ###
