"""A layer of its own whose weights, parameters and configuration are lies or raise, beside the right layers."""

# The layer does nothing to the values, which are right.
# loses: happyModel=25 error
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    class Quiet(tfl.Layer):
        weights = property(lambda self: [])
        trainable_weights = property(lambda self: [1, None])
        count = 10**30

        def count_params(self):
            raise SystemExit(0)

        def get_config(self):
            return {
                "units": 10**400,
                "rate": float("nan"),
                5: object(),
                "x" * 10**6: "y" * 10**6,
                "z": [[[[[[1]]]]]],
            }

        def call(self, inputs):
            return inputs

    layers = _right().layers
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], Quiet(), layers[-1]])
