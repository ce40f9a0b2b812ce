"""Reads address zero in a thread of TensorFlow's own, by way of a data set."""

# loses: happyModel=50 error
# options: --timeout 2 --memory 1500
import ctypes

import tensorflow as tf


def happyModel():
    data = tf.data.Dataset.range(8).map(
        lambda n: tf.py_function(lambda m: ctypes.string_at(0) and m, [n], tf.int64), num_parallel_calls=4
    )
    return list(data.prefetch(4))
