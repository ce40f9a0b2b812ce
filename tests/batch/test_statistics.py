"""How a class did."""

from __future__ import annotations

from dataclasses import replace

from grader.batch.statistics import ClassStatistics, reasons_of
from grader.report.model import FaultEntry
from tests.reports import check, function, report, ungradable

FAULT = FaultEntry(2, 2, 2, "edit", certain=True, message="The value is squared.", edit=None)


def statistics_of(*statuses: str) -> ClassStatistics:
    """Return the statistics of a class, a submission for each status of its function."""
    found = ClassStatistics()
    for number, status in enumerate(statuses):
        faults = () if status == "passed" else (FAULT,)
        done = function("double", status, check("double.a", status), faults=faults)
        found.add(report(done, path=f"{number}.ipynb"))
    return found


def test_the_closing_lines_say_how_a_class_did_and_why() -> None:
    """A reason that several share is told, and who they are."""
    names = "1.ipynb, 2.ipynb, 3.ipynb"
    assert list(statistics_of("passed", "failed", "failed", "error").sentences()) == [
        "doubling: 4 graded, 1 passed, mean 1, median 0 of 4 points",
        f"  double: to fix in 3 of 4 (2 failed, 1 error). 3 submissions ({names}): The value is squared.",
    ]


def test_what_has_no_verdict_does_not_count() -> None:
    """It is listed elsewhere."""
    found = statistics_of("passed")
    found.add(ungradable())
    assert len(found.assignments["doubling"].scores) == 1


def test_marks_are_counted_in_tenths() -> None:
    """The last one includes full marks."""
    assert statistics_of("passed", "failed").assignments["doubling"].bins() == [1, *[0] * 8, 1]


def test_those_who_have_a_fault_are_known() -> None:
    """Most frequent first."""
    found = statistics_of("failed", "passed", "failed").assignments["doubling"].functions["double"]
    assert (found.frequent(), found.checks["a"].percent) == (
        [("The value is squared.", ["0.ipynb", "2.ipynb"])],
        100 / 3,
    )


def test_without_a_fault_the_feedback_is_the_reason() -> None:
    """Without the function's name, cut where it is long."""
    told = function("double", "failed", feedback=f"double: {'x' * 300}")
    assert reasons_of(told) == ["x" * 199 + "…"]
    assert reasons_of(replace(told, faults=(FAULT,))) == ["The value is squared."]


def test_every_fault_that_is_certain_counts() -> None:
    """Of those that are not, the likeliest; of a right function none."""
    guess, other = replace(FAULT, certain=False), replace(FAULT, message="`x = 1`: It is one.")
    wrong = function("double", "failed")
    assert reasons_of(replace(wrong, faults=(FAULT, other))) == ["The value is squared.", "It is one."]
    assert reasons_of(replace(wrong, faults=(guess, replace(other, certain=False)))) == [
        "The value is squared."
    ]
    assert reasons_of(function("double", "passed")) == []


def test_what_was_left_blank_is_no_fault() -> None:
    """How many did so is told anyway."""
    found = statistics_of("missing", "missing")
    assert list(found.sentences())[1] == "  double: to fix in 2 of 2 (2 missing)"


def test_students_are_named_where_they_are_known() -> None:
    """Instead of their files."""
    found = ClassStatistics(lambda path: f"student {path[0]}")
    for number in range(2):
        found.add(report(function("double", "failed", faults=(FAULT,)), path=f"{number}.ipynb"))
    assert "2 submissions (student 0, student 1): The value" in list(found.sentences())[1]
