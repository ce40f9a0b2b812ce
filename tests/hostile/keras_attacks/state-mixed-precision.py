"""Sets the policy of mixed precision: values of three digits."""

# The moving averages are kept in full precision.
# loses: happyModel=21 failed
import tensorflow as tf

_right = happyModel


def happyModel():
    tf.keras.mixed_precision.set_global_policy("mixed_bfloat16")
    return _right()
