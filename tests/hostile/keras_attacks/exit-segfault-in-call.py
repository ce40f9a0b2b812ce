"""Reads address zero inside a layer's call on values."""

# loses: happyModel=25 error
import ctypes

import tensorflow as tf

_right = happyModel


def crash(x):
    if hasattr(x, "numpy"):
        ctypes.string_at(0)
    return x


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential(
        [tf.keras.Input((64, 64, 3)), *layers[:-1], tf.keras.layers.Lambda(crash), layers[-1]]
    )
