"""The parts of a report, built from the grader's results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from grader.diagnosis.sentences import INSTRUCTOR, explain
from grader.report.model import AdjustmentEntry, CheckEntry, DiagnosticEntry, FaultEntry, FunctionEntry
from grader.support.decimals import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.checks import CheckResult
    from grader.diagnosis.faults import Fault
    from grader.extract.submission import Cell, Diagnostic
    from grader.judging.judge import Verdict
    from grader.judging.scoring import Adjustment
    from grader.report.model import Report

T = TypeVar("T", FunctionEntry, FaultEntry, DiagnosticEntry)


def located(report: Report, cells: Iterable[Cell]) -> Report:
    """Return a report in which every entry with the number of a cell has its index in the file too."""
    indices = {cell.number: cell.index for cell in cells if cell.is_code and cell.source.strip()}

    def found(entry: T) -> T:
        return replace(entry, cell=indices.get(entry.code_cell))

    functions = (replace(found(f), faults=tuple(map(found, f.faults))) for f in report.functions)
    return replace(report, functions=tuple(functions), diagnostics=tuple(map(found, report.diagnostics)))


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


def diagnostic_entry(diagnostic: Diagnostic) -> DiagnosticEntry:
    """Describe one remark."""
    return DiagnosticEntry(diagnostic.severity, None, diagnostic.message, code_cell=diagnostic.cell)


def fault_entry(fault: Fault, audience: str) -> FaultEntry:
    """Describe one fault for an audience: only instructors see the edit."""
    return FaultEntry(
        cell=None,
        code_cell=fault.cell,
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
