"""Reports functions that could not be judged, because something is not there where they run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.report.model import DiagnosticEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.judging.judge import Judgement
    from grader.report.model import FunctionEntry, Report
    from grader.sandbox.packages import Lack


def without_verdict(report: Report, judgements: Mapping[str, Judgement]) -> Report:
    """Return a report in which functions that lack something are skipped; then there is no score."""
    lacks = {name: judgement.lacks for name, judgement in judgements.items() if judgement.lacks}
    if not lacks:
        return report
    functions = (_skipped(f, lacks[f.name]) if f.name in lacks else f for f in report.functions)
    notes = (
        _note(lack, [name for name, lacking in lacks.items() if lacking == lack])
        for lack in dict.fromkeys(lacks.values())
    )
    return replace(
        report,
        status="ungradable",
        score=None,
        passed=None,
        functions=tuple(functions),
        diagnostics=(*notes, *report.diagnostics),
    )


def _skipped(function: FunctionEntry, lack: Lack) -> FunctionEntry:
    text = f"{function.name} was not graded: it needs {lack.need}."
    return replace(function, status="skipped", score=None, feedback=text, faults=(), checks=())


def _note(lack: Lack, names: list[str]) -> DiagnosticEntry:
    text = f"{lack.cause}, so {' and '.join(names)} could not be judged. {lack.remedy}"
    return DiagnosticEntry("error", None, text)
