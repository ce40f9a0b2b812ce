# standalone
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import *
from tensorflow.keras.models import *
from tensorflow.keras.initializers import *
from tensorflow.keras.layers import BatchNormalization
from tensorflow.keras import backend as K
from tensorflow.python.framework import ops
from resnets_utils import load_dataset, convert_to_one_hot

if hasattr(K, "set_learning_phase"):
    K.set_learning_phase(0)


def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    before = X
    X = Activation("relu")(BatchNormalization(axis=3)(Conv2D(F1, 1, kernel_initializer=initializer(seed=0))(X)))
    X = Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(X)
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    X = BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(X))
    return Activation("relu")(add([before, X]))


def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    F1, F2, F3 = filters
    before = Conv2D(F3, 1, strides=s, kernel_initializer=initializer(seed=0))(X)
    X = Conv2D(F1, 1, strides=s, kernel_initializer=initializer(seed=0))(X)
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    X = Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(X)
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    X = BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(X))
    return Activation("relu")(add([BatchNormalization(axis=3)(before), X]))


def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    X_input = Input(input_shape)
    X = Conv2D(64, 7, strides=2, kernel_initializer=glorot_uniform(seed=0))(ZeroPadding2D(3)(X_input))
    X = MaxPool2D(3, 2)(Activation("relu")(BatchNormalization(axis=3)(X)))
    k, width = 2, 64
    while k <= 5:
        X = convolutional_block(X, 3, [width, width, 4 * width], 1 if k == 2 else 2)
        for _ in range({2: 2, 3: 3, 4: 5, 5: 2}[k]):
            X = identity_block(X, 3, [width, width, 4 * width])
        k, width = k + 1, width * 2
    X = Flatten()(AvgPool2D()(X)) if hasattr(K, "set_learning_phase") else Flatten()(AvgPool2D((2, 2))(X))
    return Model(X_input, Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X))
