"""Laws about what feeds a model."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.rules.batches import paired
from grader.packs import Case

CASE = Case("f.case#1", "f", "case", ())
OWN = {"of_labels": [0.7, 0.2], "explained": 0.97}


def loaders(train: Any, validation: Any = OWN) -> dict[str, Any]:
    """Return what is known of two batches."""
    return {
        name: {"batch": {"brightness": brightness}}
        for name, brightness in (("train", train), ("validation", validation))
    }


@pytest.mark.parametrize(
    ("brightness", "are_paired"),
    [
        (OWN, True),
        ({"of_labels": [0.4, 0.1], "explained": 0.6}, True),
        ({"of_labels": [0.0, 0.0], "explained": None}, True),
        ({"of_labels": [0.7], "explained": 0.0}, True),
        ({"of_labels": [0.5, 0.4], "explained": 0.03}, False),
        ({"of_labels": [0.2, 0.7], "explained": 0.97}, False),
        ({"of_labels": [0.7, 0.2]}, False),
        (None, False),
    ],
)
def test_images_come_with_their_own_labels(brightness: Any, *, are_paired: bool) -> None:
    """Known by how bright they are; where all are brought to the same brightness, nothing is said."""
    assert (list(paired({}, loaders(brightness), loaders(OWN), CASE)) == []) is are_paired
    found = list(paired({}, loaders(OWN, brightness), loaders(OWN), CASE))
    assert (found == []) is are_paired


@pytest.mark.parametrize("value", [None, [], {}, {"train": {"batch": None}}])
def test_what_is_not_known_is_no_pair(value: Any) -> None:
    """Of neither part."""
    assert len(list(paired({}, value, loaders(OWN), CASE))) == 2
