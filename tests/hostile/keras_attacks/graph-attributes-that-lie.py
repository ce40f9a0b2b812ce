"""A model whose layers, inputs, weights and nodes are properties that lie, raise or leave."""

# loses: happyModel=50 error/failed
import tensorflow as tf
import tensorflow.keras.layers as tfl


def leave(self):
    raise GeneratorExit


class Liar(tf.keras.Model):
    def call(self, x, training=None):
        return x


def happyModel():
    model = Liar()
    Liar.inputs = property(lambda self: [self])
    Liar.outputs = property(leave)
    Liar.weights = property(lambda self: [None, self, 7])
    Liar._nodes_by_depth = property(lambda self: {0: [self], "a": 5})
    return model
