"""A dense layer of a million million parameters, beside the right ones."""

# loses: happyModel=50 error/timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential(
        [tf.keras.Input((64, 64, 3)), *layers[:-1], tfl.Dense(10**12 // 32768), layers[-1]]
    )
