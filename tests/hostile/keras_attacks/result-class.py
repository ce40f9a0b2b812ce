"""Returns a class: that of models."""

# loses: happyModel=50 failed/error
import tensorflow as tf


def happyModel():
    return tf.keras.Sequential
