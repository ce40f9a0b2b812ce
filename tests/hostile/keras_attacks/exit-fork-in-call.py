"""Forks and starts processes of multiprocessing in a layer's call; none comes to be, and all is right."""

# loses: nothing
import multiprocessing
import os
import subprocess

import tensorflow as tf

_right = happyModel


def spread(x):
    for way in (
        lambda: os.fork() or os._exit(0),
        lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "touch /tmp/hostile-spawn"], {}),
        lambda: subprocess.run(["touch", "@OUTSIDE@/x"], check=False),
        lambda: multiprocessing.get_context("fork").Process(target=os.abort).start(),
        lambda: multiprocessing.get_context("spawn").Process(target=os.abort).start(),
    ):
        try:
            way()
        except Exception:
            continue
    return x


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential(
        [tf.keras.Input((64, 64, 3)), *layers[:-1], tf.keras.layers.Lambda(spread), layers[-1]]
    )
