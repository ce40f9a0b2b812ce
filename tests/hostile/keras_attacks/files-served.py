"""Starts servers of TensorFlow's: for data, for profiles, for a cluster; what then happens is its own affair."""

# loses: happyModel=50 error/missing/failed/timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf

_right = happyModel


def happyModel():
    for way in (
        lambda: tf.profiler.experimental.server.start(6009),
        lambda: tf.data.experimental.service.DispatchServer(),
        lambda: tf.distribute.Server.create_local_server(),
        lambda: tf.config.experimental_connect_to_host("127.0.0.1:1"),
    ):
        try:
            way()
        except Exception:
            continue
    return None
