"""Hints in steps, and the advice on misconceptions, in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.live.checking import check_in
from grader.live.notebook import here
from tests.conftest import STEP_BY_STEP

if TYPE_CHECKING:
    from grader.live.result import Finding

ADVICE = "Every entry is dz"


def undivided(dz, shape):
    """Share a number wrongly."""
    return np.ones(shape) * dz


def finding(function: object, hint: int | None = None) -> Finding:
    notebook = here({"distribute_value": function, "__name__": "__main__"})
    return check_in(notebook, [function], assignment=STEP_BY_STEP, hint=hint).findings[0]


def test_a_misconception_is_named() -> None:
    """From what is published: nothing of the reference is needed."""
    assert any(note.startswith(ADVICE) for note in finding(undivided).notes)


@pytest.mark.parametrize("step", [1, 2])
def test_the_idea_comes_last(step: int) -> None:
    """It is the third step."""
    found = finding(undivided, step)
    assert not any(note.startswith(ADVICE) for note in found.notes)
    assert [line.entry.hint for line in found.lines if line.entry.hint] == []


def test_beside_a_known_mistake_nothing_is_said_of_the_usual_one() -> None:
    """It would lead astray."""
    assert [line.entry.hint for line in finding(undivided).lines if line.entry.hint] == []


def test_there_are_three_steps() -> None:
    """Another number is answered in a sentence."""
    checked = check_in(here({"__name__": "__main__"}), ["zero_pad"], assignment=STEP_BY_STEP, hint=5)
    assert checked.remarks[0].startswith("Nothing was checked: hint takes 1")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [({"timeout": -1}, "timeout takes a number of seconds"), ({"packs": 3}, "packs takes a folder's path")],
)
def test_other_arguments_are_answered_too(arguments: dict[str, Any], sentence: str) -> None:
    """In a sentence, not with a traceback."""
    checked = check_in(here({"__name__": "__main__"}), ["zero_pad"], **arguments)
    assert checked.remarks[0].startswith(f"Nothing was checked: {sentence}")


def test_the_first_step_says_what_is_wrong() -> None:
    """The values stay."""
    assert any(line.message for line in finding(undivided, 1).lines)
