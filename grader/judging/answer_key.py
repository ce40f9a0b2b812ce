"""An answer key: the reference results for one edition of an assignment."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import threading
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from grader.judging.answer_cache import ReferenceAnswers, keep, load
from grader.judging.helper_answers import HelperAnswers
from grader.judging.reference_failures import no_result
from grader.packs import KINDS
from grader.sandbox.interface import Batch, Limits, Raised, Returned
from grader.sandbox.replies import outcome_of, reply_of
from grader.sandbox.session import execute
from grader.sandbox.versions import box_digest, keras_versions
from grader.support.background import BackgroundResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.extract import Definition
    from grader.packs import Case, Criterion, Edition, EditionRubric, Misconception, Pack
    from grader.sandbox.interface import Execution, Helpers, Outcome, Runtime


@dataclass(frozen=True)
class Budget:
    """How long a student's function may take: a multiple of the reference's time, and a minimum."""

    factor: float
    minimum_seconds: float


# Loops over arrays take longer than the reference's matrix products; a model is built the same way by all.
_BUDGETS = {"numpy": Budget(100.0, 2.0)}
_OTHER_BUDGET = Budget(6.0, 10.0)
REFERENCE_SECONDS = 120.0  # of a processor, for the cases of one function: a slow machine still gets answers


@dataclass(frozen=True)
class Answered:
    """A misconception's name and advice, with its results for every case of its function."""

    name: str
    advice: str
    outcomes: Mapping[str, Outcome]


