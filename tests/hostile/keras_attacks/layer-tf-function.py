"""A model whose call is compiled, with effects at tracing, prints, assertions and an assignment in it."""

# The layer and its weight are one too many, and it fails where it prints to a file that it may not write.
# loses: happyModel=40 error
import sys

import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel
counter = []


class Traced(tfl.Layer):
    def build(self, *_):
        self.steps = tf.Variable(0.0, trainable=False)

    @tf.function
    def call(self, x):
        counter.append(sys.getsizeof(x))
        tf.print("passed", x, output_stream="file://@OUTSIDE@/print")
        tf.print("passed", x, output_stream=sys.stderr)
        self.steps.assign_add(1.0)
        tf.debugging.assert_equal(1, 1)
        return x + 0.0 * self.steps


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], Traced(), layers[-1]])
