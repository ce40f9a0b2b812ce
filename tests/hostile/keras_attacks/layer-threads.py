"""A layer that leaves threads behind: Python's, a pool's, and those of a data set that prefetches for ever."""

# It changes nothing, so nothing is lost.
# loses: nothing
import concurrent.futures
import threading
import time

import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel
kept = []


def late():
    time.sleep(0.2)
    while True:
        try:
            open("@OUTSIDE@/late", "w").close()
        except OSError:
            time.sleep(0.05)


def rows():
    while True:
        time.sleep(0.01)
        yield 1.0


class Leaving(tfl.Layer):
    def call(self, x):
        if not kept:
            for daemon in (True, False):
                threading.Thread(target=late, daemon=daemon).start()
            pool = concurrent.futures.ThreadPoolExecutor(8)
            data = tf.data.Dataset.from_generator(rows, output_types=tf.float32, output_shapes=())
            data = data.prefetch(100).map(lambda v: v + 1, num_parallel_calls=8)
            kept.extend([pool, [pool.submit(late) for _ in range(8)], iter(data)])
            next(kept[-1])
        return x


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], Leaving(), layers[-1]])
