"""Switches eager execution off, for good, where there is no way back."""

# The layers' order is right; settings, sizes and values cannot be read any more.
# loses: happyModel=40 error
import tensorflow as tf

_right = happyModel


def happyModel():
    model = _right()
    tf.compat.v1.disable_eager_execution()
    tf.compat.v1.disable_v2_behavior()
    tf.compat.v1.disable_control_flow_v2()
    return model
