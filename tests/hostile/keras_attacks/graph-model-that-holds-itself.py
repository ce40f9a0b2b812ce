"""A model that is one of its own layers."""

# loses: happyModel=50 error/failed/timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf


class Ring(tf.keras.Sequential):
    layers = property(lambda self: [self, self])


def happyModel():
    return Ring([tf.keras.Input((64, 64, 3)), tf.keras.layers.Flatten()])
