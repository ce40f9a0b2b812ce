"""Makes every convolution of Keras half as strong; its own next function comes after it in the same box."""

# loses: happyModel=19 failed
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel
_call = tfl.Conv2D.call


def happyModel():
    tfl.Conv2D.call = lambda self, inputs: _call(self, inputs) / 2
    return _right()
