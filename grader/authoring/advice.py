"""What students may have of the known misconceptions: the advice, and by which results it is recognised.

Neither their code nor their names are published.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.diagnosis.fingerprints import alike, fingerprint
from grader.sandbox.interface import Batch, Limits
from grader.sandbox.session import execute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.packs import Case, Pack
    from grader.sandbox.machine import Machine

_DECIDED = "epochs"  # in the probe of a callback: it gives decisions, the same on every machine
# The boxes that answers to publish come from; graphs of models are compared across Keras versions.
KINDS: Mapping[str, str] = {"numpy": "numpy", "keras": "keras3"}


def advice_of(
    pack: Pack, machine: Machine, edition: str, variants: tuple[str, ...], cases: tuple[Case, ...]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the misconceptions that public cases show: function, advice, fingerprints by case.

    Only those of functions of arrays and of callbacks are published: the results of others are graphs of
    models, or files.
    """
    assignment = pack.assignment
    other = {case.function for case in cases if case.probe and _DECIDED not in case.probe}
    plain = {name for name in assignment.names if name not in other}
    known = [m for m in pack.reference.misconceptions(edition, variants) if m.function in plain]
    if not known:
        return
    right = pack.reference.definitions(edition, variants)
    own = {
        name: tuple(case for case in cases if case.function == name)
        for name in assignment.names
        if name in plain
    }
    batches = [Batch(name, right[name], own[name]) for name in own]
    batches += [
        Batch(m.name, m.definition, tuple(replace(c, id=f"{m.name}:{c.id}") for c in own[m.function]))
        for m in known
    ]
    outcomes = execute(
        machine.provider(KINDS[assignment.runtime]),
        batches,
        Limits(cpu_seconds=60.0),
        stubs=assignment.stubs,
        sources=assignment.stub_sources,
    ).outcomes
    for m in known:
        prints = {case.id: fingerprint(outcomes[f"{m.name}:{case.id}"]) for case in own[m.function]}
        expected = {case.id: fingerprint(outcomes[case.id]) for case in own[m.function]}
        if prints and None not in prints.values() and not alike(prints, expected):
            yield m.function, m.advice, prints
