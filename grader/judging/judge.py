"""Judge a submission: run and check its functions, and run them again if a helper may be at fault.

Whatever a student reads comes from boxes that ran before any hidden case did.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from grader.checks import CheckResult, Evidence, examined, run_checks, with_waiting
from grader.judging.any_keras import fails_on_any
from grader.judging.attempts import Attempt, run_hidden
from grader.judging.evidence import evidence_of, is_undefined, share_endless, took_too_long, was_run
from grader.judging.ways import attempts_at, best
from grader.sandbox.interface import Execution, Raised, Returned, Warned
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.extract import Definition, Program
    from grader.judging.answer_key import AnswerKey
    from grader.judging.answer_keys import AnswerKeys
    from grader.sandbox.packages import Lack


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The verdict on one function.

    Attributes:
        definition: The student's definition.
        results: One for each criterion of the rubric.
        evidence: Its outcomes.
        remarks: Results that are reported without points.
        substituted: Helpers that the reference answered for; if there are any, no values are shown.
        substituted_in_hidden: Helpers that it answered for in hidden cases.
        blamed: Helpers that are wrong themselves, and were replaced.
        failed_definitions: Exceptions raised before it could be called.
        lacks: What it could not be judged for want of, if there is something.
    """

    function: str
    definition: Definition
    results: tuple[CheckResult, ...]
    evidence: tuple[Evidence, ...]
    remarks: tuple[CheckResult, ...] = ()
    substituted: tuple[str, ...] = ()
    substituted_in_hidden: tuple[str, ...] = ()
    blamed: tuple[str, ...] = ()
    failed_definitions: tuple[Raised, ...] = ()
    lacks: Lack | None = None

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(result.status == "passed" for result in self.results)

    @property
    def has_raised(self) -> bool:
        """Whether it did not pass and the student's code raised an exception."""
        raised = self.failed_definitions or any(isinstance(e.outcome, Raised) for e in self.evidence)
        return not self.passed and bool(raised)

    @property
    def is_endless(self) -> bool:
        """Whether a case took too long."""
        return any(map(took_too_long, self.evidence))

    @property
    def is_undefined(self) -> bool:
        """Whether there was no function to call."""
        return is_undefined(self.function, self.evidence)

    @property
    def merit(self) -> tuple[Fraction, int]:
        """The rank of a judgement: points, then passed checks."""
        earned = sum((r.score for r in self.results), Fraction())
        return earned, sum(r.status == "passed" for r in self.results)

    @property
    def left_blank(self) -> str | None:
        """Why it counts as missing, if it does: it looks blank or unfinished, and earns no points."""
        if any(self.merit):
            return None
        gave_data = all(
            isinstance(item.outcome, Returned) and not isinstance(item.outcome.value, Opaque)
            for item in self.evidence
        )
        passes_on = self.definition.passes_on if gave_data else None  # otherwise its results say more
        return self.definition.blank or self.definition.unfinished or passes_on


@dataclass(frozen=True, kw_only=True)
class Judgement(Verdict):
    """A verdict, with the answer key that it is based on.

    All that does not come from hidden cases is from one attempt, which public cases alone select.
    """

    key: AnswerKey = field(repr=False)
    ran_hidden: bool = True

    def is_better_than(self, other: Judgement) -> bool:
        """Return whether it counts instead of another, whose public results are the same."""
        return self.merit > other.merit or (self.ran_hidden and not other.ran_hidden)


@dataclass(frozen=True)
class Judgements:
    """The judgements of one submission by function, and the deprecations raised by its code."""

    by_function: dict[str, Judgement]
    warnings: tuple[Warned, ...]

    def kind(self, first: str) -> str:
        """Return the kind of box that most judgements come from, or `first`."""
        return _commonest(first, (judgement.key.runtime.kind for judgement in self.by_function.values()))


