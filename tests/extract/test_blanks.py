"""Functions that were left blank, and functions that only look like it."""

from __future__ import annotations

import ast

import pytest

from grader.extract.blanks import fingerprint, fingerprints
from grader.extract.submission import Cell
from tests.extract.programs import program, submission

UNASSIGNED = "returns a name that nothing in the function assigns: was it left blank?"
EMPTY = "has an empty body: was it left blank?"
STARTER = "is as the starter has it: was it left blank?"


def none_only(name: str) -> str:
    """Return the reason for a name that is only ever None."""
    return f"returns {name}, which is only ever set to None: was it left blank?"


def unfinished(line: int, text: str, more: str = "") -> str:
    """Return the reason for a None that stands in a line where code should be."""
    return f"is not finished: line {line} still says `{text}`{more}."


def blank(*cells: str, starter: dict[str, str] | None = None) -> str | None:
    """Return why the last cell's `f` looks as if it had been left blank."""
    return program(*cells, starter=starter or {}).definitions["f"].blank


def body(*lines: str) -> str:
    """Return a function f(X, pad) of some lines."""
    return "\n".join(["def f(X, pad):", '    """Docstring."""', *(f"    {line}" for line in lines)])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        # 2021: the placeholders are comments
        (body("#(≈ 1 line)", "# X_pad = None", "# YOUR CODE STARTS HERE", "", "return X_pad"), UNASSIGNED),
        (body("# s = None", "# Z = None", "# YOUR CODE STARTS HERE", "return Z"), UNASSIGNED),
        (body("# Z = None", "cache = (X, pad)", "return Z, cache"), UNASSIGNED),
        (body("return dA_prev, dW, db"), UNASSIGNED),
        # 2017: the placeholders are code
        (body("X_pad = None", "return X_pad"), none_only("X_pad")),
        (body("s = None", "Z = None", "Z = None", "return Z"), none_only("Z")),
        (body("mask = None", "return mask"), none_only("mask")),
        (body("(n_H, n_W) = None", "return n_H"), unfinished(3, "n_H, n_W = None")),
        (body("for i in range(None):", "    pass", "return X"), unfinished(3, "range(None)")),
        (body("A = X.copy()", "A[0, 0] = None", "return A"), unfinished(4, "A[0, 0] = None")),
        (body("A = X.copy()", "A += None", "return A"), unfinished(4, "A += None")),
        (body("A = X.copy()", "A[0] += None", "return A"), unfinished(4, "A[0] += None")),
        (
            body("if pad:", "    for h in range(None):", "        A = 1", "return X"),
            unfinished(4, "range(None)"),
        ),
        # nothing at all
        (body("pass"), EMPTY),
        (body("..."), EMPTY),
        (body("return"), EMPTY),
        (body("return None"), EMPTY),
        (body("raise NotImplementedError"), EMPTY),
        (body("raise NotImplementedError()"), EMPTY),
        (body("raise NotImplementedError('your code here')"), EMPTY),
        (body("'another text'", "pass", "return None"), EMPTY),
        (body(), EMPTY),
        ("def f(): pass", EMPTY),
        ("async def f(): ...", EMPTY),
        # a real attempt, right or wrong
        (body("return X"), None),
        (body("return 0"), None),
        (body("X_padd = X", "return X_pad"), None),
        (body("x_pad = np.pad(X, pad)", "return X_pad"), None),
        (body("X_pad = None", "X_pad = X", "return X_pad"), None),
        (body("X_pad = None", "for X_pad in X: pass", "return X_pad"), None),
        (body("X_pad = None", "X_pad += 1", "return X_pad"), None),
        (body("X_pad = None", "with X as X_pad: pass", "return X_pad"), None),
        (body("X_pad = None", "if (X_pad := X): pass", "return X_pad"), None),
        (body("X_pad = None", "X_pad, y = X, 1", "return X_pad"), None),
        (body("best = None", "for x in X:", "    if best is None: best = x", "return best"), None),
        (body("if pad is None: return None", "return X"), None),
        (body("try:", "    return X", "except ValueError:", "    return None"), None),
        (body("pad = None", "return pad"), None),
        (body("X[:] = 0", "return None"), None),
        (body("X[:] = 0"), None),
        (body("raise ValueError(pad)"), None),
        (body("def inner(): return X", "return inner"), None),
        (body("def inner(): return inner_result", "return X"), None),
        (body("y = 1", "def inner():", "    nonlocal y", "    y = 2", "inner()", "return y"), None),
        (body("return f(X, pad - 1) if pad else X"), None),
        (body("return f"), None),
        (body("return print"), None),
        (body("return [y for y in X]"), None),
        (body("import math", "return math"), None),
        (body("class A: pass", "return A"), None),
        (body("global out", "out = X", "return out"), None),
        (body("for y in X: pass", "return y"), None),
        (body("try:", "    y = 1", "except E as e:", "    y = e", "return y"), None),
        (body("y: int = 1", "return y"), None),
        (body("yield X"), None),
        (body("return (lambda y: y)"), None),
        (body("del pad", "return X"), None),
        (body("for i in range(3): pass", "return None"), None),
        (body("Y = [None] * 3", "return Y"), None),
        (body("Y = [None] * 3", "Y[0] = 1", "return Y"), None),
    ],
)
def test_a_function_is_blank_or_it_is_not(source: str, reason: str | None) -> None:
    """Blank means missing; a wrong attempt means failed: the student is told which."""
    assert blank(source) == reason


