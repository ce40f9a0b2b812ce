"""Pictures of what came out beside what should have."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.checks import Evidence
from grader.live.verdicts import compared_arrays
from grader.packs import Case
from grader.report.pictures import Picture, picture_of
from grader.sandbox.interface import Raised, Returned

ZEROS = np.zeros((2, 4, 5, 3))


def picture(actual: Any, expected: np.ndarray, location: str = "return") -> Picture | None:
    """Return the picture of one case."""
    outcome = actual if isinstance(actual, Raised) else Returned(actual)
    evidence = (Evidence(Case("f.0", "f", "seeded", ()), outcome),)
    judged: Any = SimpleNamespace(
        verdict=SimpleNamespace(evidence=evidence), arrays={"f.0": {location: expected}}
    )
    return picture_of(compared_arrays(judged))


def changed(array: np.ndarray, index: tuple[int, ...], value: float = 7.0) -> np.ndarray:
    copy = array.copy()
    copy[index] = value
    return copy


def test_it_is_the_plane_where_they_differ_most() -> None:
    """Of a batch of images: an example, a channel."""
    found = picture(changed(changed(ZEROS, (1, 2, 3, 2)), (0, 0, 0, 0), 1.0), ZEROS)
    assert found is not None
    assert (found.location, found.actual.shape, found.actual[2, 3]) == ("return[1, :, :, 2]", (4, 5), 7.0)


@pytest.mark.parametrize(("shape", "location"), [((4, 5), "return[:, :]"), ((4, 5, 3), "return[:, :, 0]")])
def test_with_fewer_axes_there_is_no_batch(shape: tuple[int, ...], location: str) -> None:
    """A window, or one image."""
    zeros = np.zeros(shape)
    found = picture(changed(zeros, (0,) * len(shape)), zeros)
    assert found is not None
    assert found.location == location


def test_a_part_of_a_tuple_has_its_place() -> None:
    """The second one, say."""
    found = picture((ZEROS, changed(ZEROS, (0, 0, 0, 0))), ZEROS, "return[1]")
    assert found is not None
    assert found.location == "return[1][0, :, :, 0]"


@pytest.mark.parametrize(
    "actual",
    [ZEROS, ZEROS + 0.0, "text", None, ZEROS[0], Raised(("E",), "", "", 0), (ZEROS,), ZEROS.astype(complex)],
)
def test_where_there_is_nothing_to_see_there_is_no_picture(actual: Any) -> None:
    """Equal arrays, and what is no array of that kind."""
    assert picture(actual, ZEROS) is None


def test_a_plane_of_few_numbers_is_not_worth_it() -> None:
    """The table says it all."""
    assert picture(np.ones((2, 1, 1, 3)), np.zeros((2, 1, 1, 3))) is None


def test_what_is_known_to_four_digits_is_not_taken_for_different() -> None:
    """Rounding is no mistake."""
    exact = np.linspace(-3, 3, 24).reshape(1, 4, 6, 1)
    assert picture(exact, np.round(exact, 3)) is None


def test_nan_is_different() -> None:
    """And can be drawn."""
    found = picture(changed(ZEROS, (1, 2, 3, 2), np.nan), ZEROS)
    assert found is not None
    assert (found.location, len(found.panels())) == ("return[1, :, :, 2]", 3)


def test_masks_can_be_drawn() -> None:
    """True is one."""
    found = picture(np.ones((2, 3), bool), np.eye(2, 3, dtype=bool))
    assert found is not None
    assert found.text() == ". x x\nx . x"


def test_panels_say_what_they_show() -> None:
    """Expected, actual, difference."""
    found = picture(changed(ZEROS, (0, 0, 0, 0)), ZEROS)
    assert found is not None
    panels = found.panels()
    assert [(p.title, p.legend) for p in panels] == [
        ("expected", "dark 0, yellow 7"),
        ("yours", "dark 0, yellow 7"),
        ("difference", "blue -7, red 7"),
    ]
    assert found.sentence == "1 of 20 numbers differ, most of all [0, 0]: 7 instead of 0."


def test_other_shapes_stand_side_by_side() -> None:
    """There is no difference to draw."""
    found = picture(np.ones((2, 6, 5, 3)), ZEROS)
    assert found is not None
    assert [panel.plane.shape for panel in found.panels()] == [(4, 5), (6, 5)]
    assert (found.text(), found.sentence) == (
        "",
        "Expected 4\N{MULTIPLICATION SIGN}5 numbers, got 6\N{MULTIPLICATION SIGN}5.",
    )


def test_where_they_differ_as_a_map_of_letters() -> None:
    """For output without images."""
    found = picture(changed(ZEROS, (0, 0, 1, 0)), ZEROS)
    assert found is not None
    assert found.text().splitlines()[0] == ". x . . ."
