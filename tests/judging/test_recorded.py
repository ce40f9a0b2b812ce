"""Recorded calls count as the layers that the reference has for them."""

from __future__ import annotations

from typing import Any

import pytest

from grader.judging.recorded import unfolded
from grader.sandbox.interface import Outcome, Raised, Returned

LAYERS = {"augment": ["RandomFlip", "RandomZoom"]}


def facts(outcome: Outcome) -> Any:
    """Return what is told of a model's layers."""
    assert isinstance(outcome, Returned)
    return outcome.value["facts"]


def test_a_call_is_unfolded() -> None:
    """In its place, so that what comes before the first convolution is known."""
    told = {"order": ["augment", "Conv2D", "Dense"], "augmentation": [], "head": "Dense"}
    assert facts(unfolded(Returned({"facts": told}), LAYERS)) == {
        "order": ["RandomFlip", "RandomZoom", "Conv2D", "Dense"],
        "layers": {"RandomFlip": 1, "RandomZoom": 1, "Conv2D": 1, "Dense": 1},
        "before_convolutions": ["RandomFlip", "RandomZoom"],
        "augmentation": ["RandomFlip", "RandomZoom"],
        "head": "Dense",
    }


@pytest.mark.parametrize("told", [None, 3, {}, {"order": 3}, {"order": [["augment"]]}])
def test_what_is_malformed_stays(told: Any) -> None:
    """A student's code may have written it."""
    assert facts(unfolded(Returned({"facts": told}), LAYERS)) == told


def test_other_outcomes_stay() -> None:
    """Nothing is recorded there."""
    raised = Raised(("ValueError",), "", "", 0)
    assert [unfolded(o, LAYERS) for o in (raised, Returned(1))] == [raised, Returned(1)]
