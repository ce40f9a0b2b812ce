"""Right solutions written in unlike ways lose nothing; a wrong one loses its own function only.

Variants that run on Keras take seconds each. Some for each function are tried, and one of them in a whole
notebook; the rest is marked `long`. Those of large models, and most that run on NumPy, are left to the
thorough command.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from grader.options import Options
from grader.pipeline import Grader
from tests.acceptance.secrets import leaked
from tests.acceptance.variants import Class, Graded, Variant, standards, variants

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.mark.structures import MarkDecorator, ParameterSet

    from grader.packs import Library
    from grader.sandbox.machine import Machine

    Classes = Callable[..., Class]

RIGHT, WRONG = variants("right"), variants("wrong")
EXPLAINED = [variant for variant in WRONG if variant.stated("explained by")]
UNEXPLAINED = [variant for variant in WRONG if not variant.stated("explained by")]
# Of the slow variants of one function: how many there are for one that is not long, and for one of the long
# ones that is graded with all that comes before and after it.
RIGHT_STEP, WRONG_STEP = 16, 20
WHOLE_STEP = 12
QUICK_STEP = 8  # of the wrong variants of one function that are quick, one in so many is in the first command


def tried(found: list[Variant], step: int, quick_step: int = 1) -> list[ParameterSet]:
    """Return the variants as parameters, marked; unmarked is the first of every few of each kind.

    Args:
        found: The variants.
        step: How many slow ones there are for one that is not long.
        quick_step: How many quick ones there are for one that is not left to the thorough command.
    """

    def marks(variant: Variant) -> list[MarkDecorator]:
        if variant.is_slow and variant.number % step:
            return [pytest.mark.long]
        is_left = variant.is_large or (not variant.is_slow and variant.number % quick_step)
        return [pytest.mark.thorough] if is_left else []

    return [pytest.param(variant, id=variant.name, marks=marks(variant)) for variant in found]


def standard_tried(variant: Variant) -> ParameterSet:
    """Return a standard solution as a parameter; those with large models are left to the thorough command."""
    marks = [pytest.mark.thorough] if variant.is_large else []
    return pytest.param(variant, id=variant.name, marks=marks)


def explained_tried(variant: Variant) -> ParameterSet:
    """Return a known mistake as a parameter; most slow ones are left to the thorough command."""
    marks = [pytest.mark.thorough] if variant.is_slow and variant.number % QUICK_STEP else []
    return pytest.param(variant, id=variant.name, marks=marks)


@pytest.fixture(scope="session")
def classes(library: Library, machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Classes:
    """Return the class of an assignment, in which its variants are graded; most need no explanation."""

    def made(assignment: str, diagnosis: str = "off") -> Class:
        grader = Grader(library, machine, Options(assignment=assignment, diagnosis=diagnosis))
        return Class(grader, library.get(assignment), tmp_path_factory.mktemp(assignment))

    return cache(made)


def grade(variant: Variant, classes: Classes) -> Graded:
    """Grade a variant; a slow one in what it changes, unless it is its turn to be graded whole."""
    whole = not variant.is_slow or variant.number % WHOLE_STEP == WHOLE_STEP - 1
    whole = whole or (not variant.is_large and variant.number in {RIGHT_STEP, WRONG_STEP})
    class_ = classes(variant.assignment)
    return class_.whole(variant) if whole else class_.changes(variant)


@pytest.mark.parametrize("standard", [*map(standard_tried, standards())])
def test_a_standard_solution_earns_full_marks(standard: Variant, classes: Classes) -> None:
    """What the variants are variants of is right."""
    assert classes(standard.assignment).whole(standard).report.score == 100.0


@pytest.mark.parametrize("right", tried(RIGHT, RIGHT_STEP, 3))
def test_a_right_rewriting_earns_full_marks(right: Variant, classes: Classes) -> None:
    """No way of writing a right solution loses a point."""
    graded = grade(right, classes)
    assert graded.judged
    assert graded.lost == {}
    assert [f.score for f in graded.judged] == [f.max_score for f in graded.judged]


@pytest.mark.parametrize("wrong", tried(UNEXPLAINED, WRONG_STEP, QUICK_STEP))
def test_a_wrong_variant_loses_its_own_functions_only(wrong: Variant, classes: Classes) -> None:
    """Exactly the functions that are wrong lose points, whoever calls them; the reference is not shown."""
    graded = grade(wrong, classes)
    assert list(graded.lost) == wrong.breaks
    assert leaked(wrong, graded.report) == []


@pytest.mark.parametrize("explained", [*map(explained_tried, EXPLAINED)])
def test_a_known_mistake_is_named(explained: Variant, classes: Classes) -> None:
    """By the advice of the misconception that it is; exactly its function loses points."""
    class_ = classes(explained.assignment, "quick")
    known = class_.pack.reference.misconceptions("2022")
    graded = class_.changes(explained)
    (said,) = graded.lost.items()
    assert explained.breaks == [said[0]]
    assert [m.name for m in known if (m.function, m.advice) == said] == [explained.stated("explained by")]
    assert leaked(explained, graded.report) == []
