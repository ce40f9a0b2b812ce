"""Lets a data set prefetch large batches, without end, in threads that nobody waits for."""

# loses: happyModel=50 error/timeout
# options: --timeout 2 --memory 1500
import time

import tensorflow as tf

_right = happyModel
kept = []


def happyModel():
    data = tf.data.Dataset.range(10**9).map(lambda n: tf.random.normal((2**24,)), num_parallel_calls=4)
    kept.append(iter(data.prefetch(10**6)))
    next(kept[0])
    time.sleep(1000)
