"""Sketches of models around the first difference."""

from __future__ import annotations

from grader.checks.graphs.align import Alignment
from grader.checks.graphs.model import INPUT, Form, Step
from grader.checks.graphs.sketch import EXTRA, MISSING, SAME, WRONG, sketch_of


def form(*steps: tuple[str, tuple[int, ...]], **settings: int) -> Form:
    """Return a model of layers: type and inputs; `settings` are those of its Dense layers."""
    made = [Step(INPUT, {}, (), (4,))]
    made += [Step(op, dict(settings) if op == "Dense" else {}, inputs, (4,)) for op, inputs in steps]
    return Form(tuple(made), (len(made) - 1,), tuple(range(len(made))), 0, 0)


CHAIN = (("Dense", (0,)), ("ReLU", (1,)), ("Flatten", (2,)))


def statuses(actual: Form, expected: Form) -> list[str]:
    return [layer.status for layer in sketch_of(Alignment(actual, expected)).layers]


def test_other_settings_are_wrong_in_one_layer() -> None:
    """Those after it are as they should be."""
    assert statuses(form(*CHAIN, units=3), form(*CHAIN, units=4)) == [SAME, WRONG, SAME, SAME]


def test_a_missing_layer_stands_where_it_should_be() -> None:
    """Between its neighbours."""
    short = form(("Dense", (0,)), ("Flatten", (1,)))
    assert statuses(short, form(*CHAIN)) == [SAME, SAME, MISSING, SAME]
    assert statuses(form(*CHAIN), short) == [SAME, SAME, EXTRA, SAME]


def test_another_connection_is_wrong() -> None:
    """With the same layers."""
    added = (*CHAIN[:2], ("Add", (0, 2)))
    assert statuses(form(*CHAIN[:2], ("Add", (1, 2))), form(*added)) == [SAME, SAME, SAME, WRONG]


def test_of_a_long_model_the_surroundings_are_shown() -> None:
    """And how many layers are left out."""
    long = [("ReLU", (n,)) for n in range(30)]
    changed = [*long[:20], ("Flatten", (20,)), *long[21:]]
    sketch = sketch_of(Alignment(form(*changed), form(*long)))
    assert (sketch.before, len(sketch.layers), sketch.after) == (16, 12, 3)
    assert sketch.layers[0].inputs == (-1,)
    assert "layer 21 (Flatten) differs" in sketch.text
