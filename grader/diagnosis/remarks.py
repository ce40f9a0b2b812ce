"""Remarks that cost no points: deprecations, failed definitions, missing isolation."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from grader.box.numpy_compat import REMOVED_FROM_NUMPY
from grader.checks import Difference
from grader.extract.program import statement_at
from grader.extract.submission import Diagnostic
from grader.judging.scoring import NO_PASS, NOT_TO_THE_END
from grader.packs import KINDS
from grader.sandbox.versions import KERAS, version_of
from grader.support.decimals import shown
from grader.support.text import clean, unwrapped
from grader.support.warnings import no_warnings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from grader.extract import Program, Statement
    from grader.judging.judge import Judgements
    from grader.packs import Assignment, ExecutionRule
    from grader.sandbox.interface import Isolation, Warned

_NUMPY_NAMES = frozenset({"np", "numpy"})
_COMMENT = re.compile(r"#[^\n]*")
# Code that the courses themselves prescribed, by the beginning of NumPy's warning about it.
_KNOWN_WARNINGS = {
    "Conversion of an array with ndim > 0 to a scalar is deprecated": (
        "an array of one element is converted to a number, which worked in the course; newer versions of "
        "NumPy require `.item()` for that."
    )
}


def of_run(program: Program, judged: Judgements) -> tuple[Diagnostic, ...]:
    """Return the remarks on a program and its run, in the order of the cells, each once."""
    found = {*_removed_names(program), *_warnings(program, judged), *_failed_definitions(judged)}
    return tuple(sorted(found, key=lambda d: (-1 if d.cell is None else d.cell, d.message)))


def of_remarks(judged: Judgements) -> tuple[Diagnostic, ...]:
    """Return what rules say that cost nothing; only of public cases, and where something was answered.

    That other values are wrong, too, says nothing new of a function that is wrong anyway.
    """
    found: dict[Diagnostic, None] = {}
    for name, judgement in judged.by_function.items():
        for result in judgement.remarks if not judgement.substituted else ():
            differences = (f.cause.message for f in result.failures if isinstance(f.cause, Difference))
            text = (result.criterion.hint if result.failures else None) or next(differences, None)
            compares = KINDS[result.criterion.kind].names_values
            if text is not None and (judgement.passed or not compares):
                said = f"{name}: {clean(text).rstrip('.')}. No marks lost for that."
                found[Diagnostic("info", judgement.definition.cell, said)] = None
    return tuple(found)


def of_isolation(isolation: Isolation) -> tuple[Diagnostic, ...]:
    """Return a remark when the box was not enforced."""
    if isolation.level == "enforced":
        return ()
    missing = f" (missing: {', '.join(isolation.missing)})" if isolation.missing else ""
    return (
        Diagnostic("warning", None, f"The isolation of the student's code is {isolation.level}{missing}."),
    )


def of_kinds(judged: Judgements, first: str) -> tuple[Diagnostic, ...]:
    """Return a remark for each function that was graded with another Keras than it first ran with."""
    why = f"because it does not run with {_keras(first)}. No marks lost."
    return tuple(
        Diagnostic(
            "warning", j.definition.cell, f"{name} was graded with {_keras(j.key.runtime.kind)}, {why}"
        )
        for name, j in judged.by_function.items()
        if j.key.runtime.kind != first
    )


def of_training(program: Program, assignment: Assignment) -> tuple[Diagnostic, ...]:
    """Return the remarks on training, which is reported but never marked."""
    found = []
    for call in program.training:
        loss = assignment.function(call.function).loss
        if loss is None:
            continue
        verdict = "It neither costs nor earns marks."
        if call.method == "compile" and call.loss is not None and call.loss != loss:
            verdict = f"The loss that fits the model's last layer is {loss}. No marks lost."
        what = "Compiles" if call.method == "compile" else "Trains"
        text = f"{what} the model of {call.function} by {clean(call.source)}. {verdict}"
        found.append(Diagnostic("info", call.cell, text))
    return tuple(found)


def of_loss(rule: ExecutionRule | None, lost: Fraction) -> tuple[Diagnostic, ...]:
    """Return the remarks on a notebook that does not run to the end.

    Args:
        rule: The rubric's rule for that, if it has one.
        lost: The points deducted for it.
    """
    texts = []
    if rule is not None and rule.points_lost:
        texts.append(f"{NOT_TO_THE_END}: {shown(lost):g} points are lost.")
    if rule is not None and rule.required:
        texts.append(f"{NOT_TO_THE_END}; {NO_PASS}.")
    return tuple(Diagnostic("error", None, text) for text in texts)


def _keras(kind: str) -> str:
    return f"Keras {version_of(KERAS[kind])}" if kind in KERAS else kind


def _removed_names(program: Program) -> Iterator[Diagnostic]:
    for statement in _statements(program):
        # The text is searched first: few statements match, and walking the tree takes much longer.
        texts = (statement.source, _COMMENT.sub("", statement.source))
        if not any(map(_removed_attribute().search, texts)):
            continue
        for name in _numpy_attributes(statement):
            if name in _removed():
                message = f"np.{name} was removed from NumPy; use {REMOVED_FROM_NUMPY[name]}. No marks lost."
                yield Diagnostic("warning", statement.cell, message)


@cache
def _removed() -> frozenset[str]:
    """Return the names that this NumPy has no longer."""
    with no_warnings():  # about names that may come back
        return frozenset(name for name in REMOVED_FROM_NUMPY if not hasattr(np, name))


@cache
def _removed_attribute() -> re.Pattern[str]:
    """Return a pattern of such a name as an attribute, perhaps in another line than the dot."""
    return re.compile(rf"\.[\s\\]*(?:{'|'.join(sorted(_removed()))})\b")


def _numpy_attributes(statement: Statement) -> Iterator[str]:
    for node in ast.walk(statement.node):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in _NUMPY_NAMES
        ):
            yield node.attr


def _warnings(program: Program, judged: Judgements) -> Iterator[Diagnostic]:
    statements = _statements(program)
    for warning in judged.warnings:
        statement = statement_at(warning, statements)
        if statement is not None:
            text = f"{statement.location_of(warning.line)}: {_advice(warning)} No marks lost."
            yield Diagnostic("info", statement.cell, text)


def _advice(warning: Warned) -> str:
    """Return advice on a deprecation: our own wording for code that the courses prescribed."""
    known = (advice for start, advice in _KNOWN_WARNINGS.items() if warning.message.startswith(start))
    return next(known, clean(warning.message))


def _failed_definitions(judged: Judgements) -> Iterator[Diagnostic]:
    for judgement in judged.by_function.values():
        for raised in judgement.failed_definitions:
            statement = statement_at(raised, judgement.definition.statements)
            if statement is not None:
                what = f"{raised.name}: {unwrapped(raised.message)}"
                text = f"{statement.location_of(raised.line)} raised {what}"
                yield Diagnostic("warning", statement.cell, text)


def _statements(program: Program) -> set[Statement]:
    return {s for definition in program.definitions.values() for s in definition.statements}
