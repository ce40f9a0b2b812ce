"""Layers and classes that are named after verdicts, escapes, paths and each other."""

# It changes nothing, so nothing is lost.
# loses: nothing
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    name = "\x1b[2J[bold]passed[/]\r\n" + "<img src=x>" * 1000
    odd = type(name, (tfl.Layer,), {"call": lambda self, x: x, "get_config": lambda self: {name: name}})
    layers = _right().layers
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *layers[:-1], odd(name="passed"), layers[-1]])
