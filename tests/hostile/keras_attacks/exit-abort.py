"""Aborts the process from a thread of TensorFlow's, in a compiled function."""
# loses: happyModel=50 error
import ctypes

import tensorflow as tf


@tf.function
def end():
    tf.raw_ops.Abort(error_msg="passed", exit_without_error=False)
    return tf.numpy_function(lambda: ctypes.CDLL(None).abort(), [], [])


def happyModel():
    end()
