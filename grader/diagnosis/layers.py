"""Faults of layers: the line that made, called or left out the layer that differs."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault
from grader.diagnosis.ideas import idea_of
from grader.diagnosis.source import code_at
from grader.judging.judge import Judgement

if TYPE_CHECKING:
    from collections.abc import Collection

    from grader.checks import Difference
    from grader.diagnosis.pieces import Code
    from grader.judging.judge import Verdict


def layer_faults(difference: Difference, judgement: Verdict) -> tuple[Fault, ...]:
    """Return a difference between models as a fault, if its location is in the student's program.

    There are two if one of two lines is wrong, the likelier one first.
    """
    definition, place = judgement.definition, difference.place
    if place is None:
        return ()
    unused = definition.unused_line if place.is_gap else None
    if unused is not None:
        place = replace(place, trace=place.until or place.trace, is_gap=False)
    code = code_at(place, definition, graded_names(judgement))
    found = [] if code is None else [each for each in (code, code.other) if each is not None]
    return tuple(_fault(each, _message(difference, each, unused)) for each in found)


def _fault(code: Code, message: str) -> Fault:
    return Fault(
        kind="layer",
        message=message,
        cell=code.statement.cell,
        line=code.line,
        end_line=code.end_line,
        quote=code.words,
        certain=code.certain,
    )


def graded_names(judgement: Verdict) -> Collection[str]:
    """Return the graded names of a judgement's assignment, as far as it knows them."""
    return judgement.key.pack.assignment.names if isinstance(judgement, Judgement) else ()


def sentence(text: str) -> str:
    """Return a difference as a sentence."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _message(difference: Difference, code: Code, unused: int | None) -> str:
    """Return what is wrong, in a sentence."""
    match code.node:
        case ast.keyword(arg="training", value=ast.Constant(value=str() as value)):
            return f"{value!r} is a text, and any text counts as True: write it without quotes."
    if unused is not None and unused != code.line:
        return f"The result of line {unused} is never used; this line should go on from there."
    idea = idea_of(difference.place)
    return f"{sentence(difference.message)}{' ' if idea else ''}{idea}"
