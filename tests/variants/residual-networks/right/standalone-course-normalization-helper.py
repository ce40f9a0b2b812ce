# standalone
import tensorflow as tf
from tensorflow.keras import Input, Model, layers
from tensorflow.keras.initializers import glorot_uniform, random_uniform
from resnets_utils import *


def unit(X, n, k, s, initializer, act, padding="valid"):
    X = layers.Conv2D(n, k, strides=s, padding=padding, kernel_initializer=initializer(seed=0))(X)
    X = BatchNormalization(axis=3)(X)
    return layers.ReLU()(X) if act else X


def trunk(X, f, filters, s, initializer):
    paddings = ("valid", "same", "valid")
    for n, k, stride, act, padding in zip(filters, (1, f, 1), (s, 1, 1), (True, True, False), paddings):
        X = unit(X, n, k, stride, initializer, act, padding)
    return X


def identity_block(X, f, filters, initializer=random_uniform):
    return layers.ReLU()(layers.add([trunk(X, f, filters, 1, initializer), X]))


def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    shortcut = unit(X, filters[-1], 1, s, initializer, act=False)
    return layers.ReLU()(layers.add([shortcut, trunk(X, f, filters, s, initializer)]))


def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    image = Input(input_shape)
    X = layers.ZeroPadding2D(3)(image)
    X = layers.Conv2D(64, 7, strides=2, kernel_initializer=glorot_uniform(seed=0))(X)
    X = layers.MaxPooling2D(3, strides=2)(layers.ReLU()(BatchNormalization(axis=3)(X)))
    for width, blocks in zip((64, 128, 256, 512), (3, 4, 6, 3)):
        for block in range(blocks):
            filters = [width, width, width * 4]
            if block == 0:
                X = convolutional_block(X, 3, filters, s=1 if width == 64 else 2)
            else:
                X = identity_block(X, 3, filters)
    X = layers.Flatten()(layers.AveragePooling2D((2, 2))(X))
    X = layers.Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X)
    return Model(image, X)
