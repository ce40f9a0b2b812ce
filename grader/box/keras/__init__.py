"""The box's side of notebooks that use Keras: models as plain graphs and values, on Keras 2 or 3.

Importing this package imports TensorFlow; only boxes of the kinds `keras2` and `keras3` do so.
"""

from __future__ import annotations

import tensorflow as tf

from grader.box import redirect, trees
from grader.box.keras import class_checks, compat, gfile, lines, loaders, offline, recorded
from grader.box.keras.begun import begun
from grader.box.keras.calls import answer
from grader.box.keras.library import adapter

__all__ = ["answer", "begun", "prepare", "recorded", "seed"]


def prepare() -> None:
    """Prepare what every box needs: imports, former names, replacements for downloads.

    Runs no operation: threads that TensorFlow starts for one would not survive in a forked box.
    """
    compat.import_parts()
    compat.restore()
    adapter.prepare()
    offline.install()
    loaders.install()
    redirect.install()
    gfile.install()
    lines.install()
    class_checks.answer_in_advance()
    trees.image((2, 2), "RGB", 0)  # imports what makes images, and pays for what is slow at first


def seed(number: int) -> None:
    """Seed the random numbers of TensorFlow and Keras."""
    tf.keras.utils.set_random_seed(number)
