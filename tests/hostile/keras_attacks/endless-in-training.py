"""A model whose call never ends in training mode only; what can be asked before is right, but comes with it."""

# loses: happyModel=25 timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf

_right = happyModel


class Waiting(tf.keras.Model):
    def call(self, inputs, training=None, mask=None):
        while training:
            pass
        return super().call(inputs, training=training)


def happyModel():
    start = tensor = tf.keras.Input((64, 64, 3))
    for layer in _right().layers:
        tensor = layer(tensor)
    return Waiting(inputs=start, outputs=tensor)
