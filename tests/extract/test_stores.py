"""What statements store into, also by functions of the notebook."""

from __future__ import annotations

import pytest

from grader.extract.stores import Stores
from tests.extract.test_touches import statement

FREEZE = "def freeze(m):\n    for part in m.layers:\n        part.trainable = False"
CLASS = "class T:\n    def freeze(self, m):\n        self.done = True\n        m.trainable = False"


@pytest.mark.parametrize(
    ("definition", "source", "expected"),
    [
        (FREEZE, "freeze(model)", {"model"}),
        (FREEZE, "freeze(m=model.layers[4])", {"model"}),
        (FREEZE, "for one in model.layers:\n    freeze(one)", {"model", "one"}),
        (FREEZE, "[freeze(one) for one in model.layers[1:]]", {"model", "one"}),
        (FREEZE, "list(map(freeze, model.layers))", {"model"}),
        (FREEZE, "other(model)", set()),
        ("freeze = lambda m: setattr(m, 'trainable', False)", "freeze(model)", {"model"}),
        ("def freeze():\n    model.trainable = False", "freeze()", {"model"}),
        ("def freeze(m):\n    new = clone(m)\n    new.trainable = False", "freeze(model)", set()),
        ("import numpy as np\n", "np.ones(3)[0] = 1", {"np"}),
        ("def new(a):\n    z = zeros(3)\n    z[0] = a\n    return z", "new(model)", set()),
        ("def again(m):\n    again(m)\n    m.on = True", "again(model)", {"model"}),
        (CLASS, "T().freeze(model)", {"model"}),
        (CLASS, "t.freeze(model)", {"t", "model"}),
        ("x = 1", "list(map(lambda one: setattr(one, 'on', True), model.layers))", {"model"}),
    ],
)
def test_what_functions_store_into_is_found(definition: str, source: str, expected: set[str]) -> None:
    """By what they are given, and by the names of the notebook that they read."""
    assert Stores([statement(definition)]).into(statement(source)) == expected


def test_functions_that_call_each_other_without_end_are_no_failure() -> None:
    """What is far down is not looked at."""
    chain = [statement(f"def f{n}(m):\n    f{n + 1}(m)\n    m.on = True") for n in range(2000)]
    assert Stores(chain).into(statement("f0(model)")) == {"model"}


def test_a_function_that_trains_is_told() -> None:
    """It needs data that are not at hand."""
    stores = Stores([statement("def train(m):\n    m.on = True\n    m.fit(x)"), statement(FREEZE)])
    assert stores.trains(statement("train(model)"))
    assert not stores.trains(statement("freeze(model)"))
