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
from pathlib import Path
from tensorflow.keras.utils import image_dataset_from_directory


def train_val_datasets():
    letters = sorted(path.name for path in Path(TRAIN_DIR).iterdir())
    train, validation = [
        image_dataset_from_directory(path, class_names=letters, label_mode="categorical", color_mode="grayscale",
                                     batch_size=32, image_size=(28, 28), shuffle=shuffle)
        for path, shuffle in ((TRAIN_DIR, True), (VALIDATION_DIR, False))
    ]
    return train.cache().prefetch(tf.data.AUTOTUNE), validation.prefetch(1)

# %%
# GRADED FUNCTION: create_model
def create_model():
    model = tf.keras.Sequential([
        tf.keras.layers.InputLayer(shape=(28, 28, 1)),
        tf.keras.layers.Rescaling(1 / 255.0),
        tf.keras.layers.Conv2D(24, 5, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(48, activation="relu"),
        tf.keras.layers.Dense(24),
    ])
    model.compile("rmsprop", tf.keras.losses.CategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
