"""The line of a wrong NumPy function: the one that the smallest edit that passes every case changes."""

from __future__ import annotations

import ast
import difflib
from contextlib import closing
from typing import TYPE_CHECKING

from grader.diagnosis.edits.candidates import candidates
from grader.diagnosis.edits.source import Source, applied
from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.search import search
from grader.diagnosis.trial_cases import LONG, CaseTrials
from grader.diagnosis.wording import idea_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.diagnosis.diagnose import Wrong
    from grader.diagnosis.edits.source import Edit
    from grader.diagnosis.search import Found
    from grader.extract import Definition, Statement

SECONDS, MORE_SECONDS = 0.8, 1.6
DEAREST = 3.6  # nothing is claimed on an edit that costs more: it is as good as a new function
NEAR = 1.0  # edits that cost this much more than the best one also count as explanations
LINES = 2  # told at most, where edits disagree


def edit_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the faults of a NumPy function, as the smallest edits tell them."""
    judgement = wrong.judgement
    if wrong.level != "full" or judgement.key.runtime.kind != "numpy" or judgement.definition.body:
        return ()
    if judgement.substituted or judgement.failed_definitions:
        return ()
    for unit, name in _units(judgement.definition, judgement.key.pack.assignment.names):
        faults = _faults_in(wrong, unit, name)
        if faults:
            return faults
    return ()


def _units(definition: Definition, graded: Sequence[str]) -> Iterator[tuple[Statement, str]]:
    """Yield the functions that may be edited: the graded one, then others of the student that it uses."""
    last = definition.last
    if isinstance(last.node, ast.FunctionDef):
        yield last, definition.name
    for statement in definition.statements:
        if statement != last and isinstance(statement.node, ast.FunctionDef):
            if statement.node.name not in graded:
                yield statement, statement.node.name


def _faults_in(wrong: Wrong, unit: Statement, name: str) -> tuple[Fault, ...]:
    try:
        source = Source(unit.source)
    except (SyntaxError, ValueError):
        return ()
    if source.function is None or not source.statements:
        return ()
    examples = [Source(text) for text in wrong.judgement.key.pack.reference.examples(name)]
    edits = candidates(source, examples)
    seconds = SECONDS if len(source.statements) < LONG else MORE_SECONDS
    trials = CaseTrials(wrong.judgement, wrong.program.stubs, unit, name, seconds)
    with closing(trials):
        if not trials.failing:
            return ()
        found = search(edits, trials)
    return tuple(_told(found, unit, source))


def _told(found: Sequence[Found], unit: Statement, source: Source) -> Iterator[Fault]:
    """Yield the faults that may be claimed."""
    found = sorted(found, key=lambda each: (round(each.cost, 6), each.parts))
    best = next(iter(found), None)
    if best is None or best.cost > DEAREST * len(best.edits):
        return
    near = [each for each in found if each.cost <= best.cost + NEAR]
    if len(best.edits) > 1:
        for edit in sorted(best.edits, key=lambda each: each.line):
            yield _fault(edit, best, unit, source, certain=False)
        return
    lines: dict[int, Found] = {}
    for each in near:
        lines.setdefault(each.edits[0].line, each)
    for each in list(lines.values())[:LINES]:
        yield _fault(each.edits[0], each, unit, source, certain=len(lines) == 1)


def _fault(edit: Edit, found: Found, unit: Statement, source: Source, *, certain: bool) -> Fault:
    return fault_at(
        unit,
        unit.line + edit.line - 1,
        kind="edit",
        message=idea_of(edit.idea, edit.about),
        certain=certain,
        edit=_diff(source, found, unit),
    )


def _diff(source: Source, found: Found, unit: Statement) -> str:
    before = source.text.splitlines(keepends=True)
    after = applied(source.data, found.parts).decode().splitlines(keepends=True)
    name = "script" if unit.cell is None else f"cell {unit.cell}"
    lines = list(difflib.unified_diff(before, after, name, name, n=0))
    return "".join(lines)
