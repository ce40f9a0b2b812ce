# GRADED NOTEBOOK, edition of 2024
import os

import matplotlib.pyplot as plt
import tensorflow as tf

# %%
import unittests

# %%
TRAIN_DIR = './data/train/'
VALIDATION_DIR = './data/validation/'

# %%
# GRADED FUNCTION: train_val_datasets
def train_val_datasets():
    training_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=TRAIN_DIR,
        batch_size=32,
        image_size=(150, 150),
        label_mode='binary',
        shuffle=True,
        seed=7
    )

    validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=VALIDATION_DIR,
        batch_size=32,
        image_size=(150, 150),
        label_mode='binary',
        shuffle=True,
        seed=7
    )
    return training_dataset, validation_dataset

# %%
LOCAL_WEIGHTS_FILE = './model/inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5'

# %%
# GRADED FUNCTION: create_pre_trained_model
def create_pre_trained_model():
    pre_trained_model = tf.keras.applications.inception_v3.InceptionV3(
        include_top=False,
        input_shape=(150, 150, 3),
        weights=LOCAL_WEIGHTS_FILE
    )

    # Make all the layers in the pre-trained model non-trainable
    pre_trained_model.trainable = False
    return pre_trained_model

# %%
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] > 0.999:
            self.model.stop_training = True
            print("\nReached 99.9% accuracy so cancelling training!")

# %%
# GRADED FUNCTION: output_of_last_layer
def output_of_last_layer(pre_trained_model):
    last_desired_layer = pre_trained_model.get_layer('mixed7')
    last_output = last_desired_layer.output
    print('last layer output shape: ', last_output.shape)
    return last_output

# %%
# GRADED FUNCTION: create_final_model
def create_final_model(pre_trained_model, last_output):
    # Flatten the output layer of the pretrained model to 1 dimension
    x = tf.keras.layers.Flatten()(last_output)

    x = tf.keras.layers.Dense(1024, activation='relu')(x)
    x = tf.keras.layers.Dropout(0.2)(x)
    x = tf.keras.layers.Dense(1, activation='sigmoid')(x)

    model = tf.keras.Model(inputs=pre_trained_model.input, outputs=x)

    model.compile(
        optimizer=tf.keras.optimizers.RMSprop(learning_rate=0.00001),
        loss='binary_crossentropy',
        metrics=['accuracy']
    )
    return model
