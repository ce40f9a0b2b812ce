"""Faults of models: the line that made, called or left out the layer that differs."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checks import Difference
from grader.diagnosis.faults import Fault
from grader.diagnosis.source import code_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.diagnosis.source import Code
    from grader.judging.judge import Judgement, Verdict

MAX_FAULTS = 3
_IN_TURN = ("order", "settings", "sizes")


def layer_faults(judgement: Judgement) -> tuple[Fault, ...]:
    """Return the faults of a model's layers, the first one first; only public cases count."""
    found: dict[tuple[int | None, int | None], Fault] = {}
    for aspect in _IN_TURN:
        if aspect == "sizes" and found:
            break  # they follow from the others
        for difference in differences_of(judgement, aspect):
            fault = _fault(difference, judgement)
            if fault is not None:
                found.setdefault((fault.cell, fault.line), fault)
    return tuple(found.values())[:MAX_FAULTS]


def differences_of(judgement: Verdict, aspect: str) -> Iterator[Difference]:
    """Yield the differences of a model in one aspect, in public cases."""
    for result in judgement.results:
        if aspect in result.criterion.aspects:
            for failure in result.failures:
                if failure.case.public and isinstance(failure.cause, Difference):
                    yield failure.cause


def _fault(difference: Difference, judgement: Judgement) -> Fault | None:
    """Return a difference as a fault, if its place is known."""
    definition, skipped = judgement.definition, judgement.key.pack.assignment.names
    place = difference.place
    if place is None:
        return None
    unused = definition.unused_line if place.is_gap else None
    if unused is not None:
        place = replace(place, trace=place.until or place.trace, is_gap=False)
    code = code_at(place, definition, skipped)
    if code is None:
        return None
    return Fault(
        kind="layer",
        message=_message(difference, code, unused),
        cell=code.statement.cell,
        line=code.line,
        end_line=code.end_line,
        quote=code.words,
        certain=code.certain,
    )


def _message(difference: Difference, code: Code, unused: int | None) -> str:
    """Return what is wrong, in a sentence."""
    match code.node:
        case ast.keyword(arg="training", value=ast.Constant(value=str() as value)):
            return f"{value!r} is a text, and any text counts as True: write it without quotes."
    if unused is not None and unused != code.line:
        return f"The result of line {unused} is never used; this line should go on from there."
    text = difference.message
    return f"{text[:1].upper()}{text[1:]}."
