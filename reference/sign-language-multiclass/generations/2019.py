"""The edition of 2019: graded by position, its function has another name, and a cell sets the model."""

import csv

import numpy as np


def get_data(filename):
    """Return the images and the labels of a file of comma-separated values with a header."""
    with open(filename) as file:  # noqa: PTH123 - as a notebook does
        reader = csv.reader(file)
        next(reader)
        rows = np.array([[float(number) for number in row] for row in reader])
    return rows[:, 1:].reshape(-1, 28, 28), rows[:, 0].copy()


# %%
model = tf.keras.Sequential(
    [
        tf.keras.layers.Conv2D(32, 3, activation="relu", input_shape=(28, 28, 1)),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dense(26, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
