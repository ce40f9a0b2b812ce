"""A ReLU of its own that claims to be of the module `keras.src` and is none."""

# loses: happyModel=31 failed
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    class ReLU(tfl.Layer):
        def call(self, inputs):
            return tf.minimum(tf.maximum(inputs, 0.0), 2.0)

    ReLU.__module__ = "keras.src.layers.activations.relu"
    layers = _right().layers
    layers[3] = ReLU()
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers])
