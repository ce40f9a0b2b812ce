"""A Conv2D of its own that goes by Keras' name, module and configuration, and computes three times as much."""

# The graph can't tell it from the real one, so the public layer checks are earned; the values tell.
# In training mode the factor is normalised away.
# loses: happyModel=19 failed
import tensorflow as tf
import tensorflow.keras.layers as tfl

_real = tfl.Conv2D


def happyModel():
    class Conv2D(_real):
        def call(self, inputs):
            return 3 * super().call(inputs)

    Conv2D.__module__ = _real.__module__
    Conv2D.__qualname__ = _real.__qualname__
    return tf.keras.Sequential(
        [
            tf.keras.Input((64, 64, 3)),
            tfl.ZeroPadding2D(3),
            Conv2D(32, 7),
            tfl.BatchNormalization(axis=3),
            tfl.ReLU(),
            tfl.MaxPool2D(),
            tfl.Flatten(),
            tfl.Dense(1, activation="sigmoid"),
        ]
    )
