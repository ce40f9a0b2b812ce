"""A layer whose call on values never ends."""

# loses: happyModel=25 timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf

_right = happyModel


def wait(x):
    while hasattr(x, "numpy"):
        try:
            while True:
                pass
        except BaseException:
            continue
    return x


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential(
        [tf.keras.Input((64, 64, 3)), *layers[:-1], tf.keras.layers.Lambda(wait), layers[-1]]
    )
