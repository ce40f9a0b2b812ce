"""How accurate verdicts and lines are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.errors import UsageError
from grader.instruments.accuracy import CERTAIN, NOWHERE, RIGHT, SECOND, UNSURE, accuracy_of
from grader.instruments.expected import Lines, Truth, read_expected, write_expected
from grader.report.model import FaultEntry
from tests import reports

if TYPE_CHECKING:
    from pathlib import Path

    from grader.instruments.accuracy import Accuracy


def fault(line: int | None, *, certain: bool = True, cell: int | None = 2) -> FaultEntry:
    """Return a fault at a line."""
    return FaultEntry(cell, line, line, "edit", certain=certain, message="It is wrong.", edit=None)


def measured(right: bool, status: str, *faults: FaultEntry, lines: tuple[Lines, ...] = ()) -> Accuracy:
    """Return the figures of one function."""
    told = reports.function("double", status, reports.check("double.a", status), faults=faults)
    truth = Truth("ada/a.ipynb", "double", right, lines)
    return accuracy_of([truth], {"ada/a.json": reports.report(told)})


@pytest.mark.parametrize(
    ("right", "status", "accepts", "rejects"),
    [
        (True, "passed", (0, 0), (0, 1)),
        (True, "failed", (0, 0), (1, 1)),
        (False, "passed", (1, 1), (0, 0)),
        (False, "error", (0, 1), (0, 0)),
        (False, "skipped", (0, 0), (0, 0)),
    ],
)
def test_verdicts_are_counted(
    right: bool, status: str, accepts: tuple[int, int], rejects: tuple[int, int]
) -> None:
    """False accepts of wrong functions, false rejects of right ones; without a verdict neither."""
    found = measured(right, status)
    counts = [(share.count, share.total) for share in (found.false_accepts, found.false_rejects)]
    assert (counts, found.without_verdict) == ([accepts, rejects], int(status == "skipped"))


AT_12 = (Lines(12, 14, 2),)


@pytest.mark.parametrize(
    ("faults", "word"),
    [
        ((fault(13),), RIGHT),
        ((fault(11, certain=False), fault(12, certain=False)), SECOND),
        ((fault(11, certain=False), fault(15, certain=False)), UNSURE),
        ((fault(11),), CERTAIN),
        ((fault(13, cell=3),), CERTAIN),
        ((fault(None),), NOWHERE),
        ((), NOWHERE),
    ],
)
def test_the_first_line_that_is_told_counts(faults: tuple[FaultEntry, ...], word: str) -> None:
    """A wrong one is worse where it is told with certainty."""
    found = measured(False, "failed", *faults, lines=AT_12)
    assert (found.lines(word).count, found.lines(word).total) == (1, 1)


def test_lines_of_right_functions_do_not_count() -> None:
    """Nor of those whose true line is unknown."""
    assert [measured(right, "failed", fault(1)).lines(RIGHT).total for right in (True, False)] == [0, 0]


def test_what_is_not_as_it_should_be_is_listed() -> None:
    """With what is true and what was told."""
    (each,) = measured(False, "failed", fault(11), lines=AT_12).disagreements
    assert each.as_dict() == {
        "path": "ada/a.ipynb",
        "function": "double",
        "right": False,
        "status": "failed",
        "line": CERTAIN,
        "told": {"cell": 2, "line": 11, "message": "It is wrong."},
    }


def test_figures_are_told_for_each_function_too() -> None:
    """By the same names."""
    found = measured(True, "passed").as_dict()
    assert found["functions"]["double"]["false_rejects"] == found["false_rejects"]


class TestExpected:
    def test_what_is_written_can_be_read(self, tmp_path: Path) -> None:
        """Several rows of a function are several lines."""
        truths = [
            Truth("a.ipynb", "f", right=True),
            Truth("a.ipynb", "g", right=False, lines=(Lines(1, 2, 3), Lines(5, 5))),
        ]
        write_expected(tmp_path / "expected.csv", truths)
        assert read_expected(tmp_path / "expected.csv") == truths

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("path,right\na,yes\n", "has no column function"),
            ("path,function,right\n", "has no rows"),
            ("path,function,right\na,f,maybe\n", "right is 'maybe', but should be yes or no"),
            ("path,function,right,line\na,f,no,x\n", "line 2: line should be like 12 or 12-14"),
            ("path,function,right\na,f,no\na,f,yes\n", "f is both right and not right"),
        ],
    )
    def test_a_row_that_makes_no_sense_is_named(self, tmp_path: Path, text: str, problem: str) -> None:
        """With its line."""
        path = tmp_path / "expected.csv"
        path.write_text(text)
        with pytest.raises(UsageError, match=problem):
            read_expected(path)
