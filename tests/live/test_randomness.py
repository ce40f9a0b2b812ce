"""Random numbers go on after a check as if there had been none."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import numpy as np
import pytest

from grader.live import randomness
from tests.conftest import ROOT

# Prints whether a student draws the same numbers and gets the same names with a check in between as without.
KERAS = """
import random
import tensorflow as tf
from grader.live import randomness
keras = tf.keras

def use():
    randomness.seed()
    tf.random.normal([3])
    tf.random.get_global_generator().normal([2])
    keras.layers.Dense(2)(tf.ones([1, 2]))
    keras.layers.Dropout(0.5)(tf.ones([1, 2]), training=True)
    if hasattr(keras, "random"):
        keras.random.normal([2])

def draw(generator):
    layer = keras.layers.Dense(1)
    layer.build((None, 2))
    drawn = [tf.random.normal([1]), layer.get_weights()[0]]
    if generator:
        drawn.append(tf.random.get_global_generator().normal([1]))
    if hasattr(keras, "random"):
        drawn.append(keras.random.normal([1]))
    return [tf.reshape(value, [-1]).numpy().tolist() for value in drawn], layer.name, random.random()

def session(generator, check):
    keras.backend.clear_session()
    keras.utils.set_random_seed(3)
    tf.random.set_global_generator(tf.random.Generator.from_seed(3) if generator else None)
    keras.layers.Dense(1)
    first = draw(generator)
    if check:
        with randomness.kept():
            use()
    return first, draw(generator)

print([session(generator, True) == session(generator, False) for generator in (True, False)])
"""


def test_pythons_numbers_go_on() -> None:
    """From where they were."""
    random.seed(1)
    expected = [random.random() for _ in range(2)]  # noqa: S311
    random.seed(1)
    with randomness.kept():
        random.random()  # noqa: S311
    assert [random.random() for _ in range(2)] == expected  # noqa: S311


def test_numpys_numbers_go_on() -> None:
    """Those of the legacy generator."""
    np.random.seed(1)  # noqa: NPY002
    expected = np.random.rand(2).tolist()  # noqa: NPY002
    np.random.seed(1)  # noqa: NPY002
    with randomness.kept():
        randomness.seed()
    assert np.random.rand(2).tolist() == expected  # noqa: NPY002


def test_they_go_on_after_an_exception_too() -> None:
    """As after an interruption."""
    random.seed(1)
    state = random.getstate()
    with pytest.raises(ZeroDivisionError), randomness.kept():
        raise ZeroDivisionError(random.random())  # noqa: S311
    assert random.getstate() == state


def test_a_function_draws_the_same_each_time() -> None:
    """So that a verdict does not depend on what was drawn before."""
    drawn = []
    for _ in range(2):
        randomness.seed()
        drawn.append((random.random(), np.random.rand()))  # noqa: NPY002, S311
    assert drawn[0] == drawn[1]


@pytest.mark.thorough
@pytest.mark.parametrize("legacy", ["0", "1"])
def test_tensorflows_numbers_and_the_names_of_layers_go_on(legacy: str) -> None:
    """On Keras 3 and on Keras 2, with and without a global generator."""
    environment = {**os.environ, "TF_USE_LEGACY_KERAS": legacy, "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-c", KERAS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    assert done.stdout == "[True, True]\n"
