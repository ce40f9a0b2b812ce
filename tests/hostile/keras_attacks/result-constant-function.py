"""Returns a model of several outputs and inputs that are not connected to each other."""

# loses: happyModel=50 failed/error
import tensorflow as tf
import tensorflow.keras.layers as tfl


def happyModel():
    one, two = tf.keras.Input((64, 64, 3)), tf.keras.Input((5,))
    return tf.keras.Model([one, two], {"a": tfl.Flatten()(one), "b": [tfl.Dense(1)(two), two]})
