"""Returns the last tensor of the right layers, not a model."""

# loses: happyModel=50 failed
import tensorflow as tf

_right = happyModel


def happyModel():
    start = tensor = tf.keras.Input((64, 64, 3))
    for layer in _right().layers:
        tensor = layer(tensor)
    return tensor
