"""Why parts that are read from folders are not what they should be."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks import Evidence
from grader.checks.difference import About
from grader.diagnosis.loaders import reason_of
from grader.packs import Case
from grader.sandbox.interface import Returned

CASE = Case("f.a#1", "f", "a", (), {}, public=True, probe={})
RIGHT = {"train": {"folder": "a", "images": 34}, "validation": {"folder": "b", "images": 6}}


def reason(part: str, train: dict[str, Any], validation: dict[str, Any]) -> str:
    """Return the reason for what a check says of two parts."""
    outcome = Returned({"loaders": {"train": train, "validation": validation}})
    return reason_of(Evidence(CASE, outcome, Returned({"loaders": RIGHT})), About(part))


def pixels(high: float, shape: tuple[int, ...] = ()) -> dict[str, Any]:
    """Return a part whose images are like this."""
    return {"batch": {"images": {"high": high, "shape": list(shape)}}}


@pytest.mark.parametrize(
    ("part", "train", "validation", "word"),
    [
        ("train.images", {"images": 6}, {"images": 34}, "exchanged"),
        ("train.images", {"images": 40}, {"images": 6}, "split off"),
        ("train.folder", {"folder": "b"}, {"folder": "b"}, "of the other part"),
        ("validation.folder", {"folder": "a"}, {"folder": "a"}, "of the other part"),
        ("train.batch.images.high", pixels(255.0), {}, "still 0 to 255"),
        ("validation.batch.images.high", {}, pixels(0.004), "more than once"),
        ("train.batch.images.shape", pixels(1.0, (256, 256, 3)), {}, "if none is given"),
    ],
)
def test_the_reason_is_known_from_both_parts(
    part: str, train: dict[str, Any], validation: dict[str, Any], word: str
) -> None:
    """Beside what differs."""
    assert word in reason(part, train, validation)


def test_what_is_otherwise_wrong_has_no_reason() -> None:
    """Nothing is guessed."""
    assert reason("train.images", {"images": 5}, {"images": 5}) == ""
    assert reason("train.folder", {"folder": "c"}, {"folder": "b"}) == ""
    assert reason_of(Evidence(CASE, Returned(None), Returned(None)), About("train.folder")) == ""
