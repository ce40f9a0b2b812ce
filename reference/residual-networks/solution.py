"""Right solutions of the graded functions."""

import tensorflow as tf
from tensorflow.keras.initializers import glorot_uniform, random_uniform
from tensorflow.keras.layers import (
    Activation,
    Add,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Flatten,
    MaxPooling2D,
    ZeroPadding2D,
)


def _convolution(X, filters, size, initializer, training, stride=1, padding="valid"):
    X = Conv2D(filters, size, strides=stride, padding=padding, kernel_initializer=initializer(seed=0))(X)
    return BatchNormalization(axis=3)(X, training=training)


def identity_block(X, f, filters, initializer=random_uniform, training=None):
    """Return X after three convolutions, added to X itself."""
    F1, F2, F3 = filters
    main = Activation("relu")(_convolution(X, F1, 1, initializer, training))
    main = Activation("relu")(_convolution(main, F2, f, initializer, training, padding="same"))
    main = _convolution(main, F3, 1, initializer, training)
    return Activation("relu")(Add()([main, X]))


def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform, training=None):
    """Return X after three convolutions, the first with stride s, added to X after one with stride s."""
    F1, F2, F3 = filters
    main = Activation("relu")(_convolution(X, F1, 1, initializer, training, stride=s))
    main = Activation("relu")(_convolution(main, F2, f, initializer, training, padding="same"))
    main = _convolution(main, F3, 1, initializer, training)
    shortcut = _convolution(X, F3, 1, initializer, training, stride=s)
    return Activation("relu")(Add()([main, shortcut]))


def ResNet50(input_shape=(64, 64, 3), classes=6):
    """Return the residual network of 50 weighted layers."""
    image = tf.keras.Input(input_shape)
    X = Conv2D(64, 7, strides=2, kernel_initializer=glorot_uniform(seed=0))(ZeroPadding2D(3)(image))
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    X = MaxPooling2D(3, strides=2)(X)
    for stride, blocks, filters in ((1, 2, 64), (2, 3, 128), (2, 5, 256), (2, 2, 512)):
        widths = [filters, filters, 4 * filters]
        X = convolutional_block(X, f=3, filters=widths, s=stride)
        for _ in range(blocks):
            X = identity_block(X, 3, widths)
    X = Flatten()(AveragePooling2D((2, 2))(X))
    outputs = Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X)
    return tf.keras.Model(inputs=image, outputs=outputs)
