"""Reports functions that could not be judged, because a package is not installed where they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.extract.submission import Diagnostic
from grader.report.model import FunctionEntry
from grader.support.decimals import shown

if TYPE_CHECKING:
    from fractions import Fraction

    from grader.judging.judge import Judgement, Judgements


def entry(judgement: Judgement, package: str, points: Fraction) -> FunctionEntry:
    """Return the entry of a function that lacks a package."""
    name = judgement.function
    feedback = f"{name} was not graded: it needs the package {package}, which is not installed here."
    return FunctionEntry(name, "skipped", None, shown(points), feedback, judgement.definition.cell, ())


def diagnostics(judgements: Judgements) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each package that is lacking."""
    packages: dict[str, list[str]] = {}
    for name, judgement in judgements.by_function.items():
        if judgement.lacks:
            packages.setdefault(judgement.lacks, []).append(name)
    return tuple(Diagnostic("error", None, _text(package, names)) for package, names in packages.items())


def _text(package: str, names: list[str]) -> str:
    return (
        f"The package {package} is not installed where notebooks are graded, so {' and '.join(names)} could "
        "not be judged. Install it there, or fail such functions with --require-packages."
    )
