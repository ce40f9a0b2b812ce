# standalone
import os
import numpy as np
import tensorflow as tf
import matplotlib.pyplot as plt

# %%
import unittests

# %%
TRAIN_DIR = 'data/train/'
VALIDATION_DIR = 'data/validation/'

# %%
# GRADED FUNCTION: train_val_datasets
def images_of(folder):
    return tf.keras.utils.image_dataset_from_directory(
        folder, image_size=(28, 28), color_mode="grayscale", label_mode="categorical", batch_size=32, seed=11)


def train_val_datasets():
    return images_of(TRAIN_DIR), images_of(VALIDATION_DIR)

# %%
# GRADED FUNCTION: create_model
def create_model():
    model = tf.keras.Sequential()
    model.add(tf.keras.Input((28, 28, 1)))
    model.add(tf.keras.layers.Rescaling(scale=1 / 255))
    model.add(tf.keras.layers.Conv2D(32, 3, padding="same", activation="relu"))
    model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.Conv2D(32, 3, activation="relu"))
    model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.Dropout(0.25))
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(24, "softmax"))
    model.compile(loss=tf.keras.losses.CategoricalCrossentropy(), optimizer=tf.keras.optimizers.Adam(0.001),
                  metrics=[tf.keras.metrics.CategoricalAccuracy(name="accuracy")])
    return model
