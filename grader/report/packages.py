"""Reports functions that could not be judged, because a package is not installed where they run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.report.model import DiagnosticEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.judging.judge import Judgement
    from grader.report.model import FunctionEntry, Report


def without_verdict(report: Report, judgements: Mapping[str, Judgement]) -> Report:
    """Return a report in which functions that lack a package are skipped; then there is no score."""
    lacks = {name: judgement.lacks for name, judgement in judgements.items() if judgement.lacks}
    if not lacks:
        return report
    functions = (_skipped(f, lacks[f.name]) if f.name in lacks else f for f in report.functions)
    packages = dict.fromkeys(lacks.values())
    notes = (
        _note(package, [name for name, lacking in lacks.items() if lacking == package])
        for package in packages
    )
    return replace(
        report,
        status="ungradable",
        score=None,
        passed=None,
        functions=tuple(functions),
        diagnostics=(*notes, *report.diagnostics),
    )


def _skipped(function: FunctionEntry, package: str) -> FunctionEntry:
    text = f"{function.name} was not graded: it needs the package {package}, which is not installed here."
    return replace(function, status="skipped", score=None, feedback=text, faults=(), checks=())


def _note(package: str, names: list[str]) -> DiagnosticEntry:
    text = (
        f"The package {package} is not installed where notebooks are graded, so {' and '.join(names)} could "
        "not be judged. Install it there, or fail such functions with --require-packages."
    )
    return DiagnosticEntry("error", None, text)
