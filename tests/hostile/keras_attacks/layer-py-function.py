"""Layers that step out of TensorFlow by `tf.py_function` and `tf.numpy_function`, and write where they may not."""

# loses: happyModel=10 failed
import os

import numpy as np
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def harm(x):
    for path in ("@OUTSIDE@/py", "/tmp/hostile-py", "@CANARY@"):
        try:
            open(path, "a").write("x")
        except OSError:
            pass
    try:
        os.fork()
    except OSError:
        pass
    return np.asarray(x)


class Stepping(tfl.Layer):
    def call(self, x):
        y = tf.numpy_function(harm, [tf.py_function(harm, [x], tf.float32)], tf.float32)
        return tf.ensure_shape(y, x.shape)

    def compute_output_shape(self, shape):
        return shape


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], Stepping(), layers[-1]])
