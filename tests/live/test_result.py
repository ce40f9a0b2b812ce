"""What a check found, as data."""

from __future__ import annotations

import pytest

from grader.live.result import Bar, Checked, Finding

PASSED = Finding("f", "passed", "Well done.", 4.0, 4.0, 10.0)
FAILED = Finding("g", "failed", "Not yet.", 0.0, 4.0, 10.0)
MISSING = Finding("h", "missing", "Not there.", 0.0, 4.0, 10.0)


@pytest.mark.parametrize(
    ("findings", "passed"), [((), False), ((PASSED,), True), ((PASSED, FAILED), False), ((MISSING,), False)]
)
def test_a_check_passes_when_every_finding_does(findings: tuple[Finding, ...], passed: bool) -> None:
    """And when there is one."""
    assert Checked(findings).passed == passed


def test_an_overview_lists_what_is_missing_apart() -> None:
    """Its findings are what is there."""
    overview = Checked((PASSED, MISSING), bar=Bar(4, 6, 20, 80))
    assert (overview.shown, overview.to_do) == ((PASSED,), ("h",))


def test_what_was_asked_for_by_name_is_shown_although_it_is_missing() -> None:
    """Without a bar it is no overview."""
    assert Checked((MISSING,)).shown == (MISSING,)


def test_an_assignment_of_no_points_has_a_bar_of_nothing() -> None:
    """Nothing is divided by zero."""
    assert Bar(0, 0, 0, 80).percent(0) == 0
