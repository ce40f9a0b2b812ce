"""A class by Keras' name whose configuration is never done."""

# loses: happyModel=50 timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    def get_config(self):
        while True:
            pass

    tfl.ReLU.get_config = get_config
    return _right()
