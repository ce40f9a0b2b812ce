"""The step-by-step pack's programs, run in this process: they are ours, so no box is needed."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from grader.checks import differences
from grader.packs import Case, Library, Misconception, Pack, Tolerance
from tests.conftest import STEP_BY_STEP

if TYPE_CHECKING:
    from grader.extract import Definition

EDITIONS = ("2026", "2017", "2018", "2019", "2021", "2022")
NEAR = Tolerance(1e-7, 1e-9)


@cache
def step_by_step() -> Pack:
    """Return the pack."""
    return Library().get(STEP_BY_STEP)


def defined(definition: Definition) -> Any:
    """Execute what a definition needs, and return what it defines."""
    names: dict[str, Any] = {}
    for statement in definition.statements:
        exec(statement.source, names)  # noqa: S102 - the pack's own code
    return names[definition.name]


@cache
def solution(edition: str = "2022") -> dict[str, Any]:
    """Return the reference's functions by name."""
    definitions = step_by_step().reference.definitions(edition)
    return {name: defined(definition) for name, definition in definitions.items()}


@cache
def hidden(seed: int | None = None) -> tuple[Case, ...]:
    """Return the hidden cases of a seed, by default of the rubric's."""
    return step_by_step().reference.hidden_cases(step_by_step().rubric().seed if seed is None else seed)


def hidden_of(function: str, seed: int | None = None) -> list[Case]:
    """Return the hidden cases of one function."""
    return [case for case in hidden(seed) if case.function == function]


@cache
def cases(function: str, edition: str) -> tuple[Case, ...]:
    """Return all cases of one function in an edition."""
    everything = (*step_by_step().public_cases(edition), *hidden())
    return tuple(case for case in everything if case.function == function)


def outcome(function: Any, case: Case) -> Any:
    """Return what a function gives for a case: its value, or the type of the exception."""
    try:
        return function(*deepcopy(case.args), **deepcopy(dict(case.kwargs)))
    except Exception as error:  # noqa: BLE001 - wrong functions raise anything
        return f"raises {type(error).__name__}"


@cache
def misconceptions(edition: str) -> tuple[tuple[Misconception, tuple[Any, ...]], ...]:
    """Return every misconception with what it gives for the cases of its function."""
    known = step_by_step().reference.misconceptions(edition)
    return tuple(
        (m, tuple(outcome(defined(m.definition), case) for case in cases(m.function, edition))) for m in known
    )


def alike(some: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Tell whether two functions answered all cases alike."""
    pairs = zip(some, others, strict=True)
    return all(next(differences(one, other, "return", NEAR), None) is None for one, other in pairs)