def test_a_name_of_the_notebook_is_no_sign_of_a_blank() -> None:
    """A function that does something may return a constant of the top level."""
    assert blank("X_pad = 3", body("print(X)", "return X_pad")) is None


@pytest.mark.parametrize(
    "lines",
    [
        ["return X_pad"],
        ["assert X_pad.shape == (2, 2)", "return X_pad"],
        ["cache = (X, pad)", "return X_pad, cache"],
    ],
)
def test_a_function_that_only_returns_passes_on_what_the_notebook_calls_so(lines: list[str]) -> None:
    """Some other cell tried something out under the very name that a blank returns: the answers will tell."""
    definition = program("X_pad = 3", body(*lines)).definitions["f"]
    assert (definition.blank, definition.passes_on) == (None, UNASSIGNED)


def test_a_function_that_does_something_passes_nothing_on() -> None:
    """It may return a constant of the top level."""
    assert program("X_pad = 3", body("print(X)", "return X_pad")).definitions["f"].passes_on is None


def test_a_name_that_only_a_test_cell_binds_is_a_sign_of_a_blank() -> None:
    """The starter's test cell binds the very name that the blank returns."""
    assert blank(body("return X_pad"), "X_pad = f(1, 2)") == UNASSIGNED


def test_a_name_that_a_star_import_may_bind_is_no_sign_of_a_blank() -> None:
    """Nobody knows what it imports."""
    assert blank("from helpers import *", body("print(X)", "return X_pad")) is None


def test_the_last_definition_is_the_one_looked_at() -> None:
    """A solution below the blank counts."""
    assert blank(body("pass"), body("return X")) is None


@pytest.mark.parametrize("source", ["f = None", "f = lambda: None", "class f: x = 1", "from m import f"])
def test_only_functions_and_classes_are_looked_at(source: str) -> None:
    """What is no definition was written by the student."""
    assert blank(source) is None


def test_a_class_is_blank_where_nothing_is_in_it() -> None:
    """Some editions grade one."""
    assert blank("class f:\n    pass") == "has an empty body: was it left blank?"


class TestStarter:
    """Blank as the starter left it."""

    START = body(
        "A = np.zeros(3)", "for i in range(3):", "    # your code", "    A[i] = helper(X)", "return A"
    )

    def test_the_starters_own_function_is_blank(self) -> None:
        """However much code the starter gives."""
        assert blank(self.START, starter=fingerprints(submission(self.START))) == STARTER

    @pytest.mark.parametrize(
        "edited",
        [
            START.replace("# your code", "# my thoughts"),
            START.replace('"""Docstring."""', '"""My own words."""'),
            START.replace('    """Docstring."""\n', ""),
            START.replace("    A = np", "\n\n    A  =  np"),
            START.replace("np.zeros(3)", "(np.zeros(3))"),
        ],
        ids=["comment", "docstring", "no docstring", "layout", "brackets"],
    )
    def test_comments_docstring_and_layout_make_no_difference(self, edited: str) -> None:
        """The code is the same."""
        assert blank(edited, starter=fingerprints(submission(self.START))) == STARTER

    def test_any_change_of_the_code_makes_a_difference(self) -> None:
        """An attempt is an attempt."""
        edited = self.START.replace("range(3)", "range(4)")
        assert blank(edited, starter=fingerprints(submission(self.START))) is None

    def test_another_functions_starter_makes_no_difference(self) -> None:
        """Fingerprints go by name."""
        starter = fingerprints(submission(self.START.replace("def f", "def g")))
        assert blank(self.START, starter=starter) is None

    def test_a_starter_has_a_fingerprint_for_each_function(self) -> None:
        """Text, broken cells and other statements have none."""
        cells = (
            Cell(0, "def t(): pass", is_code=False),
            "x = 1",
            "def f(): pass\nasync def g(): pass",
            "def h(:",
        )
        assert sorted(fingerprints(submission(*cells))) == ["f", "g"]

    def test_a_function_too_deep_to_print_has_a_fingerprint(self) -> None:
        """Python parses deeper expressions than it can print."""
        function = ast.parse("def f(): return " + "1 + " * 2000 + "1").body[0]
        assert isinstance(function, ast.FunctionDef)
        assert fingerprint(function) == "nothing that can be compared"


@pytest.mark.parametrize(
    "lines",
    [
        ["A = np.zeros((2, 2))", "cache = (X, pad)", "return A, cache"],
        ["A = np.zeros((2, 2))", "assert A.shape == (2, 2)", "return A"],
        ["n = X.shape", "A = np.empty(n)", "return A"],
    ],
)
def test_an_array_that_is_returned_as_it_was_made_is_blank(lines: list[str]) -> None:
    """Some starters make the result, and leave the filling to the student."""
    reason = "returns A as it was made, and never puts anything into it: was it left blank?"
    assert blank("import numpy as np", body(*lines)) == reason


