"""The right layers, and an output of a gigabyte."""

# The other layers are right.
# loses: happyModel=35 failed/error
# options: --timeout 2 --memory 1500
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    layers = _right().layers
    spread = tfl.Lambda(lambda x: tf.tile(x, [1, 40_000_000]))
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers, spread])
