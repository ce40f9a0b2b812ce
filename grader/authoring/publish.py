"""Publishing: what of the rubric and the reference a student may have, written down beside the public cases.

Only public checks and the answers to public cases; nothing of a hidden one.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.errors import MachineError, PackError
from grader.judging.answer_key import groups_compared
from grader.packs.model import counting
from grader.sandbox.interface import Batch, Limits, Returned
from grader.sandbox.session import execute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grader.packs import Case, Criterion, Pack
    from grader.sandbox.machine import Machine

SCHEMA_VERSION = "1.0"
DIGITS = 4  # of what is drawn
MIN_AXES = 2  # of what is worth a picture
_KINDS = {"numpy": "numpy", "keras": "keras3"}  # the graph of a model is compared across Kerases


def expected_text(pack: Pack, machine: Machine) -> str:
    """Return the text of an assignment's `expected.json`; the same each time.

    Raises:
        MachineError: The reference does not answer a public case.
        PackError: A public check looks at hidden cases.
    """
    rubric = pack.rubric()
    checks = {name: _public(rubric.functions[name]) for name in pack.assignment.all_names}
    answers: dict[tuple[Any, ...], list[str]] = {}
    arrays: dict[tuple[Any, ...], list[str]] = {}
    for generation in pack.assignment.generations:
        for variants in _subsets(pack.reference.variants):
            edition = pack.in_edition(generation)
            own = {name: counting(checks[name], generation.id) for name in edition.assignment.names}
            cases = tuple(c for c in pack.public_cases(generation.id, variants) if c.function in own)
            _check_cases(pack, own, cases)
            compared = {(name, group) for name in own for group in groups_compared(own[name])}
            for case, value in _answered(edition, machine, generation.id, variants, cases):
                if (case.function, case.group) in compared:
                    answers.setdefault((case.id, variants, _line(value)), []).append(generation.id)
                elif _has_published_values(case) and (drawable := _arrays(value)):
                    arrays.setdefault((case.id, variants, _line(drawable)), []).append(generation.id)
    return _text(pack, checks, answers, arrays)


def _public(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    return tuple(criterion for criterion in criteria if criterion.visibility == "public")


def _subsets(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def _check_cases(pack: Pack, checks: dict[str, tuple[Criterion, ...]], cases: tuple[Case, ...]) -> None:
    """Make sure that a student can carry out every public check."""
    there = {(case.function, case.group) for case in cases}
    for name, criteria in checks.items():
        for criterion in criteria:
            if not all((name, group) in there for group in criterion.cases):
                where = f"{pack.assignment.id}: {criterion.id}"
                raise PackError(f"{where}: the check is public, but some of its cases are hidden")


def _answered(
    pack: Pack, machine: Machine, generation: str, variants: tuple[str, ...], cases: tuple[Case, ...]
) -> Iterator[tuple[Case, Any]]:
    """Yield the public cases of an edition with what the reference gives."""
    assignment = pack.assignment
    definitions = pack.reference.definitions(generation, variants)
    batches = [
        Batch(name, definitions[name], tuple(case for case in cases if case.function == name))
        for name in assignment.names
    ]
    outcomes = execute(
        machine.provider(_KINDS[assignment.runtime]),
        batches,
        Limits(cpu_seconds=60.0),
        stubs=assignment.stubs,
        sources=assignment.stub_sources,
    ).outcomes
    for case in cases:
        outcome = outcomes[case.id]
        if not isinstance(outcome, Returned):
            raise MachineError(f"the reference of {assignment.id} does not answer {case.id}: {outcome}")
        yield case, outcome.value


def _has_published_values(case: Case) -> bool:
    """Tell whether a result is the same everywhere: where weights are random, only its shape is published."""
    return any(expectation.reduce != "shape" for expectation in case.expectations)


def _arrays(value: Any) -> dict[str, Any]:
    """Return the arrays of a result that are worth a picture, by place, in numbers that are short."""
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


def _points(pack: Pack, name: str) -> Any:
    """Return what a function is worth, hidden checks included; by edition, where that makes a difference."""
    editions = [(g.id, pack.in_edition(g).assignment) for g in pack.assignment.generations]
    rubric = pack.rubric()
    numbers = {
        edition: float(rubric.of(assignment, edition).points(name))
        for edition, assignment in editions
        if name in assignment.names
    }
    return next(iter(numbers.values())) if len(set(numbers.values())) == 1 else numbers


def _text(
    pack: Pack,
    checks: dict[str, tuple[Criterion, ...]],
    answers: dict[tuple[Any, ...], list[str]],
    arrays: dict[tuple[Any, ...], list[str]],
) -> str:
    """Write everything as JSON, with a line for each check and each answer."""
    rubric = pack.rubric()
    tolerances = next(c.tolerances for c in chain.from_iterable(rubric.functions.values()))
    usual = {dtype: asdict(bounds) for dtype, bounds in tolerances.items()}
    functions = [
        f'    {_line(name)}: {{"points": {_line(_points(pack, name))}, "checks": '
        f"{_rows([_line(_check(c, usual)) for c in own], 6)}}}"
        for name, own in checks.items()
    ]
    return (
        f'{{\n  "schema_version": "{SCHEMA_VERSION}",\n  "pass_mark": {_line(rubric.pass_mark)},\n'
        f'  "tolerances": {_line(usual)},\n'
        '  "functions": {\n' + ",\n".join(functions) + "\n  },\n"
        f'  "answers": {_rows(_answers(answers), 4)},\n  "arrays": {_rows(_answers(arrays), 4)}\n}}\n'
    )


def _check(criterion: Criterion, usual: dict[str, Any]) -> dict[str, Any]:
    """Return a criterion as a rubric has it, without what is usual."""
    said = asdict(criterion).items()
    entry = {name: value for name, value in said if not (value is None or value is False or value == ())}
    entry["points"] = float(criterion.points)
    if entry["tolerances"] == usual:
        del entry["tolerances"]
    return entry


def _answers(answers: dict[tuple[Any, ...], list[str]]) -> list[str]:
    return [
        f'{{"case": {_line(case)}, "generations": {_line(generations)}, "variants": {_line(variants)}, '
        f'"value": {value}}}'
        for (case, variants, value), generations in answers.items()
    ]


def _rows(lines: list[str], indent: int) -> str:
    rows = ",\n".join(" " * indent + line for line in lines)
    return f"[\n{rows}\n{' ' * (indent - 2)}]" if lines else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_array)


def _array(value: Any) -> Any:
    """Return an array inside an answer as `load_expected` reads it."""
    if isinstance(value, np.ndarray):
        return {"$array": value.tolist()}
    raise TypeError(f"{type(value).__name__} can't be published")
