"""Returns a model that was saved and loaded again in the scratch folder: odd, but right."""

# loses: nothing
import os

import tensorflow as tf

_right = happyModel


def happyModel():
    path = os.path.join(os.getcwd(), "mine.keras")
    _right().save(path)
    return tf.keras.models.load_model(path)
