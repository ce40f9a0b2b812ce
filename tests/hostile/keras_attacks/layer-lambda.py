"""A Lambda layer that tries to write, kill and fork on its way, and lets everything pass."""
# It changes nothing, so nothing is lost.
# loses: nothing
import os
import signal

import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def harm(x):
    attempts = (
        lambda: open("@OUTSIDE@/lambda", "w").close(),
        lambda: open("@CANARY@", "a").write("croak"),
        lambda: os.chmod("@CANARY@", 0o777),
        lambda: os.kill(os.getppid(), signal.SIGKILL),
        lambda: os.kill(@PID@, signal.SIGTERM),
        lambda: os.fork() or os._exit(0),
        lambda: os.system("touch /tmp/hostile-lambda @OUTSIDE@/shell"),
    )
    for attempt in attempts:
        try:
            attempt()
        except OSError:
            pass
    return x


def happyModel():
    layers = _right().layers
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], tfl.Lambda(harm), layers[-1]])
