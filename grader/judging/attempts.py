"""Attempts at judging a function: its public cases run first, hidden ones after those of all attempts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from grader.checks import examined
from grader.extract.program import statement_at
from grader.judging.any_keras import fails_on_any
from grader.judging.evidence import evidence_of, share_endless, took_too_long
from grader.judging.stuck import Stuck, stopped_at_once
from grader.packs import KINDS
from grader.sandbox.interface import (
    DEFINING_SECONDS,
    Batch,
    Execution,
    Raised,
    Stopped,
    Unanswered,
)
from grader.sandbox.session import execute

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from grader.checks import CheckResult, Evidence
    from grader.extract import Definition
    from grader.judging.answer_key import AnswerKey
    from grader.support.deadline import Deadline

LEAST_CPU_SECONDS = 0.5
SHARE_AGAIN = 0.25  # of its limit, for a function that took too long, in another way to run it


@dataclass(frozen=True, eq=False)
class Attempt:
    """One way to judge a function, whose public cases have run.

    Attributes:
        definition: The student's definition.
        key: The answer key.
        stubs: The course's helper modules.
        helpers: The functions that the reference answered for.
        execution: The outcomes of its public cases.
        related: What concerns the function in a definition that has all statements of the notebook.
    """

    definition: Definition
    key: AnswerKey = field(repr=False)
    stubs: Mapping[str, Iterable[str]] = field(repr=False)
    helpers: tuple[str, ...]
    execution: Execution = field(repr=False)
    related: Definition | None = None

    @property
    def function(self) -> str:
        """The graded name."""
        return self.definition.name

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The outcomes of the public cases."""
        cases = self.key.public.get(self.function, ())
        return evidence_of(cases, self.execution, self.key, self.helpers)

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
        return not self.passes and (raised or bool(self.failed_definitions))

    @property
    def fails_on_any(self) -> bool:
        """Whether it fails in the same way on every Keras."""
        return not self.failed_definitions and fails_on_any(self.definition, self.evidence, self.stubs)

    @cached_property
    def failed_definitions(self) -> tuple[Raised, ...]:
        """The exceptions of its definitions: of shared ones, a box reports those with the first function."""
        failed = self.execution.failed_definitions
        every = dict.fromkeys(chain.from_iterable(failed.values()))
        shared = [raised for raised in every if statement_at(raised, self.shown.statements) is not None]
        own = failed.get(self.function, ()) if self.related is None else ()
        return tuple(dict.fromkeys((*shared, *own)))

    @property
    def shown(self) -> Definition:
        """The definition that a report speaks of."""
        return self.definition if self.related is None else self.related

    @property
    def is_undefined(self) -> bool:
        """Whether its definitions did not come to their end."""
        return self.function in self.execution.undefined

    @property
    def is_endless(self) -> bool:
        """Whether a public case took too long: it would alone in a box, too."""
        return any(map(took_too_long, self.evidence))

    def would_hang(self, key: AnswerKey) -> bool:
        """Return whether a public case that took too long is one of another key's, too."""
        return share_endless(self.evidence, key.public.get(self.function, ()))

    @cached_property
    def merit(self) -> tuple[Fraction, int]:
        """The rank of what the public cases gave: points, then passed checks."""
        passed = [result for result in self.results.values() if not result.failures]
        return sum((result.score for result in passed), Fraction()), len(passed)

    @property
    def is_blank(self) -> bool:
        """Whether the function was left blank and earns nothing: nothing else would judge it better."""
        return not any(self.merit) and bool(self.definition.blank)

    @property
    def used_helpers(self) -> tuple[str, ...]:
        """The earlier graded functions that the definition uses and may use."""
        return tuple(name for name in self.key.helpers(self.function) if name in self.definition.uses)

    @property
    def is_worth_another(self) -> bool:
        """Whether a failure may be the fault of a helper, or of another function in the same box."""
        if self.is_blank:
            return False
        return bool(self.used_helpers) or (self.function in self.execution.shared and not self.is_endless)


def run_public(
    definitions: Iterable[Definition],
    key: AnswerKey,
    stubs: Mapping[str, Iterable[str]],
    helpers: tuple[str, ...] = (),
    *,
    endless: Collection[str] = (),
    stuck: Stuck | None = None,
    deadline: Deadline | None = None,
) -> list[Attempt]:
    """Run the public cases of some functions, with some of their helpers replaced.

    A function is not run at all after one that it calls, or a statement that it needs, has not come to its
    end: it would not either. Those that took too long before, in another way, have a part of their limit.

    Raises:
        MachineError: The machine failed, not the student.
    """
    definitions, execution = tuple(definitions), Execution()
    batches = _public_batches(definitions, key, helpers, execution, endless, stuck or Stuck())
    batches = _in_time(batches, execution, deadline)
    _run(batches, key, stubs, helpers, function=definitions[0].name, into=execution)
    return [Attempt(definition, key, stubs, helpers, execution) for definition in definitions]


