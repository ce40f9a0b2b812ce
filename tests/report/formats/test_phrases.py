"""What several kinds of reports say alike."""

from __future__ import annotations

from grader.report.formats import phrases
from grader.report.formats.phrases import Sample
from grader.report.model import AdjustmentEntry, FaultEntry
from tests import reports


def test_points_are_short() -> None:
    """No zeros behind the point, and a dash for what was not judged."""
    assert [phrases.points(4.0, 10.0), phrases.points(2.5, 4.0), phrases.points(None, 4.0)] == [
        "4 / 10",
        "2.5 / 4",
        "- / 4",
    ]


def test_a_function_without_points_says_so() -> None:
    """A rubric may give none: 0 / 0 would look like a loss."""
    shown = [phrases.points_of(reports.function("f", "failed", score=0.0, max_score=n)) for n in (4.0, 0.0)]
    assert shown == ["0 / 4", "no points"]


def test_the_verdict_is_one_of_three() -> None:
    """Passed, not passed, or none."""
    passed = reports.report(reports.function("f", "passed", reports.check("f.seeded")))
    assert [phrases.verdict(each) for each in (passed, reports.mixed(), reports.ungradable())] == [
        "4 / 4, passed",
        "8 / 24, not passed",
        "no verdict",
    ]


def test_reasons_are_the_errors() -> None:
    """Warnings are none."""
    assert phrases.reasons(reports.ungradable("It is broken.")) == "It is broken."
    assert phrases.reasons(reports.mixed()) == ""


def test_what_is_worth_telling_is_what_is_not_all_right() -> None:
    """Nor is what nobody looked at."""
    told = [f.name for f in reports.mixed().functions if phrases.is_worth_telling(f)]
    assert told == ["wrong", "broken", "endless", "absent"]
    assert not phrases.is_worth_telling(reports.skipped().functions[0])


def test_adjustments_say_how_many_points_and_why() -> None:
    """One that takes no points says why only."""
    late, bonus = AdjustmentEntry("1 day late", -12.5), AdjustmentEntry("A bonus", 3.0)
    report = reports.report(adjustments=(late, bonus, AdjustmentEntry("It must run to the end", 0.0)))
    assert phrases.adjustments(report) == [
        "-12.5 points: 1 day late",
        "+3 points: A bonus",
        "It must run to the end",
    ]


def test_lost_checks_are_named_without_their_function() -> None:
    """In one line."""
    checks = [
        reports.check("f.seeded", "failed"),
        reports.check("f.values"),
        reports.check("f.cache", "error"),
    ]
    assert phrases.lost(reports.function("f", "failed", *checks)) == "seeded, cache"


def test_samples_stand_side_by_side() -> None:
    """Shapes as Python writes them."""
    wrong = reports.mixed().functions[1]
    assert phrases.first_samples(wrong) == [Sample("return", "4", "6"), Sample("shape", "(3, 2)", "(2, 3)")]


def test_a_function_without_samples_has_none() -> None:
    """It is no error."""
    assert phrases.first_samples(reports.mixed().functions[0]) == []


def test_a_check_that_waits_for_another_one_is_not_lost() -> None:
    """It holds, and earns its points once another check passes; its message does not matter."""
    waits = reports.check("f.unchanged", "failed", waiting=True)
    function = reports.function("f", "failed", reports.check("f.seeded", "failed"), waits)
    assert (phrases.lost(function), phrases.waiting(function)) == ("seeded", "unchanged")


def told(*faults: FaultEntry, feedback: str = "It is wrong.") -> list[str]:
    """Return the hints on a function with two failed checks, one of which waits for the other."""
    checks = [
        reports.check("f.a", "failed", hint="Use the stride."),
        reports.check("f.b", "failed", hint="Use the stride."),
        reports.check("f.c", "failed", hint="Keep the cache.", waiting=True),
        reports.check("f.d", hint="All is well."),
    ]
    return phrases.hints(reports.function("f", "failed", *checks, faults=faults, feedback=feedback))


def test_hints_of_failed_checks_are_told_once() -> None:
    """Not those of checks that passed or wait, nor what the feedback tells already."""
    assert told() == ["Use the stride."]
    assert told(feedback="f is wrong. Use the stride.") == []


def test_beside_the_actual_mistake_the_usual_one_is_not_hinted_at() -> None:
    """An exception says nothing of the idea."""
    kinds = ("misconception", "edit", "layer", "exception")
    faults = [
        FaultEntry(2, 3, 3, kind, certain=True, message="No.", edit=None, code_cell=2) for kind in kinds
    ]
    assert [told(fault) for fault in faults] == [[], [], [], ["Use the stride."]]
