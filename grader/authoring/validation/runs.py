"""Runs a pack's solution, misconceptions and mutants in boxes, and what the rubric's checks say of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from grader.checks import CHECKS, Evidence
from grader.judging.answer_key import may_raise
from grader.packs import KINDS
from grader.sandbox.interface import Batch, Limits, Raised, Returned
from grader.sandbox.session import execute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.checks.checks import Failure
    from grader.extract import Definition
    from grader.packs import Case, Criterion, Pack
    from grader.sandbox.interface import Execution, Outcome
    from grader.sandbox.machine import Machine

SECONDS = 60.0  # for the solution
MISTAKE_SECONDS = 10.0


@dataclass(frozen=True)
class Edition:
    """One edition of a pack on one kind of box.

    Attributes:
        pack: The pack in that edition.
        id: The edition.
        kind: The kind of box.
        machine: Provides the boxes.
        variants: The names from helper modules in use.
    """

    pack: Pack
    id: str
    kind: str
    machine: Machine
    variants: tuple[str, ...] = ()

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
        mine = [case for case in every if not case.generations or self.id in case.generations]
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
        sources = tuple(tuple(s.source for s in found.statements) for found in self.definitions.values())
        frames = tuple(case.frame for cases in self.cases.values() for case in cases)
        expected = repr([case.expectations for cases in self.cases.values() for case in cases])
        checks = tuple(c.id for criteria in self.criteria.values() for c in criteria)
        return self.kind, sources, frames, expected, checks

    def run(self) -> Execution:
        """Run the solution on all cases."""
        return self._execute(
            (
                Batch(name, self.definitions[name], cases, echo=self._echoes(name))
                for name, cases in self.cases.items()
            ),
            SECONDS,
        )

    def outcomes_of(self, function: str, wrong: Iterable[Definition]) -> dict[str, Mapping[str, Outcome]]:
        """Return the outcomes of wrong versions of a function, by their name and the case."""
        wrong = list(wrong)
        cases = self.cases[function]
        batches = (
            Batch(
                definition.name,
                definition,
                tuple(replace(case, id=f"{definition.name}:{case.id}") for case in cases),
                echo=self._echoes(function),
                cpu_seconds=lambda: MISTAKE_SECONDS,
            )
            for definition in wrong
        )
        found = self._execute(batches, MISTAKE_SECONDS).outcomes
        return {d.name: {case.id: found[f"{d.name}:{case.id}"] for case in cases} for d in wrong}

    def is_answered(self, case: Case, outcomes: Mapping[str, Outcome]) -> bool:
        """Return whether there is a result for a case; an exception is one if the checks may expect it."""
        outcome = outcomes[case.id]
        expected = isinstance(outcome, Raised) and may_raise(case, self.criteria[case.function])
        return expected or isinstance(outcome, Returned)

    def _echoes(self, function: str) -> bool:
        return any(KINDS[criterion.kind].echoes_arguments for criterion in self.criteria[function])

    def _execute(self, batches: Iterable[Batch], seconds: float) -> Execution:
        assignment = self.pack.assignment
        return execute(
            self.machine.provider(self.kind),
            batches,
            Limits(cpu_seconds=seconds),
            stubs=assignment.stubs,
            sources=assignment.stub_sources,
        )

    def evidence(
        self, function: str, outcomes: Mapping[str, Outcome], answers: Mapping[str, Outcome]
    ) -> list[Evidence]:
        """Return what checks look at: outcomes beside the reference's answers."""
        return [Evidence(case, outcomes[case.id], answers[case.id]) for case in self.cases[function]]


_NAMES = {"numpy": "NumPy", "keras2": "Keras 2", "keras3": "Keras 3"}


def failures_of(criterion: Criterion, evidence: Sequence[Evidence]) -> list[Failure]:
    """Return why a check fails.

    Raises:
        PackError: It looks at a part that the reference lacks.
    """
    chosen = [item for item in evidence if item.case.group in criterion.cases]
    return list(CHECKS[criterion.kind](criterion, chosen))
