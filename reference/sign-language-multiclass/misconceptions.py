"""Known ways to be wrong: `<graded function>__<what is wrong>`, each with the advice that helps.

A student's function that answers every case as one of these does is explained by its docstring.
"""
# ruff: noqa: F821 - the names of solution.py are defined beside these

import numpy as np


def _rows(filename, skipped=1):
    return np.loadtxt(filename, delimiter=",", skiprows=skipped, ndmin=2)


def parse_data_from_input__flat(filename):
    """The images stay rows of 784 numbers: reshape each to (28, 28)."""
    rows = _rows(filename)
    return rows[:, 1:], rows[:, 0].copy()


def parse_data_from_input__first_image_lost(filename):
    """The first image is skipped together with the header: skip one line only."""
    rows = _rows(filename, skipped=2)
    return rows[:, 1:].reshape(-1, 28, 28), rows[:, 0].copy()


def parse_data_from_input__labels_first(filename):
    """The labels come first: return the images, then the labels."""
    rows = _rows(filename)
    return rows[:, 0].copy(), rows[:, 1:].reshape(-1, 28, 28)


def parse_data_from_input__divided(filename):
    """The images are divided by 255 here: leave that to the generators, which rescale."""
    rows = _rows(filename)
    return rows[:, 1:].reshape(-1, 28, 28) / 255, rows[:, 0].copy()


def parse_data_from_input__label_as_pixel(filename):
    """The row's first number is its label and no pixel: the pixels are row[1:]."""
    rows = _rows(filename)
    return rows[:, :784].reshape(-1, 28, 28), rows[:, 0].copy()


def parse_data_from_input__single_precision(filename):
    """The numbers are float32: float64 is asked for."""
    rows = _rows(filename).astype("float32")
    return rows[:, 1:].reshape(-1, 28, 28), rows[:, 0].copy()


def _flows(training, validation, *arrays, **settings):
    images = tf.keras.preprocessing.image.ImageDataGenerator
    x, y, other_x, other_y = arrays
    first = images(**training).flow(np.expand_dims(x, -1), y, **{"batch_size": 32, **settings})
    second = images(**validation).flow(np.expand_dims(other_x, -1), other_y, **{"batch_size": 32, **settings})
    return first, second


def train_val_generators__validation_augmented(
    training_images, training_labels, validation_images, validation_labels
):
    """The validation images are augmented too: their generator only rescales, so that they stay as they are."""
    changes = {"rescale": 1 / 255, "rotation_range": 20, "zoom_range": 0.1}
    return _flows(changes, changes, training_images, training_labels, validation_images, validation_labels)


def train_val_generators__not_rescaled(
    training_images, training_labels, validation_images, validation_labels
):
    """The images are not rescaled: pass rescale=1/255 to both, so that numbers lie between 0 and 1."""
    return _flows({}, {}, training_images, training_labels, validation_images, validation_labels)


def train_val_generators__swapped(training_images, training_labels, validation_images, validation_labels):
    """The generators are returned in the wrong order: training comes first."""
    plain = {"rescale": 1 / 255}
    return _flows(plain, plain, validation_images, validation_labels, training_images, training_labels)


def train_val_datasets__integer_labels():
    """The labels are numbers: label_mode "categorical" makes rows of 24 of them, as the model's loss takes them."""
    return tuple(_folder(path, label_mode="int") for path in (TRAIN_DIR, VALIDATION_DIR))


def train_val_datasets__in_colour():
    """The images have three equal channels: color_mode "grayscale" makes it one."""
    return tuple(_folder(path, color_mode="rgb") for path in (TRAIN_DIR, VALIDATION_DIR))


def train_val_datasets__folders_swapped():
    """The datasets are swapped: the first is made of TRAIN_DIR, the second of VALIDATION_DIR."""
    return _folder(VALIDATION_DIR), _folder(TRAIN_DIR)


def train_val_datasets__training_twice():
    """Both datasets show the training images: make the second of VALIDATION_DIR."""
    return _folder(TRAIN_DIR), _folder(TRAIN_DIR)


def _folder(path, **settings):
    wanted = {
        "label_mode": "categorical",
        "color_mode": "grayscale",
        "batch_size": 32,
        "image_size": (28, 28),
    }
    return tf.keras.utils.image_dataset_from_directory(path, **{**wanted, **settings})
