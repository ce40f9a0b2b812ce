"""Points, adjustments and the pass mark: exact, and rounded only where they are shown."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judging.scoring import Adjustment, Score, after_circumstances, after_whole_run, score_of
from grader.options import Circumstances
from grader.packs import ExecutionRule, LateRule
from grader.support.decimals import exact, shown

POINTS = st.fractions(0, 1000)
DECIMALS = st.decimals(0, 100, places=4).map(float)
CHANGES = st.lists(st.tuples(st.text(), st.fractions(-1000, 1000)), max_size=6)


def score(earned: float, full: float = 100, pass_mark: float = 80) -> Score:
    """Return the score of a submission whose functions earned that much."""
    return score_of([exact(earned)], exact(full), pass_mark)


def test_eighths_add_up_to_one() -> None:
    """Though none of them can be shown with two decimals."""
    eight = score_of([exact(0.125)] * 8, Fraction(1), 100)
    assert (eight.points, eight.passed, shown(eight.points, eight.full)) == (1, True, 1.0)


def test_nothing_short_of_full_marks_passes_a_hundred_percent() -> None:
    """However little is lacking, and however it is rounded."""
    short = score(99.9999, pass_mark=100)
    assert (short.passed, shown(short.points, short.full)) == (False, 99.99)


@pytest.mark.parametrize(("earned", "passed"), [(0.8, True), (0.7999999, False), (0.1, False)])
def test_the_pass_mark_is_a_percentage(earned: float, *, passed: bool) -> None:
    """Of what could be earned."""
    assert score(earned, full=1).passed == passed


def test_where_there_is_nothing_to_earn_all_of_it_is_earned() -> None:
    """A rubric may have no points at all."""
    assert score(0, full=0, pass_mark=100).passed


def test_an_adjustment_says_why() -> None:
    """Lateness takes one call."""
    late = score(90).adjusted("2 days late", -20)
    assert (late.points, late.passed, [(a.reason, a.points) for a in late.adjustments]) == (
        70,
        False,
        [("2 days late", -20)],
    )


def test_no_more_is_taken_than_there_is() -> None:
    """The adjustment says what was really taken."""
    late = score(5).adjusted("9 days late", -90)
    assert (late.points, late.adjustments[0].points) == (0, -5)


@given(st.lists(POINTS), POINTS, DECIMALS)
def test_the_points_are_the_exact_sum(earned: list[Fraction], full: Fraction, pass_mark: float) -> None:
    """In any order."""
    assert score_of(earned, full, pass_mark) == score_of(reversed(earned), full, pass_mark)
    assert score_of(earned, full, pass_mark).points == sum(earned)


@given(POINTS, CHANGES)
def test_a_score_is_never_below_zero(earned: Fraction, changes: list[tuple[str, Fraction]]) -> None:
    """And always what was earned with all its adjustments."""
    now = score_of([earned], Fraction(1000), 50)
    for reason, points in changes:
        now = now.adjusted(reason, points)
        assert now.points == earned + sum(a.points for a in now.adjustments) >= 0


@given(POINTS, st.fractions(Fraction(1, 1000), 1000), DECIMALS)
def test_a_score_passes_if_its_exact_percentage_reaches_the_mark(
    earned: Fraction, full: Fraction, pass_mark: float
) -> None:
    """No rounding takes part."""
    assert score_of([earned], full, pass_mark).passed == (100 * earned >= exact(pass_mark) * full)


class TestWholeRun:
    """What a rubric takes from a notebook that does not run to its end."""

    @pytest.mark.parametrize("rule", [None, ExecutionRule(10, required=True)])
    def test_one_that_does_loses_nothing(self, rule: ExecutionRule | None) -> None:
        """Whatever the rubric says."""
        assert after_whole_run(score(90), rule, ran_to_the_end=True) == score(90)

    def test_without_a_rule_nothing_is_lost(self) -> None:
        """Marks do not depend on a run by default."""
        assert after_whole_run(score(90), None, ran_to_the_end=False) == score(90)

    def test_points_are_lost(self) -> None:
        """As many as the rubric says."""
        lost = after_whole_run(score(79), ExecutionRule(points_lost=9.5), ran_to_the_end=False)
        assert (lost.points, lost.passed) == (Fraction(139, 2), False)

    def test_what_is_left_may_be_enough(self) -> None:
        """Points alone don't fail anybody."""
        rule = ExecutionRule(points_lost=9)
        enough, short = (score(79, pass_mark=mark) for mark in (70, 70.01))
        assert after_whole_run(enough, rule, ran_to_the_end=False).passed
        assert not after_whole_run(short, rule, ran_to_the_end=False).passed

    def test_it_may_be_required_to_pass(self) -> None:
        """Then the points stay, and are not enough."""
        lost = after_whole_run(score(79, pass_mark=10), ExecutionRule(required=True), ran_to_the_end=False)
        assert (lost.points, lost.passed) == (79, False)
        assert [(a.reason, a.points) for a in lost.adjustments] == [
            ("The notebook does not run to the end; it must run to the end to pass", 0)
        ]


class TestLateness:
    """The rubric's deduction, and an instructor's adjustments."""

    RULE = LateRule(per_day=10, at_most=25, grace_minutes=15)

    @pytest.mark.parametrize(
        ("minutes", "lost"), [(0, 0), (15, 0), (16, 10), (1455, 10), (1456, 20), (10_000, 25)]
    )
    def test_points_are_deducted_for_each_day_begun(self, minutes: float, lost: int) -> None:
        """After the minutes of grace, up to the most."""
        known = Circumstances(minutes > 0, minutes)
        score = after_circumstances(score_of([Fraction(90)], Fraction(100), 80), self.RULE, known)
        assert score.points == 90 - lost

    def test_the_reason_is_told(self) -> None:
        """With the days."""
        score = score_of([Fraction(90)], Fraction(100), 80)
        found = after_circumstances(score, self.RULE, Circumstances(late=True, minutes_late=2000))
        assert found.adjustments == (Adjustment("2 days late", Fraction(-20)),)
        assert not found.passed

    def test_by_an_unknown_time_is_one_day(self) -> None:
        """A platform may only say that it was late."""
        score = score_of([Fraction(90)], Fraction(100), 80)
        found = after_circumstances(score, self.RULE, Circumstances(late=True))
        assert [each.points for each in found.adjustments] == [-10]

    @pytest.mark.parametrize("known", [Circumstances(), Circumstances(late=False)])
    def test_what_is_not_known_to_be_late_loses_nothing(self, known: Circumstances) -> None:
        """No evidence costs nothing."""
        score = score_of([Fraction(90)], Fraction(100), 80)
        assert after_circumstances(score, self.RULE, known) == score

    def test_without_a_rule_lateness_costs_nothing(self) -> None:
        """The rubric decides."""
        score = score_of([Fraction(90)], Fraction(100), 80)
        assert after_circumstances(score, None, Circumstances(late=True)) == score

    def test_adjustments_are_exact_and_stop_at_zero(self) -> None:
        """Each with its reason."""
        score = score_of([Fraction(1, 3)], Fraction(100), 80)
        known = Circumstances(adjustments=(("a bonus", 0.1), ("copied", -50)))
        found = after_circumstances(score, None, known)
        assert found.points == 0
        assert [each.points for each in found.adjustments] == [Fraction(1, 10), -Fraction(13, 30)]
