"""`check` in a real kernel, from the assignments alone: no reference, no rubrics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.live.kernels import kernel, students_copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.live.kernels import Kernel

START = """
import random
import numpy as np
from grader import check
"""
RIGHT = """
def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
"""
WRONG = """
def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (0, 0), (pad, pad)))
"""
HANGING = """
def distribute_value(dz, shape):
    while True:
        try:
            pass
        except Exception:
            pass
"""
RAISING = """
def create_mask_from_window(x):
    return helper(x)

def helper(x):
    return x == missing_name
"""
KERAS = """
import tensorflow as tf
import tensorflow.keras.layers as tfl
from grader import check

def happyModel():
    return tf.keras.Sequential([
        tf.keras.Input((64, 64, 3)), tfl.ZeroPadding2D(3), tfl.Conv2D(32, 7), tfl.BatchNormalization(),
        tfl.ReLU(), tfl.MaxPooling2D(), tfl.Flatten(), tfl.Dense(1, activation="sigmoid"),
    ])

def convolutional_model(input_shape):
    inputs = tf.keras.Input(input_shape)
    x = tfl.Conv2D(8, 4, padding="same")(inputs)
    return tf.keras.Model(inputs, tfl.Dense(6, activation="softmax")(tfl.Flatten()(x)))
"""
AUGMENTER = """
def data_augmenter():
    return tf.keras.Sequential([tfl.RandomFlip("horizontal"), tfl.RandomRotation(0.2)])
"""
REPLACED = (
    "(tf.keras.utils.get_file, tf.keras.Model.load_weights, tf.keras.Model.compile, "
    "tf.keras.layers.Layer.trainable, tf.keras.layers.Layer.__new__)"
)
STATE = "(random.getstate(), np.random.get_state()[1].tolist(), sorted(globals()))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what a student may have."""
    return students_copy(tmp_path_factory.mktemp("student"))


@pytest.fixture(scope="module")
def notebook(folder: Path) -> Iterator[Kernel]:
    """Return a kernel that has imported NumPy and check."""
    with kernel(folder) as running:
        running.run(START)
        yield running


class TestNumPy:
    """Functions of arrays."""

    def test_a_right_function_holds(self, notebook: Kernel) -> None:
        """In HTML and in text; hidden cases are spoken of."""
        shown = notebook.run(f"{RIGHT}\ncheck(zero_pad)")
        assert "✓ zero_pad" in shown["text/html"]
        assert "Hidden cases" in shown["text/html"]
        assert "✓ zero_pad" in shown["text/plain"]

    def test_a_wrong_function_is_shown_beside_the_right_values(self, notebook: Kernel) -> None:
        """What, where, and the shapes."""
        shown = notebook.run(f"{WRONG}\ncheck(zero_pad)")
        assert "return has shape (4, 9, 3, 8), but should be (4, 9, 9, 2)" in shown["text/html"]
        assert '<svg role="img" aria-label="Expected: 9' in shown["text/html"]

    def test_a_hanging_function_is_interrupted(self, notebook: Kernel) -> None:
        """Though it swallows exceptions."""
        shown = notebook.run(f"{HANGING}\ncheck(distribute_value, timeout=0.3)")
        assert "Did not finish within 0.3 s and was interrupted" in shown["text/plain"]

    def test_a_raising_function_is_led_back_to_its_line(self, notebook: Kernel) -> None:
        """Also where a helper raised."""
        shown = notebook.run(f"{RAISING}\ncheck(create_mask_from_window)")
        expected = r"Raised NameError: name 'missing_name' is not defined\s+\(cell \d+,\s+line 5:"
        assert re.search(expected, shown["text/plain"])

    def test_an_undefined_function_is_named(self, notebook: Kernel) -> None:
        """By its name in quotes."""
        shown = notebook.run('check("conv_forward")')
        assert "Not defined yet" in shown["text/plain"]

    def test_everything_so_far_has_a_bar(self, notebook: Kernel) -> None:
        """And says what is still to do."""
        notebook.run(f"{RIGHT}{HANGING}\ndel distribute_value")
        shown = notebook.run("check()")
        assert "5 of 100 points earned by public checks" in shown["text/plain"]
        assert 'class="bar"' in shown["text/html"]
        assert re.search(r"still to do: .*conv_backward", shown["text/plain"])

    def test_a_cell_magic_runs_and_checks(self, notebook: Kernel) -> None:
        """What the cell defines is there afterwards."""
        shown = notebook.run(f"%%check\nprint('run')\n{RIGHT}")
        assert shown["stdout"] == "run\n"
        assert "✓ zero_pad" in shown["text/plain"]
        assert notebook.run("zero_pad.__name__")["text/plain"] == "'zero_pad'"

    def test_a_magic_cell_without_anything_graded_says_so(self, notebook: Kernel) -> None:
        """And has run."""
        shown = notebook.run("%%check\nnothing_graded = 3")
        assert "defines no graded function" in shown["text/plain"]

    def test_a_magic_cell_that_raises_is_not_checked(self, notebook: Kernel) -> None:
        """Its error is shown, as without the magic."""
        shown = notebook.run(f"%%check\n{RIGHT}\n1 / 0")
        assert shown == {"error": "ZeroDivisionError"}

    def test_nothing_of_the_notebook_changes(self, notebook: Kernel) -> None:
        """Neither names nor random states, whatever the function does."""
        notebook.run(f"""
seen = [1]
def zero_pad(X, pad):
    global seen, leaked
    seen.append(2)
    seen = leaked = np.random.rand() + random.random()
    X[:] = 0
    return X
before = None
before = {STATE}
check(zero_pad)
unchanged = None
unchanged = before == (*{STATE}[:2], [name for name in sorted(globals()) if name != "unchanged"]), seen
""")
        assert notebook.run("unchanged")["text/plain"] == "(True, [1])"


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("0", id="keras3"),
        pytest.param("1", id="keras2", marks=pytest.mark.thorough),
    ],
)
def models(folder: Path, request: pytest.FixtureRequest) -> Iterator[Kernel]:
    """Return a kernel that has imported Keras and check."""
    with kernel(folder, TF_USE_LEGACY_KERAS=request.param) as running:
        running.run(f"{START}\nimport tensorflow as tf\nimport tensorflow.keras.layers as tfl")
        yield running