@pytest.mark.parametrize(
    "lines",
    [
        ["A = np.zeros((2, 2))", "A[0, 0] = 1", "return A"],
        ["A = np.zeros((2, 2))", "A += 1", "return A"],
        ["A = np.zeros((2, 2))", "A = X", "return A"],
        ["A = np.zeros((2, 2))", "np.copyto(A, X)", "return A"],
        ["A = np.zeros((2, 2))", "B = A[0]", "B[0] = 1", "return A"],
        ["A = np.zeros((2, 2))", "B = X", "for h in range(2):", "    B = B + h", "return A"],
        ["A = np.full((2, 2), 3)", "return A"],
    ],
)
def test_an_array_that_something_is_done_with_is_not_blank(lines: list[str]) -> None:
    """That may be wrong, but it is somebody's try."""
    assert blank("import numpy as np", body(*lines)) is None


@pytest.mark.parametrize(
    "lines",
    [
        ["model = tf.keras.Sequential([])", "return model"],
        ["model = tf.keras.Sequential([", "    # YOUR CODE STARTS HERE", "    ])", "return model"],
        ["model = Sequential()", "return model"],
        ["model = tf.keras.models.Sequential()", "return model"],
    ],
)
def test_a_model_that_is_returned_without_layers_is_blank(lines: list[str]) -> None:
    """The starters of 2021 make one, and leave the layers to the student."""
    reason = "returns model as it was made, and never puts anything into it: was it left blank?"
    assert blank("import tensorflow as tf", "from keras import Sequential", body(*lines)) == reason


@pytest.mark.parametrize(
    "lines",
    [
        ["model = tf.keras.Sequential([X])", "return model"],
        ["model = tf.keras.Sequential(X)", "return model"],
        ["model = tf.keras.Sequential()", "model.add(X)", "return model"],
        ["layers = []", "model = tf.keras.Sequential(layers)", "return model"],
        ["model = tf.keras.Sequential()", "for layer in X: model.add(layer)", "return model"],
        ["return tf.keras.Sequential([])"],
    ],
)
def test_a_model_that_something_is_done_with_is_not_blank(lines: list[str]) -> None:
    """Right or wrong."""
    assert blank("import tensorflow as tf", body(*lines)) is None


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("model.add(None)", "model.add(None)"),
        ("X = None(X)", "None(X)"),
        ("base.trainable = None", "base.trainable = None"),
        ("base.layers[0].trainable = None", "base.layers[0].trainable = None"),
        ("X = Add()([X, None(X)])", "None(X)"),
    ],
)
def test_a_none_that_is_added_called_or_set_is_a_placeholder(line: str, text: str) -> None:
    """Where the starter of a model has one."""
    assert blank("model = base = 1", body(line, "return X")) == unfinished(3, text)


@pytest.mark.parametrize(
    "line",
    ["model.add(X)", "base.trainable = False", "X = Dense(None)(X)", "X = BatchNormalization(axis=None)(X)"],
)
def test_a_none_that_is_an_argument_is_none(line: str) -> None:
    """Some arguments may be."""
    assert blank("model = base = Dense = BatchNormalization = 1", body(line, "return X")) is None


MODEL_OF_NOTHING = "makes a model of something that nothing in the function assigns: was it left blank?"


@pytest.mark.parametrize(
    "lines",
    [
        ["i = tf.keras.Input(shape=X)", "model = tf.keras.Model(inputs=i, outputs=outputs)", "return model"],
        ["model = Model(inputs=input_img, outputs=outputs)", "return model"],
        ["return tf.keras.Model(tf.keras.Input(X), outputs)"],
    ],
)
def test_a_model_of_outputs_that_nothing_assigns_is_blank(lines: list[str]) -> None:
    """The starter's last lines, with nothing above them."""
    assert blank("import tensorflow as tf\nfrom keras import Model", body(*lines)) == MODEL_OF_NOTHING


@pytest.mark.parametrize(
    "lines",
    [
        ["i = tf.keras.Input(shape=X)", "return tf.keras.Model(inputs=i, outputs=i)"],
        [
            "i = tf.keras.Input(shape=X)",
            "o = tf.keras.layers.Flatten()(i)",
            "return tf.keras.Model(i, outputs)",
        ],
        ["return tf.keras.Model(X, pad)"],
    ],
)
def test_a_model_that_somebody_tried_to_make_is_not_blank(lines: list[str]) -> None:
    """A misspelled name is wrong, not missing."""
    assert blank("import tensorflow as tf", body(*lines)) is None


def test_a_model_of_what_the_notebook_binds_is_not_blank() -> None:
    """A name of the top level is a name."""
    assert blank("import tensorflow as tf\no = 1", body("return tf.keras.Model(X, o)")) is None
