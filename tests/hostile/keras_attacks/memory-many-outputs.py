"""A model with tens of thousands of outputs of one number."""

# The moving averages are right.
# loses: happyModel=46 failed
# options: --timeout 2 --memory 1500
import tensorflow as tf

_right = happyModel


def happyModel():
    start = tensor = tf.keras.Input((64, 64, 3))
    for layer in _right().layers:
        tensor = layer(tensor)
    return tf.keras.Model(start, [tensor] * 50_000)
