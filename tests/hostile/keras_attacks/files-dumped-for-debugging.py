"""Lets TensorFlow dump what every operation does to a folder outside, which then stops every operation."""

# loses: happyModel=25 error
import tensorflow as tf

_right = happyModel


def happyModel():
    try:
        tf.debugging.experimental.enable_dump_debug_info("@OUTSIDE@/dump", "FULL_HEALTH")
    except Exception:
        pass
    return _right()
