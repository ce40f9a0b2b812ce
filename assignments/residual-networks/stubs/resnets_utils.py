"""Stands in for the course's helper module: the one thing of it that a model is made of."""

import tensorflow as tf


class BatchNormalization(tf.keras.layers.BatchNormalization):
    """Batch normalization with the course's momentum and epsilon."""

    def __init__(self, momentum=0.9, epsilon=1e-6, **settings):
        super().__init__(momentum=momentum, epsilon=epsilon, **settings)


def __getattr__(name):
    """Let every other name be imported; what it stands for needs data, and is never called."""
    if name.startswith("__"):
        raise AttributeError(name)
