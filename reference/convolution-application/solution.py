"""Right solutions of the graded functions."""

import tensorflow as tf
import tensorflow.keras.layers as tfl


def happyModel():
    """Return the binary classifier of 64x64 RGB faces: one convolution block and a sigmoid unit."""
    return tf.keras.Sequential(
        [
            tf.keras.Input((64, 64, 3)),
            tfl.ZeroPadding2D(padding=3),
            tfl.Conv2D(filters=32, kernel_size=7, strides=1),
            tfl.BatchNormalization(axis=3),
            tfl.ReLU(),
            tfl.MaxPooling2D(),
            tfl.Flatten(),
            tfl.Dense(1, activation="sigmoid"),
        ]
    )


def convolutional_model(input_shape):
    """Return the classifier of six signs: two convolutions, each with ReLU and max pooling, and a softmax."""
    image = tf.keras.Input(shape=input_shape)
    Z1 = tfl.Conv2D(filters=8, kernel_size=4, strides=1, padding="same")(image)
    P1 = tfl.MaxPooling2D(pool_size=8, strides=8, padding="same")(tfl.ReLU()(Z1))
    Z2 = tfl.Conv2D(filters=16, kernel_size=2, strides=1, padding="same")(P1)
    P2 = tfl.MaxPooling2D(pool_size=4, strides=4, padding="same")(tfl.ReLU()(Z2))
    outputs = tfl.Dense(units=6, activation="softmax")(tfl.Flatten()(P2))
    return tf.keras.Model(inputs=image, outputs=outputs)
