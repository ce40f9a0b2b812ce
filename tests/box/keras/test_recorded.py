"""Helpers that make layers and models: their calls are recorded, and nothing of their code enters the box."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from grader.checks.graphs import graph_differences
from grader.packs import Case
from grader.sandbox.helpers import KnownAnswers, ReferenceHelpers
from grader.sandbox.session import setup_request
from tests.box.keras.inside import GRAPH, HEAD, LIMITS, batch, run, value_of
from tests.programs import Watched, program

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

REFERENCE = """
from tensorflow.keras.initializers import glorot_uniform, random_uniform

def block(X, f, filters=(4, 2), initializer=glorot_uniform):
    return tfl.Conv2D(filters[0], f, padding="same", kernel_initializer=initializer(seed=0))(X)

def augment():
    return tf.keras.Sequential([tfl.RandomFlip("horizontal")])

def net(shape):
    start = tf.keras.Input(shape)
    base = tf.keras.applications.MobileNetV2(input_shape=shape, include_top=False, weights=None, alpha=0.35)
    base.trainable = False
    return tf.keras.Model(start, tfl.Dense(1)(tfl.Flatten()(base(tfl.ReLU()(start), training=False))))
"""
STUDENT = """
def block(*args):
    raise ValueError

def f(second="block(x, f=1, filters=[3, 3], initializer=tf.keras.initializers.RandomUniform)"):
    x = start = tf.keras.Input((8, 8, 3))
    x = augment()(x)
    x = block(x, 3)
    x = block(X=x, f=3, filters=(4, 2))
    x = eval(second, globals(), {"x": x})
    return tf.keras.Model(start, tfl.Flatten()(x))
"""
HOLLOW = """
def f():
    model = net((96, 96, 3))
    base = max(model.layers, key=lambda layer: len(getattr(layer, "layers", [])))
    base.trainable = True
    for layer in base.layers[:100]:
        layer.trainable = False
    others = sorted({type(layer).__name__ for layer in model.layers if layer is not base})
    return repr((others, len(base.layers) > 150, any(w.trainable for w in model.trainable_weights)))
"""


def answered(keras: Any, source: str, probe: dict[str, Any], *args: Any) -> Any:
    """Return the value of a program's `f` whose helpers are the reference's."""
    reference = program(["block", "augment", "net"], HEAD + REFERENCE).definitions
    definition = program(["f"], HEAD + source).definitions["f"]
    with closing(
        ReferenceHelpers(keras, reference, LIMITS, setup_request({}, {}), KnownAnswers())
    ) as helpers:
        case = Case("f.case#1", "f", "case", args, probe=probe)
        return value_of(run(keras, definition, case, helpers=helpers).outcomes[case.id])


def test_calls_are_nodes_of_the_graph(keras: Runtime) -> None:
    """With the reference's parameters and defaults, however the arguments were given."""
    nodes = answered(keras, STUDENT, GRAPH)["graph"]["nodes"]
    calls = [node for node in nodes if node["op"] == "block"]
    assert [(node["shape"], node["settings"]) for node in calls] == [
        ([None, 8, 8, 4], {"f": 3, "filters": [4, 2], "initializer": "GlorotUniform"}),
        ([None, 8, 8, 4], {"f": 3, "filters": [4, 2], "initializer": "GlorotUniform"}),
        ([None, 8, 8, 3], {"f": 1, "filters": [3, 3], "initializer": "RandomUniform"}),
    ]
    (nested,) = [node["graph"] for node in nodes if node["graph"]]
    assert [node["op"] for node in nested["nodes"]][-1] == "augment"


@pytest.mark.thorough
def test_other_arguments_are_another_network(keras: Runtime) -> None:
    """The call of a helper is compared as a layer is."""
    right = answered(keras, STUDENT, GRAPH)["graph"]
    same = answered(keras, STUDENT, GRAPH)["graph"]
    wrong = answered(keras, STUDENT, GRAPH, "block(x, 1)")["graph"]
    assert list(graph_differences(same, right)) == []
    assert "filters is (4, 2), should be (3, 3)" in next(graph_differences(wrong, right)).message


@pytest.mark.thorough
def test_values_depend_on_what_is_called(keras: Runtime) -> None:
    """Models with recorded calls are run like others, and tell their arguments apart."""
    probe = {"want": ["inference"], "x": batch(2, 8, 8, 3), "seed": 1}
    seconds = [(), (), ("block(x, 2, filters=[3, 3])",)]
    first, same, other = (answered(keras, STUDENT, probe, *more)["inference"]["output"] for more in seconds)
    assert (first == same).all()
    assert first.shape == other.shape
    assert not (first == other).any()


@pytest.mark.thorough
def test_a_model_around_one_of_keras_own_is_hollow(keras: Runtime) -> None:
    """Its base is real, so that it can be thawed; the other layers are as many as the reference's."""
    told = answered(keras, HOLLOW, {"want": ["returned"]})["returned"]
    assert told == repr((["InputLayer", "net"], True, True))


def test_no_code_of_the_reference_enters_the_box(keras: Runtime) -> None:
    """Its statements go into a box of their own, which sees shapes only."""
    watched = Watched(keras)
    watched.runtime = type("Kind", (), {"open": lambda *_: keras.open()})()
    watched.kind = keras.kind
    answered(watched, STUDENT, GRAPH)
    sent = [box.sent for box in watched.boxes]
    assert [(b"def f" in box, b"padding" in box) for box in sent] == [(True, False), (False, True)]
