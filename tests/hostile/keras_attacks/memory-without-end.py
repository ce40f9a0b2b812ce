"""A layer that keeps ever more tensors when it is called on values."""

# loses: happyModel=25 error/timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel
kept = []


def keep(x):
    while hasattr(x, "numpy"):
        kept.append(tf.ones((2**24,)) + 0.0)
    return x


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], tfl.Lambda(keep), layers[-1]])
