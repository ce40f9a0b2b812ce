"""Runs a pack's solution, misconceptions and mutants in boxes, and what the rubric's checks say of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from grader.checks import CHECKS, Evidence
from grader.judging.answer_key import may_raise
from grader.packs import KINDS
from grader.sandbox.interface import Batch, Execution, Limits, Raised, Returned
from grader.sandbox.session import execute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grader.checks.checks import Failure
    from grader.extract import Definition
    from grader.packs import Case, Criterion, Pack
    from grader.sandbox.interface import Outcome
    from grader.sandbox.machine import Machine

SECONDS = 60.0  # for the solution
MISTAKE_SECONDS = 10.0
FOR_EVER = float("inf")


@dataclass(frozen=True)
class Setting:
    """One edition of a pack on one kind of box.

    Attributes:
        pack: The pack in that edition.
        id: The edition.
        kind: The kind of box.
        machine: Provides the boxes.
        variants: The names from helper modules in use.
        known: What the solution gave for cases of earlier editions; most are the same in all of them.
    """

    pack: Pack
    id: str
    kind: str
    machine: Machine
    variants: tuple[str, ...] = ()
    known: dict[tuple[object, ...], Outcome] = field(default_factory=dict, repr=False, compare=False)

    @property
    def title(self) -> str:
        """What a finding calls it."""
        with_ = f", with {', '.join(self.variants)}" if self.variants else ""
        return f"edition {self.id}, {_NAMES[self.kind]}{with_}"

    @cached_property
    def criteria(self) -> Mapping[str, tuple[Criterion, ...]]:
        """The checks by function, remarks included."""
        rubric = self.pack.rubric().of(self.pack.assignment, self.id)
        return {name: (*own, *rubric.remarks.get(name, ())) for name, own in rubric.functions.items()}

    @cached_property
    def cases(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases by function, the public ones first."""
        hidden = self.pack.reference.hidden_cases(self.pack.rubric().seed)
        every = [*self.pack.public_cases(self.id, self.variants), *hidden]
        mine = [case for case in every if not case.editions or self.id in case.editions]
        return {
            name: tuple(case for case in mine if case.function == name) for name in self.pack.assignment.names
        }

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The solution."""
        return self.pack.reference.definitions(self.id, self.variants)

    @property
    def content(self) -> tuple[object, ...]:
        """What a run depends on: editions that differ in their texts only have the same."""
        sources = tuple(map(_source, self.definitions.values()))
        frames = tuple(case.frame for cases in self.cases.values() for case in cases)
        expected = repr([case.expectations for cases in self.cases.values() for case in cases])
        checks = tuple(c.id for criteria in self.criteria.values() for c in criteria)
        return self.kind, sources, frames, expected, checks

    def fresh(self) -> list[Case]:
        """Return the cases that no earlier edition has run with the same functions."""
        return [c for cases in self.cases.values() for c in cases if self._key(c) not in self.known]

    def run(self, cases: Sequence[Case]) -> Execution:
        """Run the solution on some cases."""
        own = {name: tuple(c for c in cases if c.function == name) for name in self.cases}
        batches = (
            Batch(name, self.definitions[name], mine, echo=self._echoes(name))
            for name, mine in own.items()
            if mine
        )
        return self._execute(batches, SECONDS)

    def outcomes(self, fresh: Mapping[str, Outcome]) -> dict[str, Outcome]:
        """Return the outcomes of all cases: of fresh ones, which are known from now on, and of others."""
        every = [case for cases in self.cases.values() for case in cases]
        self.known.update({self._key(case): fresh[case.id] for case in every if case.id in fresh})
        return {case.id: self.known[self._key(case)] for case in every}

    def _key(self, case: Case) -> tuple[object, ...]:
        echo = self._echoes(case.function)
        return self.kind, _source(self.definitions[case.function]), case.frame, echo

    def outcomes_of(
        self, function: str, wrong: Sequence[Definition], budget: float = FOR_EVER
    ) -> dict[str, Mapping[str, Outcome]]:
        """Return the outcomes of wrong versions of a function, by their name and the case.

        Those that come after the budget, in processor seconds, are left out.
        """
        cases, execution = self.cases[function], Execution()

        def batches() -> Iterator[Batch]:
            for definition in wrong:
                if sum(execution.cpu_seconds.values()) > budget:
                    return
                own = tuple(replace(case, id=f"{definition.name}:{case.id}") for case in cases)
                yield Batch(
                    definition.name,
                    definition,
                    own,
                    echo=self._echoes(function),
                    cpu_seconds=lambda: MISTAKE_SECONDS,
                )

        found = self._execute(batches(), MISTAKE_SECONDS, execution).outcomes
        ids = {d.name: {case.id: f"{d.name}:{case.id}" for case in cases} for d in wrong}
        return {
            name: {case: found[own] for case, own in mine.items()}
            for name, mine in ids.items()
            if all(own in found for own in mine.values())
        }

    def is_answered(self, case: Case, outcomes: Mapping[str, Outcome]) -> bool:
        """Return whether there is a result for a case; an exception is one if the checks may expect it."""
        outcome = outcomes[case.id]
        expected = isinstance(outcome, Raised) and may_raise(case, self.criteria[case.function])
        return expected or isinstance(outcome, Returned)

    def _echoes(self, function: str) -> bool:
        return any(KINDS[criterion.kind].echoes_arguments for criterion in self.criteria[function])

    def _execute(self, batches: Iterable[Batch], seconds: float, into: Execution | None = None) -> Execution:
        assignment = self.pack.assignment
        return execute(
            self.machine.provider(self.kind),
            batches,
            Limits(cpu_seconds=seconds),
            stubs=assignment.stubs,
            sources=assignment.stub_sources,
            into=into,
        )

    def evidence(
        self, function: str, outcomes: Mapping[str, Outcome], answers: Mapping[str, Outcome]
    ) -> list[Evidence]:
        """Return what checks look at: outcomes beside the reference's answers."""
        return [Evidence(case, outcomes[case.id], answers[case.id]) for case in self.cases[function]]


def _source(definition: Definition) -> tuple[str, ...]:
    return tuple(statement.source for statement in definition.statements)


_NAMES = {"numpy": "NumPy", "keras2": "Keras 2", "keras3": "Keras 3"}


def failures_of(criterion: Criterion, evidence: Sequence[Evidence]) -> list[Failure]:
    """Return why a check fails.

    Raises:
        PackError: It looks at a part that the reference lacks.
    """
    chosen = [item for item in evidence if item.case.group in criterion.cases]
    return list(CHECKS[criterion.kind](criterion, chosen))
