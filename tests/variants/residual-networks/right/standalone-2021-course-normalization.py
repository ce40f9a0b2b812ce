# standalone
import tensorflow as tf
import tensorflow.keras.layers as tfl
from resnets_utils import *
from tensorflow.keras.initializers import glorot_uniform, random_uniform
from tensorflow.keras.models import Model


def step(X, n, k, s, training, initializer, padding="valid"):
    X = tfl.Conv2D(n, (k, k), (s, s), padding, kernel_initializer=initializer(seed=0))(X)
    return BatchNormalization(axis=3)(X, training=training)


def identity_block(X, f, filters, training=True, initializer=random_uniform):
    F1, F2, F3 = filters
    Y = tfl.ReLU()(step(X, F1, 1, 1, training, initializer))
    Y = tfl.ReLU()(step(Y, F2, f, 1, training, initializer, "same"))
    Y = step(Y, F3, 1, 1, training, initializer)
    return tfl.ReLU()(Y + X)


def convolutional_block(X, f, filters, s=2, training=True, initializer=glorot_uniform):
    F1, F2, F3 = filters
    Y = tfl.ReLU()(step(X, F1, 1, s, training, initializer))
    Y = tfl.ReLU()(step(Y, F2, f, 1, training, initializer, "same"))
    Y = step(Y, F3, 1, 1, training, initializer)
    return tfl.ReLU()(Y + step(X, F3, 1, s, training, initializer))


def ResNet50(input_shape=(64, 64, 3), classes=6):
    X = picture = tfl.Input(input_shape)
    X = tfl.Conv2D(64, 7, strides=2, kernel_initializer=glorot_uniform(seed=0))(tfl.ZeroPadding2D(3)(X))
    X = tfl.MaxPool2D(3, strides=2)(tfl.ReLU()(BatchNormalization(axis=3)(X)))
    for stage, (n, count) in enumerate([(64, 2), (128, 3), (256, 5), (512, 2)]):
        X = convolutional_block(X, 3, [n, n, 4 * n], s=2 if stage else 1)
        for _ in range(count):
            X = identity_block(X, 3, [n, n, 4 * n])
    X = tfl.Flatten()(tfl.AveragePooling2D(2)(X))
    return Model(picture, tfl.Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X))
