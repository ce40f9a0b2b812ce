"""The edition of 2022: images from a file of numbers, generators, labels as numbers up to 24."""

import csv

import numpy as np
import tensorflow as tf


def parse_data_from_input(filename):
    """Return the images and the labels of a file of comma-separated values with a header."""
    with open(filename) as file:  # noqa: PTH123 - as a notebook does
        reader = csv.reader(file)
        next(reader)
        rows = np.array([[float(number) for number in row] for row in reader])
    return rows[:, 1:].reshape(-1, 28, 28), rows[:, 0].copy()


def train_val_generators(training_images, training_labels, validation_images, validation_labels):
    """Return generators of the images, with a channel; those for training are augmented."""
    images = tf.keras.preprocessing.image.ImageDataGenerator
    augmented = images(rescale=1 / 255, rotation_range=20, width_shift_range=0.1, zoom_range=0.1)
    training = np.expand_dims(training_images, axis=-1)
    validation = np.expand_dims(validation_images, axis=-1)
    return (
        augmented.flow(training, training_labels, batch_size=32),
        images(rescale=1 / 255).flow(validation, validation_labels, batch_size=32),
    )


def create_model():
    """Return a classifier of 26 letters with two convolutions, compiled."""
    layers = tf.keras.layers
    model = tf.keras.Sequential(
        [
            layers.Conv2D(32, 3, activation="relu", input_shape=(28, 28, 1)),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(26, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