class AnswerKey:
    """Cases with the reference answers, computed lazily.

    Safe to use from several threads. Once requested, the reference runs in the background; callers wait only
    when they need an answer.

    Args:
        pack: The assignment.
        edition: The id of the edition.
        rubric: What the rubric says of this edition.
        runtime: Provides the boxes.
        variants: The stubs in use, if the edition's reference has several variants.
        seed: The seed of the hidden cases; by default the rubric's.
        timeout: Processor seconds for a function's cases; by default derived from the reference's time.
        limits: The resource limits of a box.
        diagnostic: The key with the set of hidden cases that diagnoses are based on; by default this one.
    """

    def __init__(
        self,
        pack: Pack,
        edition: str,
        rubric: EditionRubric,
        runtime: Runtime,
        *,
        variants: tuple[str, ...] = (),
        seed: int | None = None,
        timeout: float | None = None,
        limits: Limits | None = None,
        diagnostic: AnswerKey | None = None,
    ) -> None:
        self.pack = pack
        self.edition_id = edition
        self.rubric = rubric
        self.runtime = runtime
        self.variants = variants
        self.limits = limits or Limits()
        self.seed = rubric.seed if seed is None else seed
        self.diagnostic = diagnostic or self
        self._timeout = timeout
        self._lock = threading.Lock()
        self._misconceptions: dict[str, tuple[Answered, ...]] = {}
        self.helper_answers = HelperAnswers(self)
        self._answering_lock = threading.Lock()
        self._answering: BackgroundResult[ReferenceAnswers] | None = None

    @cached_property
    def public(self) -> Mapping[str, tuple[Case, ...]]:
        """The public cases by function.

        Raises:
            PackError: They do not match their schema.
        """
        return self._by_function(self.pack.public_cases(self.edition_id, self.variants))

    @cached_property
    def hidden(self) -> Mapping[str, tuple[Case, ...]]:
        """The hidden cases by function.

        Raises:
            PackError: They do not match their schema.
        """
        return self._by_function(self.pack.reference.hidden_cases(self.seed))

    def _by_function(self, cases: tuple[Case, ...]) -> dict[str, tuple[Case, ...]]:
        """Return the cases of this edition, by the name of their function."""
        mine = [case for case in cases if not case.editions or self.edition_id in case.editions]
        return {name: tuple(c for c in mine if c.function == name) for name in self.pack.assignment.names}

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The reference's definitions, read when needed.

        Raises:
            PackError: The solution lacks a graded function.
        """
        return self.pack.reference.definitions(self.edition_id, self.variants)

    @cached_property
    def edition(self) -> Edition:
        """The edition as the assignment describes it."""
        return next(g for g in self.pack.assignment.editions if g.id == self.edition_id)

    def _answer(self) -> ReferenceAnswers:
        """Run the reference, unless its answers are cached."""
        wanted = {
            name: tuple(case for case in self.cases(name) if case.group in groups)
            for name, groups in self._compared.items()
        }
        name = self.cache_name()
        kept = load(name)
        known = {} if kept is None else {**kept.values, **kept.raised}
        if kept is not None and all(c.id in known for cases in wanted.values() for c in cases):
            return kept
        batches = [Batch(name, self.definitions[name], cases) for name, cases in wanted.items()]
        execution = self.execute(batches)
        allowed = {
            c.id for function in wanted for c in wanted[function] if may_raise(c, self.criteria[function])
        }
        raised = {c: o for c, o in execution.outcomes.items() if isinstance(o, Raised) and c in allowed}
        for case, outcome in execution.outcomes.items():
            if not isinstance(outcome, Returned) and case not in raised:
                raise no_result(self.pack, self.edition_id, self.variants, case, outcome)
        values = {case: o.value for case, o in execution.outcomes.items() if isinstance(o, Returned)}
        replies = {case: reply_of(outcome) for case, outcome in raised.items()}
        answers = ReferenceAnswers(values, execution.cpu_seconds, replies)
        keep(name, answers)
        return answers

    def execute(self, batches: Iterable[Batch], helpers: Helpers | None = None) -> Execution:
        """Run code of the reference in a box like a student's."""
        assignment = self.pack.assignment
        return execute(
            self.runtime,
            batches,
            replace(self.limits, cpu_seconds=REFERENCE_SECONDS),
            stubs=assignment.stubs,
            sources=assignment.stub_sources,
            helpers=helpers,
        )

    def cache_name(self, *, seeded: bool = True) -> str:
        """Return a key of all that the reference's answers depend on, hidden cases' seed included."""
        seed = self.seed if seeded else None
        parts = (self.pack.assignment.digest, self.edition_id, self.variants, self.rubric.digest, seed)
        versions = (box_digest(), np.__version__, sys.version, self.runtime.kind, *keras_versions())
        return hashlib.sha256(repr((parts, versions)).encode()).hexdigest()

    def start(self) -> BackgroundResult[ReferenceAnswers]:
        """Start the reference, unless started already; return the future of its answers.

        Raises:
            PackError: The cases do not match their schema.
        """
        _ = self.public, self.hidden
        with self._answering_lock:
            if self._answering is None:
                self._answering = BackgroundResult(self._answer)
            return self._answering

    def renew(self) -> None:
        """Allow the reference to run again after a machine failure."""
        with self._answering_lock:
            if self._answering is not None and self._answering.failed:
                self._answering = None

    @cached_property
    def answers(self) -> Mapping[str, Outcome]:
        """The reference answers by case id.

        Raises:
            MachineError: The reference fails on one of its own cases.
        """
        found = self.start().result()
        values: dict[str, Outcome] = {case: Returned(value) for case, value in found.values.items()}
        return values | {case: outcome_of(reply) for case, reply in found.raised.items()}

    def answer(self, case: Case, helpers: tuple[str, ...] = ()) -> Outcome | None:
        """Return the reference's answer to a case, or None if nothing is compared with it.

        Where functions make models, calls of some helpers may be recorded only.

        Raises:
            MachineError: The reference fails on one of its own cases.
        """
        if case.group not in self._compared[case.function]:
            return None
        if self.runtime.kind == "numpy" or not helpers:  # helpers that return values are asked for them
            return self.answers.get(case.id)
        cases = tuple(c for c in self.cases(case.function) if c.group in self._compared[c.function])
        return self.helper_answers.recorded(case.function, helpers, cases).get(case.id)

    @cached_property
    def _compared(self) -> dict[str, set[str]]:
        """The groups of cases in which a function is compared with the reference."""
        return {name: groups_compared(criteria) for name, criteria in self.criteria.items()}

    @property
    def criteria(self) -> dict[str, tuple[Criterion, ...]]:
        """What is looked at, by function, remarks included."""
        functions, remarks = self.rubric.functions, self.rubric.remarks
        return {name: (*criteria, *remarks.get(name, ())) for name, criteria in functions.items()}

    def cpu_seconds(self, function: str) -> float:
        """Return the limit in processor seconds for all cases of a student's function."""
        if self._timeout is not None:
            return self._timeout
        budget = _BUDGETS.get(self.runtime.kind, _OTHER_BUDGET)
        return max(budget.minimum_seconds, budget.factor * self.start().result().cpu_seconds[function])

    def cases(self, function: str) -> tuple[Case, ...]:
        """Return all cases of a function, the public ones first."""
        return self.public.get(function, ()) + self.hidden.get(function, ())

    def helpers(self, function: str) -> tuple[str, ...]:
        """Return the earlier functions that this one may use."""
        return self.pack.assignment.function(function).helpers

    def misconceptions(self, function: str) -> tuple[Answered, ...]:
        """Return the misconceptions of a function, run on first use."""
        with self._lock:
            if function not in self._misconceptions:
                self._misconceptions[function] = self._answer_misconceptions(function)
            return self._misconceptions[function]

    @cached_property
    def _known_mistakes(self) -> dict[str, list[Misconception]]:
        """The misconceptions by function."""
        found: dict[str, list[Misconception]] = {}
        for misconception in self.pack.reference.misconceptions(self.edition_id, self.variants):
            found.setdefault(misconception.function, []).append(misconception)
        return found

    def _answer_misconceptions(self, function: str) -> tuple[Answered, ...]:
        known = self._known_mistakes.get(function, [])
        if not known:
            return ()
        cases = self.cases(function)
        batches = [
            Batch(m.name, m.definition, tuple(_renamed(case, m.name) for case in cases)) for m in known
        ]
        outcomes = self._outcomes_of(function, batches)
        return tuple(
            Answered(m.name, m.advice, {case.id: outcomes[_renamed(case, m.name).id] for case in cases})
            for m in known
        )

    def _outcomes_of(self, function: str, batches: Sequence[Batch]) -> Mapping[str, Outcome]:
        """Run misconceptions of a function, unless their results are cached."""
        name = f"{self.cache_name()}-{function}"
        kept = load(name)
        if kept is not None:
            with contextlib.suppress(KeyError, TypeError):
                return {c.id: outcome_of(kept.values[c.id]) for batch in batches for c in batch.cases}
        outcomes = self.execute(batches).outcomes
        replies = {case: reply_of(o) for case, o in outcomes.items() if isinstance(o, (Returned, Raised))}
        if replies.keys() == outcomes.keys():
            keep(name, ReferenceAnswers(replies, {}))
        return outcomes


def may_raise(case: Case, criteria: Iterable[Criterion]) -> bool:
    """Return whether the reference may raise in a case: an exception is a result for all that look at it."""
    looking = [KINDS[c.kind] for c in criteria if case.group in c.cases and KINDS[c.kind].needs_reference]
    return bool(looking) and all(kind.may_raise for kind in looking)


def groups_compared(criteria: Iterable[Criterion]) -> set[str]:
    """Return the groups of cases in which a function is compared with the reference."""
    return {group for c in criteria if KINDS[c.kind].needs_reference for group in c.cases}


def _renamed(case: Case, prefix: str) -> Case:
    return replace(case, id=f"{prefix}:{case.id}")
