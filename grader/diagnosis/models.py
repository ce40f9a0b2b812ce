"""Faults of models and of what feeds and trains them: the line that made the part that differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeGuard

from grader.checks import Difference
from grader.diagnosis.arguments import argument_faults, default_faults
from grader.diagnosis.bypassed import other_model_faults
from grader.diagnosis.callbacks import callback_faults
from grader.diagnosis.cells import cell_faults
from grader.diagnosis.evident import unassigned_faults
from grader.diagnosis.files import file_faults
from grader.diagnosis.layers import added, layer_faults
from grader.diagnosis.loaders import reason_of
from grader.diagnosis.misspelled import misspelled_faults
from grader.diagnosis.no_model import no_model_faults
from grader.diagnosis.returned import returned_faults
from grader.diagnosis.unlocated import (
    chosen_by_text_faults,
    fixed_mode_faults,
    unchanging_faults,
    unlocated_faults,
)
from grader.sandbox.interface import Raised, Returned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.checks import CheckResult, Failure
    from grader.diagnosis.diagnose import Wrong
    from grader.diagnosis.faults import Fault
    from grader.judging.judge import Verdict

MAX_FAULTS = 3
_FOLLOWING = frozenset({"sizes"})  # aspects that follow from others


def model_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the faults of a model, with the advice of the misconception that explains it, if one does."""
    judgement = wrong.judgement
    if not any(item.case.has_model for item in judgement.evidence):
        return ()
    found = located_faults(judgement)
    if wrong.misconception is None or not found:
        return found
    return (replace(found[0], kind="misconception", message=wrong.misconception.advice),)


def located_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the faults of a model, or of what feeds or trains it, by the first that finds some."""
    return (
        unassigned_faults(judgement)
        or misspelled_faults(judgement)
        or unlocated_faults(judgement)
        or returned_faults(judgement)
        or other_model_faults(judgement)
        or no_model_faults(judgement)
        or default_faults(judgement, faults_of(judgement))
        or other_faults(judgement)
        or unchanging_faults(judgement)
        or fixed_mode_faults(judgement)
        or chosen_by_text_faults(judgement)
    )


def other_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the faults of files, callbacks and, if they are certain, of arguments."""
    of_arguments = argument_faults(judgement)
    certain = of_arguments if all(fault.certain for fault in of_arguments) else ()
    return file_faults(judgement) or callback_faults(judgement) or certain


def faults_of(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the faults whose lines are known, in the order of the checks; only public cases count."""
    found: dict[tuple[int | None, int | None], Fault] = {}
    for result in judgement.results:
        aspects = set(result.criterion.aspects)
        if found and aspects and aspects <= _FOLLOWING:
            continue
        for failure in result.failures:
            for fault in faults_in(failure, result, judgement):
                found.setdefault((fault.cell, fault.line), fault)
    return tuple(found.values())[:MAX_FAULTS]


def faults_in(failure: Failure, result: CheckResult, judgement: Verdict) -> tuple[Fault, ...]:
    """Return a failure as faults, if the lines that it comes from are known."""
    if failure.case.public and isinstance(failure.cause, Raised):
        return tuple(_begun_faults(failure, failure.cause, judgement))
    if not failure.case.public or not isinstance(failure.cause, Difference):
        return ()
    variables = (failure.case.probe or {}).get("variables")
    if variables is None:
        item = next((item for item in judgement.evidence if item.case.id == failure.case.id), None)
        reason = "" if item is None else reason_of(item, failure.cause.about)
        return tuple(added(fault, reason) for fault in layer_faults(failure.cause, judgement))
    variable = variables.get(str(result.criterion.part))
    return tuple(cell_faults(failure.cause, variable, judgement.definition))


def _begun_faults(failure: Failure, raised: Raised, judgement: Verdict) -> Iterator[Fault]:
    """Yield the first difference of the part of a model that was made before an exception."""
    items = [item for item in judgement.evidence if item.case.id == failure.case.id]
    reference = items[0].reference if items else None
    expected = reference.value.get("graph") if _has_graph(reference) else None
    if raised.begun is None or expected is None:
        return
    from grader.checks.graphs import graph_differences

    every = list(graph_differences(raised.begun, expected, ("order", "settings")))
    there = [d for d in every if d.place is not None and not d.place.is_gap]
    missing = [d for d in every if d.place is not None and d.place.is_gap and d.place.until]
    for difference in (*there, *missing):
        found = layer_faults(difference, judgement)
        if found:
            yield from (replace(fault, certain=False) for fault in found)
            return


def _has_graph(reference: object) -> TypeGuard[Returned]:
    return isinstance(reference, Returned) and isinstance(reference.value, dict)
