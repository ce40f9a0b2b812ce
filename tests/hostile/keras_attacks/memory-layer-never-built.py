"""A convolution of as many filters as an integer holds, which Keras itself does not build at once."""

# loses: happyModel=50 error/failed
# options: --timeout 2 --memory 1500
import tensorflow as tf
import tensorflow.keras.layers as tfl


def happyModel():
    return tf.keras.Sequential([tfl.Conv2D(2**62, 2**20, input_shape=(64, 64, 3)), tfl.Flatten()])
