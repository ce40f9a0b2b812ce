"""Faults that need no search: unfinished functions, and exceptions with their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault, fault_at
from grader.extract.program import statement_at
from grader.sandbox.interface import Raised

if TYPE_CHECKING:
    from grader.diagnosis.diagnose import Wrong
    from grader.judging.judge import Judgement


def evident_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the fault of a function that is unfinished."""
    judgement = wrong.judgement
    if judgement.left_blank:
        message = f"{judgement.function} {judgement.left_blank}"
        return (Fault(kind="unfinished", message=message, cell=judgement.definition.cell),)
    return exception_faults(judgement)


def exception_faults(judgement: Judgement) -> tuple[Fault, ...]:
    """Return the fault of a function that raised an exception in a public case, or before any case."""
    raised = next(iter(judgement.failed_definitions), None) or next(
        (e.outcome for e in judgement.evidence if e.case.public and isinstance(e.outcome, Raised)), None
    )
    statement = statement_at(raised, judgement.definition.statements) if raised is not None else None
    if raised is None or statement is None:
        return ()
    return (fault_at(statement, raised.line, kind="exception", message=f"raised {raised.name}."),)
