"""Calls itself from a layer's call until something gives way."""

# loses: happyModel=50 error/timeout
# options: --timeout 2 --memory 1500
import sys

import tensorflow as tf

_right = happyModel


class Deep(tf.keras.layers.Layer):
    def call(self, x):
        sys.setrecursionlimit(10**9)
        return self.call(x)


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], Deep(), layers[-1]])
