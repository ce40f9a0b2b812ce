"""What a submission is worth: points earned, adjustments with their reasons, and whether that passes.

All numbers are exact; `grader.support.decimals.shown` rounds them where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.support.decimals import exact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from grader.packs import ExecutionRule

NOT_TO_THE_END = "The notebook does not run to its end"
NO_PASS = "it must run to the end to pass"  # noqa: S105 - no password


@dataclass(frozen=True)
class Adjustment:
    """Points that are added, or taken where they are negative, beside what the checks earned."""

    reason: str
    points: Fraction


@dataclass(frozen=True)
class Score:
    """The points of one submission.

    Attributes:
        earned: What its functions earn.
        full: What they could earn.
        pass_mark: The percentage of `full` that passes.
        adjustments: What was added or taken, in that order.
        may_pass: Whether enough points are enough: a rubric may want more than points.
    """

    earned: Fraction
    full: Fraction
    pass_mark: Fraction
    adjustments: tuple[Adjustment, ...] = ()
    may_pass: bool = True

    @property
    def points(self) -> Fraction:
        """What is left of the points after all adjustments; never less than nothing."""
        return self.earned + sum((adjustment.points for adjustment in self.adjustments), Fraction())

    @property
    def percent(self) -> Fraction:
        """The points as a percentage; where there is nothing to earn, all of it."""
        return 100 * self.points / self.full if self.full else Fraction(100)

    @property
    def passed(self) -> bool:
        """Whether the exact percentage reaches the pass mark."""
        return self.may_pass and self.percent >= self.pass_mark

    def adjusted(self, reason: str, points: float | Fraction) -> Self:
        """Return the score with points added or taken; no more is taken than there is."""
        change = max(exact(points), -self.points)
        return replace(self, adjustments=(*self.adjustments, Adjustment(reason, change)))


def score_of(earned: Iterable[Fraction], full: Fraction, pass_mark: float) -> Score:
    """Return the score of a submission.

    Args:
        earned: The points of each of its functions.
        full: What the rubric's points add up to.
        pass_mark: The percentage that passes.
    """
    return Score(sum(earned, Fraction()), full, exact(pass_mark))


def after_whole_run(score: Score, rule: ExecutionRule | None, *, ran_to_the_end: bool) -> Score:
    """Return a score less what the rubric takes from a notebook that does not run to its end."""
    if rule is None or ran_to_the_end:
        return score
    reason = f"{NOT_TO_THE_END}; {NO_PASS}" if rule.required else NOT_TO_THE_END
    return replace(
        score.adjusted(reason, -exact(rule.points_lost)), may_pass=score.may_pass and not rule.required
    )
