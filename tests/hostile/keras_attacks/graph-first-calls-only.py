"""Counts the calls of its model, which is right in the first one only."""

# The moving averages are the layers', whatever is added behind them; the first output is right.
# loses: happyModel=6 failed
import tensorflow as tf

_right = happyModel
calls = []


class Tired(tf.keras.Model):
    def call(self, inputs, training=None, mask=None):
        calls.append(1)
        return super().call(inputs, training=training) + (0.0 if len(calls) <= 1 else 0.5)


def happyModel():
    start = tf.keras.Input((64, 64, 3))
    tensor = start
    for layer in _right().layers:
        tensor = layer(tensor)
    return Tired(inputs=start, outputs=tensor)
