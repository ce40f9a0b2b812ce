"""Enters scopes that it never leaves: strategies, devices, names, graphs, custom objects, tapes."""

# The layers are right; nothing can be computed on a device that is not there.
# loses: happyModel=25 error/failed
import tensorflow as tf

_right = happyModel


def happyModel():
    scopes = (
        lambda: tf.distribute.MirroredStrategy().scope(),
        lambda: tf.device("/job:worker/task:7/device:GPU:3"),
        lambda: tf.name_scope("passed"),
        lambda: tf.keras.utils.custom_object_scope({"Conv2D": None, "Dense": None, "ReLU": None}),
        lambda: tf.GradientTape(persistent=True),
        lambda: tf.init_scope(),
        lambda: tf.Graph().as_default(),
    )
    model = _right()
    for scope in scopes:
        try:
            scope().__enter__()
        except Exception:
            pass
    return model
