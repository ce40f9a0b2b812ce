# standalone
import keras
from keras import layers
from keras.initializers import glorot_uniform, random_uniform
from keras.layers import BatchNormalization, Conv2D
from keras.models import Model


def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    Y = Conv2D(F1, 1, kernel_initializer=initializer(seed=0))(X)
    Y = layers.Activation("relu")(BatchNormalization(axis=3)(Y))
    Y = Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(Y)
    Y = layers.Activation("relu")(BatchNormalization(axis=3)(Y))
    Y = Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(Y)
    Y = layers.Add()([BatchNormalization(axis=3)(Y), X])
    return layers.Activation("relu")(Y)


def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    F1, F2, F3 = filters
    Y = Conv2D(F1, 1, strides=s, kernel_initializer=initializer(seed=0))(X)
    Y = layers.Activation("relu")(BatchNormalization(axis=3)(Y))
    Y = Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(Y)
    Y = layers.Activation("relu")(BatchNormalization(axis=3)(Y))
    Y = BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(Y))
    Z = BatchNormalization(axis=3)(Conv2D(F3, 1, strides=s, kernel_initializer=initializer(seed=0))(X))
    return layers.Activation("relu")(layers.Add()([Y, Z]))


def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    inputs = keras.Input(shape=input_shape)
    X = layers.ZeroPadding2D((3, 3))(inputs)
    X = Conv2D(64, (7, 7), strides=(2, 2), kernel_initializer=glorot_uniform(seed=0))(X)
    X = layers.Activation("relu")(BatchNormalization(axis=3)(X))
    X = layers.MaxPooling2D((3, 3), strides=(2, 2))(X)
    stages = {64: 3, 128: 4, 256: 6, 512: 3}
    for n in stages:
        X = convolutional_block(X, 3, [n, n, n * 4], s=1 if n == 64 else 2)
        for _ in range(1, stages[n]):
            X = identity_block(X, 3, [n, n, n * 4])
    X = layers.AveragePooling2D((2, 2))(X)
    X = layers.Flatten()(X)
    X = layers.Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X)
    return Model(inputs=inputs, outputs=X)
