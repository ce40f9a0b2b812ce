"""A model of a hundred thousand layers."""

# loses: happyModel=50 timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf
import tensorflow.keras.layers as tfl


def happyModel():
    start = tensor = tf.keras.Input((64, 64, 3))
    for _ in range(100_000):
        tensor = tfl.ReLU()(tensor)
    return tf.keras.Model(start, tensor)
