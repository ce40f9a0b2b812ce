# standalone
from tensorflow import keras
from tensorflow.keras import Input, layers, models
from test_utils import *


def relu_pool(tensor, window, padding):
    return layers.MaxPool2D(window, padding=padding)(layers.ReLU()(tensor))


def happyModel():
    x = image = Input((64, 64, 3))
    x = layers.ZeroPadding2D(3)(x)
    x = layers.BatchNormalization(3)(layers.Conv2D(32, 7)(x))
    x = layers.Flatten()(relu_pool(x, 2, "valid"))
    return models.Model(image, layers.Dense(1, "sigmoid")(x))


def convolutional_model(input_shape):
    x = image = Input(input_shape)
    x = relu_pool(layers.Conv2D(8, 4, padding="same")(x), 8, "same")
    x = relu_pool(layers.Conv2D(16, 2, padding="same")(x), 4, "same")
    x = layers.Flatten()(x)
    return models.Model(image, layers.Dense(6, keras.activations.softmax)(x))
