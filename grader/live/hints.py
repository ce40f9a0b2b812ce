"""Hints in steps: what is wrong, then where, then which idea."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.diagnosis.evident import result_faults_of
from grader.diagnosis.faults import location_of
from grader.diagnosis.models import faults_of, located_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.diagnosis.faults import Fault
    from grader.judging.judge import Verdict
    from grader.live.result import Line
    from grader.live.verdicts import Judged

WHAT, WHERE, EVERYTHING = 1, 2, 3


def notes_at(step: int, judged: Judged) -> Iterator[str]:
    """Yield where a function is wrong, and the advice on its misconception, as far as a step tells them.

    No line is searched for: with public cases alone, the search would often be misled.
    """
    verdict = judged.verdict
    if verdict.passed or verdict.left_blank:
        return
    if step >= WHERE:
        for fault in _faults_of(verdict):
            if fault.line is not None:
                where = location_of(fault)
                yield f"{where[:1].upper()}{where[1:]}: {fault.text}"
    if step >= EVERYTHING and judged.advice is not None:
        yield judged.advice


def _faults_of(verdict: Verdict) -> tuple[Fault, ...]:
    """Return where a function is wrong, as far as the messages of its checks do not say so."""
    if not any(item.case.probe for item in verdict.evidence):
        return result_faults_of(verdict)
    found = located_faults(verdict)
    return () if found == faults_of(verdict) else found


def lines_at(step: int, lines: tuple[Line, ...], *, known: bool = False) -> tuple[Line, ...]:
    """Return the public checks without what a step does not tell yet.

    Where the actual mistake is known, the hints on the usual one are left out.
    """
    if step < EVERYTHING:
        lines = tuple(replace(line, why=None) for line in lines)
    if step < EVERYTHING or known:
        lines = tuple(replace(line, entry=replace(line.entry, hint=None)) for line in lines)
    return lines
