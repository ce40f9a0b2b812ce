"""Why parts that are read from folders are not what they should be."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks import Evidence
from grader.diagnosis.loaders import reason_of
from grader.packs import Case
from grader.sandbox.interface import Returned

CASE = Case("f.a#1", "f", "a", (), {}, public=True, probe={})
RIGHT = {"train": {"folder": "a", "images": 34}, "validation": {"folder": "b", "images": 6}}


def reason(message: str, train: dict[str, Any], validation: dict[str, Any]) -> str:
    """Return the reason for what a check says of two parts."""
    outcome = Returned({"loaders": {"train": train, "validation": validation}})
    return reason_of(Evidence(CASE, outcome, Returned({"loaders": RIGHT})), message)


def pixels(high: float, shape: tuple[int, ...] = ()) -> dict[str, Any]:
    """Return a part whose images are like this."""
    return {"batch": {"images": {"high": high, "shape": list(shape)}}}


@pytest.mark.parametrize(
    ("message", "train", "validation", "word"),
    [
        ("the number of the training images", {"images": 6}, {"images": 34}, "exchanged"),
        ("the number of the training images", {"images": 40}, {"images": 6}, "split off"),
        ("the folder of the training images", {"folder": "b"}, {"folder": "b"}, "of the other part"),
        ("the folder of the validation images", {"folder": "a"}, {"folder": "a"}, "of the other part"),
        ("the highest value of the training images", pixels(255.0), {}, "still 0 to 255"),
        ("the highest value of the validation images", {}, pixels(0.004), "more than once"),
        ("the shape of the training images", pixels(1.0, (256, 256, 3)), {}, "if none is given"),
    ],
)
def test_the_reason_is_known_from_both_parts(
    message: str, train: dict[str, Any], validation: dict[str, Any], word: str
) -> None:
    """Beside what differs."""
    assert word in reason(message, train, validation)


def test_what_is_otherwise_wrong_has_no_reason() -> None:
    """Nothing is guessed."""
    assert reason("the number of the training images", {"images": 5}, {"images": 5}) == ""
    assert reason("the folder of the training images", {"folder": "c"}, {"folder": "b"}) == ""
    assert reason_of(Evidence(CASE, Returned(None), Returned(None)), "the folder") == ""
