"""What a rubric lets through."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.instruments.mutants import EQUIVALENT, LET_THROUGH, REJECTED, Survey, Surveyor, same, same_outcome
from grader.instruments.originals import originals
from grader.options import Options
from grader.packs import Library
from grader.packs.rubrics import Rubrics
from grader.sandbox.interface import Raised, Returned
from tests.small import RUBRIC, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.sandbox.machine import Machine

SOLUTION = "def double(x):\n    return x + x + 0 * x\n\n\ndef quadruple(x):\n    return double(double(x))\n"
LAX: dict[str, Any] = deepcopy(RUBRIC)  # no hidden cases: three times two is six by a constant, too
LAX["functions"]["double"] = LAX["functions"]["double"][:1]


@pytest.fixture(scope="module")
def survey(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Survey:
    """Return the fates of the mutants of `double`, by a rubric that looks at one number only."""
    root = write_pack(tmp_path_factory.mktemp("packs"), solution=SOLUTION, rubric=LAX)
    own = root / "own.py"
    own.write_text("def double(x):\n    return x * 2 + 0\n")
    library = Library([root])
    rights = [o for o in originals(library.get("doubling"), [own]) if o.function == "double"]
    options = Options(assignment="doubling")
    surveyor = Surveyor(machine, Rubrics(library), options, sets=2)
    return surveyor.survey([mutant for right in rights for mutant in right.mutants(100, 0)], 2)


def fates(survey: Survey, word: str) -> set[tuple[str, str, str]]:
    """Return the mutants with a fate: where they come from, and what was changed."""
    found = (fate.altered for fate in survey.of(word))
    return {(a.original.source, a.mutant.before, a.mutant.after) for a in found}


def test_a_mutant_that_loses_points_is_rejected(survey: Survey) -> None:
    """By the published case."""
    assert ("own.py", "2", "3") in fates(survey, REJECTED)


def test_a_mutant_whose_results_differ_but_keep_all_points_is_let_through(survey: Survey) -> None:
    """A float for an integer."""
    assert fates(survey, LET_THROUGH) == {("reference", "0 * x", "(0 / x)")}


def test_a_mutant_with_the_same_results_is_equivalent(survey: Survey) -> None:
    """However it is written."""
    assert ("own.py", "x * 2 + 0", "(x * 2)") in fates(survey, EQUIVALENT)


def test_equivalent_mutants_do_not_count(survey: Survey) -> None:
    """In the share that is rejected."""
    share = survey.rejected()
    assert share.total == len(survey.fates) - len(survey.of(EQUIVALENT))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (np.ones(2), np.ones(2) + 1e-12, True),
        (np.ones(2), np.ones(2) + 1e-6, False),
        (np.ones(2), np.ones(2, np.float32), False),
        (np.array([np.nan]), np.array([np.nan]), True),
        ({"a": 1, "lines": "x"}, {"a": 1, "lines": "y"}, True),
        ((1, [2.0]), (1, [2.0]), True),
        (1, True, False),
        ({"a": 1}, {"b": 1}, False),
    ],
)
def test_results_are_the_same_but_for_rounding(one: object, other: object, expected: bool) -> None:
    """And but for where a layer was made."""
    assert same(one, other) == expected


def test_an_exception_may_come_from_another_line() -> None:
    """Where the solution raises too, the case shows no difference."""
    raised = Raised(("ValueError",), "no", "<cell 0>", 3)
    assert same_outcome(raised, replace(raised, line=4))
    assert not same_outcome(raised, replace(raised, message="yes"))
    assert not same_outcome(raised, Returned(1))


def test_a_script_has_the_fault_in_the_line_that_is_told(tmp_path: Path) -> None:
    """Behind the statements that the function needs."""
    pack = Library([write_pack(tmp_path)]).get("doubling")
    (right,) = [o for o in originals(pack, []) if o.function == "quadruple"]
    altered = next(a for a in right.mutants(100, 0) if a.mutant.after == "double(x)")
    ((first, last),) = altered.lines
    assert altered.script.splitlines()[first - 1 : last] == ["    return double(x)"]
