"""A functional model of the right layers whose class has a `call` that halves what they give."""

# The moving averages are those of the right layers.
# loses: happyModel=21 failed
import tensorflow as tf

_right = happyModel


class Halved(tf.keras.Model):
    def call(self, inputs, training=None, mask=None):
        return super().call(inputs, training=training) / 2


def happyModel():
    model = _right()
    start = tf.keras.Input((64, 64, 3))
    tensor = start
    for layer in model.layers:
        tensor = layer(tensor)
    return Halved(inputs=start, outputs=tensor)
