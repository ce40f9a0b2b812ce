"""Sets Keras to double precision: the values are as right as before."""

# loses: nothing
import tensorflow as tf

_right = happyModel


def happyModel():
    tf.keras.backend.set_floatx("float64")
    return _right()