def _commonest(first: str, others: Iterable[str]) -> str:
    """Return the kind of box that is the commonest of some, or `first` in a tie."""
    kinds = [first, *others]
    return max(dict.fromkeys(kinds), key=lambda kind: kinds.count(kind) - (kind == first and 0.5))


@dataclass(frozen=True)
class PublicRuns:
    """What the public cases of a program gave, by every answer key that may apply.

    No hidden case has run yet: what a student reads of public cases depends on none.

    Attributes:
        program: The program.
        keys: The answer keys.
        attempts: By function, the ways to judge it, in order of preference.
    """

    program: Program
    keys: AnswerKeys
    attempts: Mapping[str, Sequence[Attempt]]

    @cached_property
    def together(self) -> list[Attempt]:
        """The first attempts at the functions of the program, which ran in the same box."""
        first = [tried[0] for tried in self.attempts.values() if tried[0].related is None]
        return [attempt for attempt in first if attempt.execution is first[0].execution]

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """The deprecations raised by the program."""
        return tuple(self.together[0].execution.warnings) if self.together else ()

    def kind(self, first: str) -> str:
        """Return the kind of box that most functions ran best in, or `first`."""
        return _commonest(first, (best(tried).key.runtime.kind for tried in self.attempts.values()))


def run_public_cases(program: Program, keys: AnswerKeys) -> PublicRuns:
    """Run the public cases of a program; raises as `attempts_at` does."""
    keys.first.start()
    return PublicRuns(program, keys, attempts_at(program, keys, {}))