def run_hidden(
    attempts: Sequence[Attempt],
    key: AnswerKey,
    helpers: tuple[str, ...],
    *,
    endless: Collection[str] = (),
    deadline: Deadline | None = None,
) -> Execution:
    """Run the hidden cases of some attempts, by the key of any; those that took too long are not run again.

    The functions in `endless` took too long in hidden cases before: they have a part of their limit.

    Raises:
        MachineError: The machine failed, not the student.
    """
    execution = Execution()
    batches = _hidden_batches(attempts, key, helpers, execution, endless)
    batches = _in_time(batches, execution, deadline)
    first = attempts[0]
    _run(batches, key, first.stubs, helpers, function=first.function, into=execution, hidden=True)
    return execution  # definitions that failed next to hidden cases could reveal them


def _run(
    batches: Iterable[Batch],
    key: AnswerKey,
    stubs: Mapping[str, Iterable[str]],
    helpers: tuple[str, ...],
    *,
    function: str,
    into: Execution,
    hidden: bool = False,
) -> None:
    with closing(key.helper_answers.opened(helpers, function, hidden=hidden)) as asked:
        execute(
            key.runtime,
            batches,
            key.limits,
            stubs=stubs,
            sources=key.pack.assignment.stub_sources,
            helpers=asked if helpers else None,
            float_sizes=key.edition.float_sizes,
            into=into,
        )


def _in_time(batches: Iterable[Batch], execution: Execution, deadline: Deadline | None) -> Iterator[Batch]:
    """Yield batches until the time of the submission is over; the others are not run."""
    for batch in batches:
        if deadline is None or not deadline.has_passed:
            yield batch
            continue
        stopped = Stopped("timeout", f"was not run: the submission took more than {deadline.minutes}")
        execution.outcomes |= stopped_at_once(batch.cases, stopped)


def _public_batches(  # noqa: PLR0917 - one call
    definitions: Iterable[Definition],
    key: AnswerKey,
    helpers: tuple[str, ...],
    execution: Execution,
    endless: Collection[str],
    stuck: Stuck,
) -> Iterator[Batch]:
    tried: list[Definition] = []
    for definition in definitions:
        name, cases = definition.name, key.public.get(definition.name, ())
        timeout = _timeout(_called(definition, key, helpers), key, execution)
        if timeout is None and _cannot_be_defined(definition, tried, execution):
            timeout = execution.undefined[name] = Stopped("timeout", "was not defined within the time limit")
        tried.append(definition)
        if timeout is not None:
            execution.outcomes |= {case.id: Unanswered(timeout) for case in cases}
            continue
        hangs = stuck.stopped(definition, helpers)
        if hangs is not None:
            execution.undefined[name] = hangs
            execution.outcomes |= stopped_at_once(cases, hangs)
            continue
        defining = DEFINING_SECONDS * (SHARE_AGAIN if name in stuck.names else 1)
        stuck.add(execution, definition)
        echo = any(KINDS[criterion.kind].echoes_arguments for criterion in key.rubric.functions[name])
        seconds = partial(_seconds, key, name, again=name in endless)
        yield Batch(name, definition, cases, echo, seconds, defining)


def _cannot_be_defined(definition: Definition, tried: Iterable[Definition], execution: Execution) -> bool:
    """Return whether a definition runs all of the notebook that another one has not come to the end of."""
    if definition.replay is None:
        return False
    stuck = (other.statements for other in tried if other.name in execution.undefined)
    return any(set(statements) <= set(definition.statements) for statements in stuck)


def _hidden_batches(
    attempts: Iterable[Attempt],
    key: AnswerKey,
    helpers: tuple[str, ...],
    execution: Execution,
    endless: Collection[str],
) -> Iterator[Batch]:
    for attempt in attempts:
        name, cases = attempt.function, key.hidden.get(attempt.function, ())
        concerned = (name, *_called(attempt.definition, key, helpers))
        timeout = _timeout(concerned, key, attempt.execution) or _timeout(concerned, key, execution)
        if timeout is not None:
            execution.outcomes |= {case.id: Unanswered(timeout) for case in cases}
        elif cases:
            used = attempt.execution.cpu_seconds.get(name, 0.0)
            left = partial(_seconds, key, name, used, again=name in endless)
            yield Batch(name, attempt.definition, cases, cpu_seconds=left)


def _called(definition: Definition, key: AnswerKey, helpers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the earlier functions that a definition calls, without those that have been replaced."""
    return tuple(h for h in key.helpers(definition.name) if h in definition.uses and h not in helpers)


def _timeout(functions: Iterable[str], key: AnswerKey, execution: Execution) -> Stopped | None:
    """Return how one of some functions was stopped, if a case of it took too long so far."""
    outcomes = (execution.outcomes.get(case.id) for name in functions for case in key.cases(name))
    stops = (o.because if isinstance(o, Unanswered) else o for o in outcomes)
    return next((o for o in stops if isinstance(o, Stopped) and o.reason == "timeout"), None)


def _seconds(key: AnswerKey, function: str, used: float = 0.0, *, again: bool) -> float:
    """Return what is left of a function's limit, or a part of it, if it has taken all of it before."""
    limit = key.cpu_seconds(function)
    if again:
        return min(limit, max(LEAST_CPU_SECONDS, limit * SHARE_AGAIN))
    return max(LEAST_CPU_SECONDS, limit - used)
