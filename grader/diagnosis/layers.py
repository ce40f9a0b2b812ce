"""Faults of layers: the line that made, called or left out the layer that differs."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checks.graphs import EXTRA
from grader.diagnosis.bypassed import helper_fault, overwritten_fault
from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.freezing import unfrozen_fault
from grader.diagnosis.ideas import idea_of
from grader.diagnosis.pieces import copies
from grader.diagnosis.source import code_at
from grader.judging.judge import Judgement

if TYPE_CHECKING:
    from collections.abc import Collection

    from grader.checks import Difference
    from grader.diagnosis.pieces import Code
    from grader.judging.judge import Verdict

TRAINABLE = "trainable"


def layer_faults(difference: Difference, judgement: Verdict) -> tuple[Fault, ...]:
    """Return a difference between models as a fault, if its location is in the student's program.

    There are two if one of two lines is wrong, the likelier one first.
    """
    definition, place = judgement.definition, difference.place
    if place is None:
        return ()
    other = unfrozen_fault(difference, judgement)
    if other is None and place.is_gap:
        other = helper_fault(definition, set(graded_names(judgement)) - {definition.name})
    if other is None and _has_too_few(difference):
        other = overwritten_fault(definition)
    if other is not None:
        return (other,)
    unused = definition.unused_line if place.is_gap else None
    if unused is not None and not place.joins:
        place = replace(place, trace=place.until or place.trace, is_gap=False)
    code = code_at(place, definition, graded_names(judgement))
    if code is not None and _is_extra(difference) and place.trace[:1] in {p[:1] for p in place.peers}:
        code = _from_loop(code)
    if code is not None and _is_left_trained(difference):
        code = _from_choice(code)
    like = _like_the_missing(difference, judgement)
    if like is not None:
        return (like,)
    found = [] if code is None else [each for each in (code, code.other) if each is not None]
    if not place.certain or _has_too_few(difference) or (code is not None and copies(code.node)):
        found = [replace(each, certain=False) for each in found]
    return tuple(_fault(each, difference, unused) for each in found)


def _has_too_few(difference: Difference) -> bool:
    """Return whether a model has too few layers of a class."""
    about = difference.about
    return about is not None and about.part.startswith("layers.") and _is_less(about.actual, about.expected)


def _is_extra(difference: Difference) -> bool:
    return difference.part == EXTRA


def _is_left_trained(difference: Difference) -> bool:
    """Return whether parameters are trained that should be frozen."""
    about, place = difference.about, difference.place
    is_trainable = place is not None and place.argument == TRAINABLE
    return is_trainable or (about is not None and about.part.rpartition(".")[2] == TRAINABLE)


def _is_less(number: object, other: object) -> bool:
    return isinstance(number, int) and isinstance(other, int) and number < other


def _like_the_missing(difference: Difference, judgement: Verdict) -> Fault | None:
    """Return the only layer whose class is called nearly as that of which a model has too few."""
    about, last = difference.about, judgement.definition.last
    if about is None or not _has_too_few(difference):
        return None
    kind = about.part.partition(".")[2]
    calls = [n for n in ast.walk(last.node) if isinstance(n, ast.Call)]
    named = [(c, str(getattr(c.func, "attr", getattr(c.func, "id", "")))) for c in calls]
    like = [c for c, name in named if kind in name and kind != name]
    if len(like) != 1:
        return None
    line = like[0].lineno + last.shift
    return fault_at(last, line, kind="layer", message=sentence(difference.message), adds="")


def _from_loop(code: Code) -> Code:
    """Return a call with the head of the loop around it, which made right layers too."""
    line = code.line - code.statement.shift
    loops = [
        part
        for part in ast.walk(code.statement.node)
        if isinstance(part, (ast.For, ast.While)) and part.lineno < line <= (part.end_lineno or 0)
    ]
    if not loops:
        return code
    head = max(loop.lineno for loop in loops) + code.statement.shift
    return replace(code, line=head, words=code.statement.text_of(head))


def _from_choice(code: Code) -> Code:
    """Return what chose the layers, if a statement freezes those that it gets: a part of a list, an if."""
    shift = code.statement.shift
    around = [p for p in ast.walk(code.statement.node) if _holds_line(p, code.line - shift)]
    chosen: ast.expr | None = None
    for part in around:
        match part:
            case ast.For(iter=ast.Subscript() | ast.Call() as table):
                chosen = table
            case ast.If(test=test):
                chosen = test
            case ast.Assign(targets=[ast.Attribute(attr="trainable")], value=ast.Constant(value=False)):
                if chosen is not None:
                    line = chosen.lineno + shift
                    return replace(code, line=line, end_line=line, words=code.statement.text_of(line))
    return code


def _holds_line(part: ast.AST, line: int) -> bool:
    if isinstance(part, (ast.For, ast.If)):
        return part.body[0].lineno <= line <= (part.body[-1].end_lineno or 0)
    return isinstance(part, ast.Assign) and part.lineno == line


def _fault(code: Code, difference: Difference, unused: int | None) -> Fault:
    other = _other_message(code, unused)
    fault = Fault(
        kind="layer",
        message=other or sentence(difference.message),
        cell=code.statement.cell,
        line=code.line,
        end_line=code.end_line,
        quote=code.words,
        certain=code.certain,
        adds=None if other else "",
    )
    return fault if other else added(fault, idea_of(difference.place))


def added(fault: Fault, more: str) -> Fault:
    """Return a fault whose message says something more at its end."""
    if not more:
        return fault
    adds = None if fault.adds is None else f"{fault.adds} {more}".strip()
    return replace(fault, message=f"{fault.message} {more}", adds=adds)


def graded_names(judgement: Verdict) -> Collection[str]:
    """Return the graded names of a judgement's assignment, as far as it knows them."""
    return judgement.key.pack.assignment.names if isinstance(judgement, Judgement) else ()


def sentence(text: str) -> str:
    """Return a difference as a sentence."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _other_message(code: Code, unused: int | None) -> str:
    """Return what says more of a line than the difference does; empty if nothing does."""
    match code.node:
        case ast.keyword(arg="training", value=ast.Constant(value=str() as value)):
            return f"{value!r} is a text, and any text counts as True: write it without quotes."
    if unused is not None and unused != code.line:
        return f"The result of line {unused} is never used; this line should go on from there."
    return ""