class Trial:
    """Judges a program whose public cases have run: runs the hidden ones; the best verdict counts.

    What a student reads of public cases is from the attempt that they select: which way to run a function
    passes hidden cases changes nothing of it.

    Raises, in every method:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """

    def __init__(self, runs: PublicRuns) -> None:
        self.runs = runs
        self.found: dict[str, Judgement] = {}
        self.shared: set[str] = set()
        found = {name: self._shown_attempt(name) for name in runs.attempts}
        self.shown = {name: attempt for name, attempt in found.items() if attempt is not None}

    def _shown_attempt(self, name: str) -> Attempt | None:
        """Return the best attempt at a function by its public cases; None if no state has the function."""
        attempts = self.runs.attempts[name]
        if name not in self.runs.program.definitions:
            attempts = [each for each in attempts if not is_undefined(name, each.evidence)]
        return best(attempts) if attempts else None

    @property
    def judgements(self) -> Judgements:
        """What was found so far."""
        blamed = {name: replace(j, blamed=self._blamed(j)) for name, j in self.found.items()}
        return Judgements(blamed, self.runs.warnings)

    def _blamed(self, judgement: Judgement) -> tuple[str, ...]:
        """Return the wrong helpers that were replaced: if only hidden cases fail, they were in these."""
        shown = self.shown[judgement.function]
        only_hidden_fail = shown.passes and not judgement.passed
        return _at_fault(shown.helpers or (shown.used_helpers if only_hidden_fail else ()), self.found)

    def judge(self) -> None:
        """Judge every function; its helpers come earlier, so they have been judged by then."""
        firsts = [attempt for attempt in self.runs.together if self._fits(attempt.function, attempt.key)]
        if firsts:
            together = run_hidden(firsts, firsts[0].key, (), deadline=self.runs.keys.deadline)
            self.shared = together.shared
            self.found = {a.function: self._judgement(a.function, a.key, (), together) for a in firsts}
        for name, attempts in self.runs.attempts.items():
            for attempt in attempts:
                if attempt not in firsts:
                    self.try_attempt(attempt, attempt.key, attempt.helpers)
            if name in self.found:
                self._try_hidden_cases_again(name)

    def _fits(self, name: str, key: AnswerKey) -> bool:
        """Return whether a key has the checks by which a function's public cases are judged."""
        shown = self.shown.get(name)
        return shown is not None and (key is shown.key or _has_the_same_checks(key, shown.key, name))

    def try_attempt(self, attempt: Attempt, key: AnswerKey, helpers: tuple[str, ...]) -> None:
        """Run the hidden cases of an attempt alone, unless its function passes; use a better verdict."""
        name = attempt.function
        first = self.found.get(name)
        if not self._fits(name, key):
            return
        if first is not None and (first.passed or not self._may_be_for(key, name)):
            return
        endless = [name] if first is not None and first.is_endless else []
        hidden = run_hidden([attempt], key, helpers, endless=endless, deadline=self.runs.keys.deadline)
        second = self._judgement(name, key, helpers, hidden)
        if first is None or second.is_better_than(first):
            self.found[name] = second

    def _judgement(self, name: str, key: AnswerKey, helpers: tuple[str, ...], hidden: Execution) -> Judgement:
        """Judge a function by its public cases, and by what its hidden ones gave in one of the ways."""
        shown = self.shown[name]
        later = evidence_of(key.hidden.get(name, ()), hidden, key, helpers)
        evidence = shown.evidence + later
        criteria = key.rubric.functions[name]
        others = [criterion for criterion in criteria if criterion.id not in shown.results]
        found = {**shown.results, **{result.criterion.id: result for result in examined(others, evidence)}}
        results = with_waiting([found[criterion.id] for criterion in criteria])
        if shown.definition.untouched is not None:
            results = tuple(replace(result, waiting=not result.failures) for result in results)
        return Judgement(
            function=name,
            key=shown.key,
            definition=shown.shown,
            results=results,
            remarks=run_checks(shown.key.rubric.remarks.get(name, ()), evidence),
            evidence=evidence,
            ran_hidden=was_run(later),
            substituted=shown.helpers,
            substituted_in_hidden=helpers,
            failed_definitions=() if shown.helpers else shown.failed_definitions,
        )

    def _try_hidden_cases_again(self, name: str) -> None:
        """Run the hidden cases of a function in the ways that its public cases gave no reason for.

        The results of public cases stand: they must not run again after hidden ones.
        """
        if self.found[name].passed:
            return
        attempts, base = self.runs.attempts[name], self.shown[name]
        if not any(self.found[name].merit) and base.definition.blank:
            return
        tried = [(attempt.key, attempt.helpers) for attempt in attempts]
        wrong = {*_at_fault(base.used_helpers, self.found), *base.helpers}
        helpers = tuple(h for h in base.used_helpers if h in wrong) or base.used_helpers
        shared = name in self.shared | base.execution.shared and not self.found[name].is_endless
        alone = not helpers and shared and len(tried) == 1
        if alone or (base.key, helpers) not in tried:
            self.try_attempt(base, base.key, helpers)
        for key in self.runs.keys.others:
            is_new = all(key is not other for other, _ in tried)
            if share_endless(self.found[name].evidence, key.cases(name)):
                continue
            if is_new and self._fits(name, key) and self._may_be_for(key, name):
                self.try_attempt(base, key, ())
                if helpers:
                    self.try_attempt(base, key, helpers)

    def _may_be_for(self, key: AnswerKey, name: str) -> bool:
        """Return whether a function may be right by another key: of another kind of box, if it raised."""
        found = self.found[name]
        if key not in self.runs.keys.other_kinds:
            return True
        return found.has_raised and not fails_on_any(
            found.definition, found.evidence, self.runs.program.stubs
        )


def _has_the_same_checks(key: AnswerKey, other: AnswerKey, function: str) -> bool:
    """Return whether two keys have the same public cases and the same criteria for a function."""
    first, second = (
        ([case.id for case in one.public[function]], [c.id for c in one.rubric.functions[function]])
        for one in (key, other)
    )
    return first == second


def _at_fault(helpers: tuple[str, ...], judgements: Mapping[str, Judgement]) -> tuple[str, ...]:
    """Return the helpers that are wrong or missing; they come earlier, so they have been judged by now."""
    return tuple(name for name in helpers if name not in judgements or not judgements[name].passed)
