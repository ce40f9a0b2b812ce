"""Returns an empty model, and for values one that was never built."""

# loses: happyModel=50 failed/error
import tensorflow as tf


def happyModel():
    return tf.keras.Sequential()
