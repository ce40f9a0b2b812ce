"""What a check found, before it is shown."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.live.result import Bar, Checked, Finding


def finding(name: str, status: str = "passed") -> Finding:
    return Finding(name, status, "A headline.", Fraction(3), Fraction(4), Fraction(10))


BAR = Bar(earned=Fraction(10), open=Fraction(20), total=Fraction(80), pass_mark=80.0)


def test_hidden_points_are_those_that_no_public_check_decides() -> None:
    """Of the function's total."""
    assert finding("f").hidden == 6


def test_the_rest_of_a_bar_is_still_to_be_done() -> None:
    """Neither earned nor open."""
    assert (BAR.rest, BAR.percent(BAR.rest)) == (50, 62.5)


def test_a_bar_of_nothing_is_empty() -> None:
    """And no division by zero."""
    assert Bar(Fraction(0), Fraction(0), Fraction(0), 80.0).percent(Fraction(0)) == 0.0


@pytest.mark.parametrize(
    ("findings", "passed"),
    [
        ((), False),
        ((finding("f"),), True),
        ((finding("f"), finding("g", "failed")), False),
        ((finding("f"), finding("g", "missing")), False),
    ],
    ids=["nothing", "all", "one failed", "one missing"],
)
def test_a_check_passes_if_all_that_was_checked_does(findings: tuple[Finding, ...], *, passed: bool) -> None:
    """No evidence is no pass."""
    assert Checked(findings).passed is passed


def test_an_overview_lists_what_is_missing_by_name_only() -> None:
    """The others are shown one by one."""
    checked = Checked((finding("f"), finding("g", "missing")), bar=BAR)
    assert ([f.name for f in checked.shown], checked.to_do) == (["f"], ("g",))


def test_a_name_that_was_asked_for_is_shown_though_it_is_missing() -> None:
    """There is no overview then."""
    checked = Checked((finding("g", "missing"),))
    assert ([f.name for f in checked.shown], checked.to_do) == (["g"], ())


def test_a_notebook_shows_it_as_html_and_a_terminal_as_text() -> None:
    """With the same headline."""
    checked = Checked((finding("f"),))
    assert ("A headline." in repr(checked), "A headline." in checked._repr_html_()) == (True, True)
    assert ("<" in repr(checked), "<" in checked._repr_html_()) == (False, True)
