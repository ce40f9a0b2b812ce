"""Publishes the parts of the rubric and the reference that students may have, next to the public cases.

These are public checks and the answers to public cases; nothing hidden is included.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.authoring.advice import KINDS, advice_of
from grader.checks.places import without_lines
from grader.errors import PackError
from grader.judging.answer_key import groups_compared, may_raise
from grader.judging.reference_failures import no_result
from grader.packs import KINDS as KINDS_OF_CHECKS
from grader.packs.expected import written
from grader.sandbox.interface import Batch, Limits, Returned
from grader.sandbox.session import execute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grader.packs import Case, Criterion, Pack, Rubric
    from grader.sandbox.machine import Machine

SCHEMA_VERSION = "1.0"
DIGITS = 4  # in arrays for pictures
MIN_AXES = 2  # of an array worth a picture
_FIELDS = {"editions": "generations"}  # as files have it


def expected_text(pack: Pack, machine: Machine) -> str:
    """Return the text of an assignment's `expected.json`, always the same.

    Raises:
        MachineError: The reference does not answer a public case.
        PackError: A public check examines hidden cases.
    """
    rubric = pack.rubric()
    checks = {name: _public(rubric.functions[name]) for name in pack.assignment.all_names}
    content = _Content()
    for edition in pack.assignment.editions:
        own = pack.in_edition(edition)
        counted = rubric.of(own.assignment, edition.id)
        checked = {name: _public(counted.functions[name]) for name in own.assignment.names}
        for variants in _subsets(pack.reference.variants):
            every = (c for c in pack.public_cases(edition.id, variants) if c.function in checked)
            cases = tuple(c for c in every if not may_raise(c, counted.functions[c.function]))
            _check_cases(pack, checked, cases)
            compared = {(name, group) for name, row in checked.items() for group in groups_compared(row)}
            for case, value in _answered(own, machine, edition.id, variants, cases):
                if (case.function, case.group) in compared:
                    text = _line(_publishable(pack, case, value))
                    content.answers.setdefault((case.id, variants, text), []).append(edition.id)
                elif _has_published_values(case) and (drawable := _arrays(value)):
                    content.arrays.setdefault((case.id, variants, _line(drawable)), []).append(edition.id)
            for name, text, prints in advice_of(own, machine, edition.id, variants, cases):
                content.advice.setdefault((name, text, variants, _line(prints)), []).append(edition.id)
    return _text(rubric, _points(pack, rubric), checks, content)


def _points(pack: Pack, rubric: Rubric) -> dict[str, Any]:
    """Return what each graded name is worth: a number, or one for each edition where they differ."""
    found: dict[str, dict[str, float]] = {}
    for edition in pack.assignment.editions:
        own = rubric.of(pack.in_edition(edition).assignment, edition.id)
        for name in own.functions:
            found.setdefault(name, {})[edition.id] = float(own.points(name))
    return {
        name: by_edition if len(set(by_edition.values())) > 1 else next(iter(by_edition.values()))
        for name, by_edition in found.items()
    }


def _public(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    return tuple(c for c in criteria if c.visibility == "public" and KINDS_OF_CHECKS[c.kind].in_notebooks)


def _subsets(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def _check_cases(pack: Pack, checks: dict[str, tuple[Criterion, ...]], cases: tuple[Case, ...]) -> None:
    """Check that students can run every public check."""
    there = {(case.function, case.group) for case in cases}
    for name, criteria in checks.items():
        for criterion in criteria:
            if not all((name, group) in there for group in criterion.cases):
                check = f"{pack.assignment.id}: {criterion.id}"
                raise PackError(f"{check}: the check is public, but some of its cases are hidden")


def _answered(
    pack: Pack, machine: Machine, edition: str, variants: tuple[str, ...], cases: tuple[Case, ...]
) -> Iterator[tuple[Case, Any]]:
    """Yield the public cases of an edition with the reference answers."""
    assignment = pack.assignment
    definitions = pack.reference.definitions(edition, variants)
    batches = [
        Batch(name, definitions[name], tuple(case for case in cases if case.function == name))
        for name in assignment.names
    ]
    outcomes = execute(
        machine.provider(KINDS[assignment.runtime]),
        batches,
        Limits(cpu_seconds=60.0),
        stubs=assignment.stubs,
        sources=assignment.stub_sources,
    ).outcomes
    for case in cases:
        outcome = outcomes[case.id]
        if not isinstance(outcome, Returned):
            raise no_result(pack, edition, variants, case.id, outcome)
        yield case, without_lines(outcome.value)


def _publishable(pack: Pack, case: Case, value: Any) -> Any:
    """Return an answer as JSON values.

    Raises:
        PackError: It has a part that nothing can be compared with.
    """
    try:
        return written(value)
    except ValueError as error:
        raise PackError(f"{pack.assignment.id}: for {case.id}, the reference returns {error}") from error


def _has_published_values(case: Case) -> bool:
    """Return whether a result is the same everywhere; with random weights, only its shape is published."""
    return any(expectation.reduce != "shape" for expectation in case.expectations)


def _arrays(value: Any) -> dict[str, Any]:
    """Return the arrays of a result that are worth a picture, by path, with rounded values."""
    parts = enumerate(value) if isinstance(value, (tuple, list)) else [(None, value)]
    return {
        "return" if number is None else f"return[{number}]": _rounded(part)
        for number, part in parts
        if isinstance(part, np.ndarray) and part.ndim >= MIN_AXES
    }


def _rounded(array: np.ndarray) -> Any:
    if array.dtype.kind != "f":
        return array.tolist()
    return np.array([float(f"{number:.{DIGITS}g}") for number in array.flat]).reshape(array.shape).tolist()


@dataclass(frozen=True)
class _Content:
    """What is published besides checks: JSON texts with the editions that they apply to."""

    answers: dict[tuple[Any, ...], list[str]] = field(default_factory=dict)
    arrays: dict[tuple[Any, ...], list[str]] = field(default_factory=dict)
    advice: dict[tuple[Any, ...], list[str]] = field(default_factory=dict)


def _text(
    rubric: Rubric, points: dict[str, Any], checks: dict[str, tuple[Criterion, ...]], content: _Content
) -> str:
    """Write everything as JSON, with one line for each check and each answer."""
    tolerances = next(c.tolerances for c in chain.from_iterable(rubric.functions.values()))
    usual = {dtype: asdict(bounds) for dtype, bounds in tolerances.items()}
    functions = [
        f'    {_line(name)}: {{"points": {_line(points[name])}, "checks": '
        f"{_rows([_line(_check(c, usual)) for c in own], 6)}}}"
        for name, own in checks.items()
    ]
    advice = f',\n  "misconceptions": {_rows(_advice(content.advice), 4)}' if content.advice else ""
    return (
        f'{{\n  "schema_version": "{SCHEMA_VERSION}",\n  "pass_mark": {_line(rubric.pass_mark)},\n'
        f'  "tolerances": {_line(usual)},\n'
        '  "functions": {\n' + ",\n".join(functions) + "\n  },\n"
        f'  "answers": {_rows(_answers(content.answers), 4)},\n'
        f'  "arrays": {_rows(_answers(content.arrays), 4)}{advice}\n}}\n'
    )


def _check(criterion: Criterion, usual: dict[str, Any]) -> dict[str, Any]:
    """Return a criterion as in a rubric, without default values."""
    said = asdict(criterion).items()
    entry = {
        _FIELDS.get(name, name): value
        for name, value in said
        if not (value is None or value is False or value == ())
    }
    entry["points"] = float(criterion.points)
    if entry["tolerances"] == usual:
        del entry["tolerances"]
    return entry


def _answers(answers: dict[tuple[Any, ...], list[str]]) -> list[str]:
    return [
        f'{{"case": {_line(case)}, "generations": {_line(editions)}, "variants": {_line(variants)}, '
        f'"value": {value}}}'
        for (case, variants, value), editions in answers.items()
    ]


def _advice(advice: dict[tuple[Any, ...], list[str]]) -> list[str]:
    return [
        f'{{"function": {_line(name)}, "advice": {_line(text)}, "generations": {_line(editions)}, '
        f'"variants": {_line(variants)}, "results": {prints}}}'
        for (name, text, variants, prints), editions in advice.items()
    ]


def _rows(lines: list[str], indent: int) -> str:
    rows = ",\n".join(" " * indent + line for line in lines)
    return f"[\n{rows}\n{' ' * (indent - 2)}]" if lines else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
