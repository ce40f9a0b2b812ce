"""The parts of a report, built from the grader's results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.diagnosis.sentences import explain
from grader.report.model import AdjustmentEntry, CheckEntry
from grader.support.decimals import shown

if TYPE_CHECKING:
    from grader.checks import CheckResult
    from grader.judging.judge import Verdict
    from grader.judging.scoring import Adjustment


def check_entry(result: CheckResult, judgement: Verdict, audience: str) -> CheckEntry:
    """Describe one check for an audience."""
    criterion = result.criterion
    explanation = explain(result, judgement, audience)
    difference = explanation.difference
    return CheckEntry(
        id=criterion.id,
        kind=criterion.kind,
        visibility=criterion.visibility,
        status=result.status,
        score=shown(result.score, criterion.points),
        max_score=shown(criterion.points),
        message=explanation.message,
        expected=(difference.expected or None) if difference else None,
        actual=(difference.actual or None) if difference else None,
        hint=explanation.hint,
        waiting=result.waiting,
    )


def adjustment_entry(adjustment: Adjustment) -> AdjustmentEntry:
    """Describe one adjustment."""
    return AdjustmentEntry(adjustment.reason, shown(adjustment.points))
