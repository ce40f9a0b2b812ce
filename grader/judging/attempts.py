"""Attempts at judging a function: its public cases run first, hidden ones after those of all attempts."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING

from grader.checks import Evidence, examined
from grader.packs import KINDS
from grader.sandbox.interface import Batch, Execution, Raised, Stopped, Unanswered
from grader.sandbox.session import execute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.checks import CheckResult
    from grader.extract import Definition
    from grader.judging.answer_key import AnswerKey
    from grader.packs import Case
    from grader.sandbox.interface import Outcome

LEAST_CPU_SECONDS = 0.5


@dataclass(frozen=True)
class Attempt:
    """One way to judge a function, whose public cases have run.

    Attributes:
        definition: The student's definition.
        key: The answer key.
        stubs: The course's helper modules.
        helpers: The functions that were replaced in its box.
        execution: The outcomes of its public cases.
    """

    definition: Definition
    key: AnswerKey = field(repr=False)
    stubs: Mapping[str, Iterable[str]] = field(repr=False)
    helpers: tuple[str, ...]
    execution: Execution = field(repr=False)

    @property
    def function(self) -> str:
        """The graded name."""
        return self.definition.name

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The outcomes of the public cases."""
        return evidence_of(self.key.public.get(self.function, ()), self.execution.outcomes, self.key)

    @cached_property
    def results(self) -> Mapping[str, CheckResult]:
        """The results of the criteria that examine public cases only, by the criterion's id."""
        hidden = {case.group for case in self.key.hidden.get(self.function, ())}
        public = [c for c in self.key.rubric.functions[self.function] if not hidden.intersection(c.cases)]
        return {result.criterion.id: result for result in examined(public, self.evidence)}

    @property
    def passes(self) -> bool:
        """Whether every public check passes."""
        return not any(result.failures for result in self.results.values())

    @property
    def raised(self) -> bool:
        """Whether a public check fails and the student's code raised an exception."""
        raised = any(isinstance(item.outcome, Raised) for item in self.evidence)
        return not self.passes and (raised or self.function in self.execution.failed_definitions)

    @property
    def merit(self) -> tuple[Fraction, int]:
        """The rank of what the public cases gave: points, then passed checks."""
        passed = [result for result in self.results.values() if not result.failures]
        return sum((result.score for result in passed), Fraction()), len(passed)

    @property
    def timeout(self) -> Stopped | None:
        """How a public case exceeded the time limit, if one did."""
        stops = (item.outcome for item in self.evidence)
        return next((o for o in stops if isinstance(o, Stopped) and o.reason == "timeout"), None)

    @property
    def used_helpers(self) -> tuple[str, ...]:
        """The earlier graded functions that the definition uses and may use."""
        return tuple(name for name in self.key.helpers(self.function) if name in self.definition.uses)

    @property
    def is_worth_another(self) -> bool:
        """Whether a failure may be the fault of a helper, or of another function in the same box."""
        if self.definition.blank and not any(self.merit):
            return False
        return bool(self.used_helpers) or self.function in self.execution.shared


def evidence_of(
    cases: Iterable[Case], outcomes: Mapping[str, Outcome], key: AnswerKey
) -> tuple[Evidence, ...]:
    """Return the outcomes of some cases, with those of the reference."""
    return tuple(Evidence(case, outcomes[case.id], key.answer(case)) for case in cases)


def run_public(
    definitions: Iterable[Definition],
    key: AnswerKey,
    stubs: Mapping[str, Iterable[str]],
    helpers: tuple[str, ...] = (),
) -> list[Attempt]:
    """Run the public cases of some functions, with some of their helpers replaced.

    Raises:
        MachineError: The machine failed, not the student.
    """
    definitions = tuple(definitions)
    execution = _run([_public_batch(definition, key) for definition in definitions], key, stubs, helpers)
    return [Attempt(definition, key, stubs, helpers, execution) for definition in definitions]


def run_hidden(attempts: Sequence[Attempt], key: AnswerKey, helpers: tuple[str, ...]) -> Execution:
    """Run the hidden cases of some attempts, by the key of any.

    A function that exceeded its time limit in public cases is not run again: it would take as long.

    Raises:
        MachineError: The machine failed, not the student.
    """
    unanswered: dict[str, Outcome] = {}
    batches = []
    for attempt in attempts:
        name, cases = attempt.function, key.hidden.get(attempt.function, ())
        timeout = attempt.timeout
        if timeout is not None:
            unanswered |= {case.id: Unanswered(timeout) for case in cases}
        elif cases:
            left = partial(_seconds_left, key, name, attempt.execution.cpu_seconds[name])
            batches.append(Batch(name, attempt.definition, cases, cpu_seconds=left))
    execution = _run(batches, key, attempts[0].stubs, helpers) if batches else Execution()
    execution.outcomes |= unanswered
    return execution


def _run(
    batches: Iterable[Batch], key: AnswerKey, stubs: Mapping[str, Iterable[str]], helpers: tuple[str, ...]
) -> Execution:
    return execute(
        key.runtime,
        batches,
        key.limits,
        stubs=stubs,
        sources=key.pack.assignment.stub_sources,
        substitutes={name: key.definitions[name] for name in helpers},
        float_sizes=key.edition.float_sizes,
    )


def _public_batch(definition: Definition, key: AnswerKey) -> Batch:
    name = definition.name
    echo = any(KINDS[criterion.kind].echoes_arguments for criterion in key.rubric.functions[name])
    seconds = partial(key.cpu_seconds, name)
    return Batch(name, definition, key.public.get(name, ()), echo=echo, cpu_seconds=seconds)


def _seconds_left(key: AnswerKey, function: str, used: float) -> float:
    return max(LEAST_CPU_SECONDS, key.cpu_seconds(function) - used)
