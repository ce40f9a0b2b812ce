"""Stands in for the course's helper module: reads the data sets, and cuts them into batches."""

import h5py
import numpy as np


def load_happy_dataset():
    """Return training images, labels of shape (1, m), test images, labels, and the classes."""
    return _load("happy")


def load_signs_dataset():
    """Return training images, labels of shape (1, m), test images, labels, and the classes."""
    return _load("signs")


load_dataset = load_signs_dataset


def _load(name):
    found = []
    for part in ("train", "test"):
        with h5py.File(f"datasets/{part}_{name}.h5") as file:
            found += [file[f"{part}_set_x"][:], file[f"{part}_set_y"][:].reshape(1, -1)]
            classes = file["list_classes"][:]
    return (*found, classes)


def convert_to_one_hot(Y, C):
    """Return labels of shape (1, m) as columns of ones and zeros: (C, m)."""
    return np.eye(C)[Y.reshape(-1)].T


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    """Return shuffled pairs of parts of X and Y."""
    order = np.random.default_rng(seed).permutation(len(X))
    parts = [order[start : start + mini_batch_size] for start in range(0, len(X), mini_batch_size)]
    return [(X[part], Y[part]) for part in parts]
