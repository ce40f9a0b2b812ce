"""Models that are looked at in the notebook's own process."""

from __future__ import annotations

import contextlib
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from grader.live.models import ToBeCompiled, _known_modules, _passed_by, waits_for_line_below
from grader.packs.model import Function

THEN = "model2.compile(loss=loss_function, optimizer=optimizer)"
CELL = Function("fine_tuning", (), ("loss_function", "optimizer"), ("model2",), then=THEN)


def test_helper_modules_are_known_only_for_a_while() -> None:
    """Also when the look at a model fails."""
    assignment: Any = SimpleNamespace(stub_sources={})
    before = list(sys.meta_path)
    with contextlib.suppress(KeyError), _known_modules(assignment):
        known = len(sys.meta_path) - len(before)
        raise KeyError
    assert (known, sys.meta_path) == (1, before)


@pytest.mark.parametrize(
    ("names", "waits"),
    [
        ({"model2": SimpleNamespace(optimizer=None)}, True),
        ({"model2": SimpleNamespace(optimizer="adam")}, False),
        ({}, False),
    ],
    ids=["not-compiled", "compiled", "no-model"],
)
def test_a_cell_waits_for_the_line_below_while_its_model_is_not_compiled(
    names: dict[str, Any], waits: bool
) -> None:
    """A missing model is reported by itself."""
    assert waits_for_line_below(names, CELL) is waits


def test_a_model_to_be_compiled_has_what_the_line_passes() -> None:
    """The model itself is left as it is, and a name that is not set is left out."""
    model = SimpleNamespace(loss=None, optimizer=None, layers=[1])
    seen = ToBeCompiled(model, _passed_by(THEN, {"optimizer": "sgd"}))
    assert (seen.optimizer, seen.loss, seen.layers, model.optimizer) == ("sgd", None, [1], None)
