"""Scoring: points earned, adjustments with their reasons, and the pass mark.

All numbers are exact; `grader.support.decimals.shown` rounds them where they are shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.support.decimals import exact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from grader.options import Circumstances
    from grader.packs import ExecutionRule, LateRule

NOT_TO_THE_END = "The notebook does not run to the end"
MINUTES_PER_DAY = 24 * 60
NO_PASS = "it must run to the end to pass"  # noqa: S105 - no password


@dataclass(frozen=True)
class Adjustment:
    """Points added to the score of the checks, or deducted if negative."""

    reason: str
    points: Fraction


@dataclass(frozen=True)
class Score:
    """The points of one submission.

    Attributes:
        earned: The points earned by its functions.
        full: The maximum points.
        pass_mark: The percentage of `full` that passes.
        adjustments: Points added or deducted, in order.
        may_pass: Whether the rubric's other requirements for passing are met.
    """

    earned: Fraction
    full: Fraction
    pass_mark: Fraction
    adjustments: tuple[Adjustment, ...] = ()
    may_pass: bool = True

    @property
    def points(self) -> Fraction:
        """The points after all adjustments, at least 0."""
        return self.earned + sum((adjustment.points for adjustment in self.adjustments), Fraction())

    @property
    def percent(self) -> Fraction:
        """The score as a percentage; 100 if the maximum is 0."""
        return 100 * self.points / self.full if self.full else Fraction(100)

    @property
    def passed(self) -> bool:
        """Whether the exact percentage reaches the pass mark."""
        return self.may_pass and self.percent >= self.pass_mark

    def adjusted(self, reason: str, points: float | Fraction) -> Self:
        """Return the score with points added or deducted; it does not go below 0."""
        change = max(exact(points), -self.points)
        return replace(self, adjustments=(*self.adjustments, Adjustment(reason, change)))


def score_of(earned: Iterable[Fraction], full: Fraction, pass_mark: float) -> Score:
    """Return the score of a submission.

    Args:
        earned: The points of each function.
        full: The sum of the rubric's points.
        pass_mark: The percentage that passes.
    """
    return Score(sum(earned, Fraction()), full, exact(pass_mark))


def after_whole_run(score: Score, rule: ExecutionRule | None, *, ran_to_the_end: bool) -> Score:
    """Return a score after the rubric's deduction for a notebook that does not run to the end."""
    if rule is None or ran_to_the_end:
        return score
    reason = f"{NOT_TO_THE_END}; {NO_PASS}" if rule.required else NOT_TO_THE_END
    return replace(
        score.adjusted(reason, -exact(rule.points_lost)), may_pass=score.may_pass and not rule.required
    )


def after_circumstances(score: Score, rule: LateRule | None, known: Circumstances) -> Score:
    """Return a score after the rubric's deduction for lateness and an instructor's adjustments."""
    days, reason = _lateness(rule, known)
    if rule is not None and days:
        lost = exact(rule.per_day) * days
        most = lost if rule.at_most is None else exact(rule.at_most)
        score = score.adjusted(reason, -min(lost, most))
    for why, points in known.adjustments:
        score = score.adjusted(why, points)
    return score


def _lateness(rule: LateRule | None, known: Circumstances) -> tuple[int, str]:
    """Return the number of days to deduct for, and the reason."""
    if rule is None or known.late is False:
        return 0, ""
    if known.minutes_late is None:
        return int(bool(known.late)), "Late by an unknown time; counted as 1 day"
    over = known.minutes_late - rule.grace_minutes
    days = max(0, math.ceil(over / MINUTES_PER_DAY))
    return days, f"{days} day{'' if days == 1 else 's'} late"