def solution(assignment: str) -> list[str]:
    """Return the cells of a reference's solution."""
    return (ROOT / "reference" / assignment / "solution.py").read_text(encoding="utf-8").split("# %%")


class TestKeras:
    """Functions that make models, on whichever Keras runs in the notebook."""

    def test_layers_are_shown_beside_what_they_should_be(self, models: Kernel) -> None:
        """For a right model and a wrong one."""
        models.run(KERAS)
        shown = models.run("check()")["text/plain"]
        assert "✓ happyModel" in shown
        assert "✗ convolutional_model" in shown
        assert re.search(r"After layer 1 \(Conv2D\), 5 layers\s+are missing", shown)
        assert re.search(r"MaxPooling2D \(cell \d+, lines", " ".join(shown.split()))
        assert "To run this case: convolutional_model((64, 64, 3))" in shown
        hinted = models.run("check(convolutional_model, hint=1)")["text/plain"]
        assert ("5 layers" in hinted, " (cell" in hinted) == (True, False)

    def test_no_name_of_a_layer_is_used_up(self, models: Kernel) -> None:
        """The next one of the student's is the first."""
        shown = models.run("tf.keras.backend.clear_session()\ncheck(happyModel)\ntfl.Conv2D(1, 1).name")
        assert shown["text/plain"] == "'conv2d'"

    def test_the_references_blocks_hold(self, models: Kernel) -> None:
        """Values and layers."""
        models.run("\n".join(solution("residual-networks")))
        shown = models.run("check(identity_block, convolutional_block, ResNet50).passed")
        assert shown["text/plain"] == "True"

    def test_pretrained_weights_are_not_loaded(self, models: Kernel) -> None:
        """And what loads them is the student's own again afterwards."""
        models.run(solution("transfer-mobilenet")[0])
        models.run(f"before = {REPLACED}")
        assert models.run("check(data_augmenter, alpaca_model).passed")["text/plain"] == "True"
        after = models.run(f"before == {REPLACED}")
        assert after["text/plain"] == "True"

    def test_a_cell_that_sets_variables_is_checked_by_what_it_set(self, models: Kernel) -> None:
        """Once it has run; nothing is executed again, and the line below it may still be to come."""
        definitions, cell = solution("transfer-mobilenet")
        models.run(definitions)
        shown = models.run('check("fine_tuning")')["text/plain"]
        assert "Not set yet: loss_function, optimizer, metrics and model2" in shown
        models.run("""
from grader.box.keras.offline import installed
with installed():
    model2 = alpaca_model(IMG_SIZE, data_augmenter())
""")
        models.run(cell)
        shown = models.run('check("fine_tuning")')["text/plain"]
        assert "✓ fine_tuning" in shown
        assert "model2 is not compiled yet" in shown
        assert models.run("getattr(model2, 'optimizer', None) is None")["text/plain"] == "True"
        models.run("model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)")
        shown = models.run('check("fine_tuning")')["text/plain"]
        assert "✓ fine_tuning" in shown
        assert "not compiled" not in shown
        shown = models.run("optimizer = 'sgd'\ncheck('fine_tuning')")["text/plain"]
        assert "The optimizer's class is 'SGD', but should be 'Adam'" in shown
        assert re.search(r"cell \d+, line 1: `optimizer = 'sgd'`", " ".join(shown.split()))
