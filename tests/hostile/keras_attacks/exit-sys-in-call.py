"""Leaves by `sys.exit` from inside a layer's call."""

# loses: happyModel=50 error
import sys

import tensorflow as tf

_right = happyModel


def happyModel():
    layers = _right().layers
    leaving = tf.keras.layers.Lambda(lambda x: sys.exit(0))
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], leaving, layers[-1]])
