"""A layer with one weight after the other, without end."""

# loses: happyModel=50 timeout
# options: --timeout 2 --memory 1500
import itertools

import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    model = _right()
    kernel = model.layers[1].kernel
    type(model).weights = property(lambda self: itertools.repeat(kernel))
    tfl.Dense.weights = type(model).weights
    return model
