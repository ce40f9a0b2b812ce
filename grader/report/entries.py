"""The parts of a report, built from the grader's results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.diagnosis.sentences import INSTRUCTOR, explain
from grader.report.model import AdjustmentEntry, CheckEntry, FaultEntry
from grader.support.decimals import shown

if TYPE_CHECKING:
    from grader.checks import CheckResult
    from grader.diagnosis.faults import Fault
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


def fault_entry(fault: Fault, audience: str) -> FaultEntry:
    """Describe one fault for an audience: only instructors see the edit."""
    return FaultEntry(
        cell=fault.cell,
        line=fault.line,
        end_line=fault.end_line,
        kind=fault.kind,
        certain=fault.certain,
        message=fault.text,
        edit=fault.edit if audience == INSTRUCTOR else None,
    )


def adjustment_entry(adjustment: Adjustment) -> AdjustmentEntry:
    """Describe one adjustment."""
    return AdjustmentEntry(adjustment.reason, shown(adjustment.points))
