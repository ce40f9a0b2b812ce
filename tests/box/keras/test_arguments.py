"""Recipes become arguments."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.sandbox.interface import Raised
from tests.box.keras.inside import GRAPH, batch, graph, outcome, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

TOLD = "def f(*args, **kwargs): return str(TELL(*args, **kwargs))"


def told(runtime: Runtime, how: str, *args: Any, **options: Any) -> Any:
    """Return what a function of the arguments says, as text."""
    return graph(runtime, f"TELL, MADE = ({how}), str\n{TOLD}", *args, **options)


@pytest.mark.parametrize(
    ("argument", "how", "expected"),
    [
        ({"$input": [4, 4, 3]}, "lambda x: tuple(x.shape)", "(None, 4, 4, 3)"),
        ({"$input": [4, 4, 3]}, "lambda x: hasattr(x, 'numpy')", "False"),
        ({"$tensor": np.ones((2, 3), np.float32)}, "lambda x: (x.shape[0], x.dtype.name)", "(2, 'float32')"),
        ({"$constant": 1}, "lambda i: i(seed=0)(shape=(2,)).numpy().tolist()", "[1.0, 1.0]"),
        ({"$constant": 2.5}, "lambda i: i()(shape=(1, 2)).numpy().tolist()", "[[2.5, 2.5]]"),
        ({"$filled": 3}, "lambda i: (i(seed=0)((2, 3)).numpy() == i()((2, 3)).numpy()).all()", "True"),
        ({"$filled": 3}, "lambda i: i(seed=7)(shape=(2, 3), dtype='float32').shape", "(2, 3)"),
        ({"$filled": 3}, "lambda i: (i(seed=7)((2, 3)).numpy() == i(seed=0)((2, 3)).numpy()).any()", "False"),
        (
            {"$sequential": [["RandomFlip", {"mode": "horizontal"}], ["Dense", {"units": 2}]]},
            "lambda m: [type(layer).__name__ for layer in m.layers]",
            "['RandomFlip', 'Dense']",
        ),
        (
            {"$sequential": [["RandomFlip", {"mode": "vertical"}]]},
            "lambda m: m.layers[0].get_config()['mode']",
            "vertical",
        ),
        ({"$call": ["TELL", [7]]}, "lambda x: x * 2", "28"),
        ({"$call": ["TELL", [{"$call": ["TELL", [1]]}]]}, "lambda x: x + 1", "4"),
    ],
)
def test_a_recipe_is_made(keras: Runtime, argument: Any, how: str, expected: str | None) -> None:
    """In the box: nothing of it could cross the pipe."""
    assert told(keras, how, argument) == expected


@pytest.mark.parametrize(
    "argument",
    [7, 1.5, "text", None, (1, 2), [1, (2, "a")], {}, {"pad": 1}, {"f": 2, "stride": 1}, {"$a": 1, "$b": 2}],
)
def test_what_is_no_recipe_is_itself(keras: Runtime, argument: Any) -> None:
    """As the case has it."""
    assert told(keras, "repr", argument) == repr(argument)


@pytest.mark.parametrize(
    "wrap", [lambda r: [r], lambda r: (r, 1), lambda r: {"x": [r]}, lambda r: {"x": r, "y": 1}]
)
def test_a_recipe_is_made_wherever_it_stands(keras: Runtime, wrap: Any) -> None:
    """In lists, tuples and dictionaries."""
    argument = wrap({"$call": ["MADE", [1]]})
    assert told(keras, "repr", argument) == repr(wrap("1"))


def test_keyword_arguments_are_made_too(keras: Runtime) -> None:
    """A cell is given its variables so."""
    found = told(keras, "lambda *, x: x", kwargs={"x": {"$call": ["MADE", [1]]}})
    assert found == "1"


def test_an_unknown_recipe_raises(keras: Runtime) -> None:
    """It is a slip in a pack."""
    answer = outcome(keras, "def f(x): return 1", {"$nothing": 1})
    assert isinstance(answer, Raised)
    assert (answer.types[0], answer.message) == ("ValueError", "no such recipe: $nothing")


def test_a_filled_initializer_gives_what_weights_are_filled_with(keras: Runtime) -> None:
    """The same rule, for kernels."""
    source = "def f(x, initializer): return tfl.Dense(4, kernel_initializer=initializer(seed=0), use_bias=False)(x)"
    x = np.eye(3, dtype=np.float32)
    eager = {"eager": True, "training": False}
    made = value_of(outcome(keras, source, {"$tensor": x}, {"$filled": 5}, probe=eager))
    model = "def f(): return tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(4, use_bias=False)])"
    filled = value_of(outcome(keras, model, probe={"want": ["inference"], "x": x, "seed": 5}))
    assert np.allclose(made, filled["inference"]["output"], atol=1e-6)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("x", "[]"),
        ("x, training=None", "['training']"),
        ("x, initializer=None, training=None", "['initializer', 'training']"),
        ("x, stage, block", "['block', 'stage']"),
        ("x, *, training", "['training']"),
        ("x, **more", "[]"),
    ],
)
def test_optional_arguments_go_where_the_signature_has_them(
    keras: Runtime, parameters: str, expected: str
) -> None:
    """Editions differ in them."""
    optional = {"training": True, "initializer": {"$constant": 1}, "stage": 1, "block": "a"}
    source = f"def f({parameters}):\n    own = dict(locals())\n    own.pop('x')\n    own.update(own.pop('more', {{}}))\n    return str(sorted(own))"
    assert graph(keras, source, 1, probe={**GRAPH, "optional": optional}) == expected


def test_optional_recipes_are_made(keras: Runtime) -> None:
    """An initializer, for one."""
    source = "def f(x, initializer): return str(initializer(seed=0)((1,)).numpy())"
    probe = {**GRAPH, "optional": {"initializer": {"$constant": 4}}}
    assert graph(keras, source, 1, probe=probe) == "[4.]"


def test_an_optional_argument_wins_over_the_default(keras: Runtime) -> None:
    """The case says what is tried."""
    probe = {**GRAPH, "optional": {"training": False}}
    assert graph(keras, "def f(x, training=True): return str(training)", 1, probe=probe) == "False"


def test_a_result_of_symbolic_inputs_is_a_model(keras: Runtime) -> None:
    """From the inputs to it."""
    found = graph(keras, "def f(x): return tfl.Dense(2)(x)", {"$input": [3]})
    assert [node["op"] for node in found["nodes"]] == ["InputLayer", "Dense"]


def test_a_tensor_has_its_values(keras: Runtime) -> None:
    """As they were sent."""
    x = batch(2, 3)
    probe = {"eager": True, "training": False}
    assert np.array_equal(value_of(outcome(keras, "def f(x): return x + 0", {"$tensor": x}, probe=probe)), x)


CHAIN = {"$chain": {"input": [4], "trainable": False, "layers": [["Dense", {"units": 2, "name": "mixed7"}]]}}


def test_a_layer_of_a_model_that_was_made_is_an_argument(keras: Runtime) -> None:
    """By its name; the model is as frozen as its recipe says."""
    how = "lambda m, y: (y is m.get_layer('mixed7').output, m.trainable, len(m.trainable_weights))"
    assert told(keras, how, CHAIN, {"$output": "mixed7"}) == "(True, False, 0)"


def test_a_result_that_leads_from_the_models_input_is_a_model(keras: Runtime) -> None:
    """So that what it depends on can be told."""
    source = "def f(model): return model.get_layer('mixed7').output"
    facts = value_of(outcome(keras, source, CHAIN, probe={"want": ["facts"]}))["facts"]
    assert (facts["output"], facts["parameters"], facts["order"]) == ([2], 10, ["Dense"])


def test_a_model_of_keras_own_is_frozen_where_its_recipe_says_so(keras: Runtime) -> None:
    """With every layer of it."""
    settings = {"include_top": False, "weights": None, "input_shape": [32, 32, 3], "trainable": False}
    how = "lambda m: (len(m.layers) > 80, len(m.trainable_weights), any(x.trainable for x in m.layers))"
    assert told(keras, how, {"$application": ["MobileNet", settings]}) == "(True, 0, False)"
