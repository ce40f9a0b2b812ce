"""Judge a submission: run and check its functions, and run them again if a helper may be at fault."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from grader.checks import CheckResult, Evidence, run_checks
from grader.judging.recorded import layers_of, unfolded
from grader.packs import KINDS
from grader.sandbox.interface import Batch, Execution, Raised, Returned, Stopped, Unanswered, Warned
from grader.sandbox.session import execute
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grader.extract import Definition, Program
    from grader.judging.answer_key import AnswerKey
    from grader.judging.answer_keys import AnswerKeys
    from grader.sandbox.interface import Helpers, Runtime

LEAST_CPU_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The verdict on one function.

    Attributes:
        definition: The student's definition.
        results: One for each criterion of the rubric.
        evidence: Its outcomes.
        remarks: Results that are reported without points.
        substituted: Helpers that the reference answered for; if there are any, no values are shown.
        blamed: Those of them that are wrong themselves.
        failed_definitions: Exceptions raised before it could be called.
        lacks: The package for want of which it could not be judged, if there is one.
    """

    function: str
    definition: Definition
    results: tuple[CheckResult, ...]
    evidence: tuple[Evidence, ...]
    remarks: tuple[CheckResult, ...] = ()
    substituted: tuple[str, ...] = ()
    blamed: tuple[str, ...] = ()
    failed_definitions: tuple[Raised, ...] = ()
    lacks: str | None = None

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
    def was_run(self) -> bool:
        """Whether any case was run: none is if a helper has not come to its end."""
        return not self.evidence or any(not isinstance(e.outcome, Unanswered) for e in self.evidence)

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
    """A verdict, with the answer key that it is based on."""

    key: AnswerKey = field(repr=False)


@dataclass(frozen=True)
class Judgements:
    """The judgements of one submission by function, and the deprecations raised by its code."""

    by_function: dict[str, Judgement]
    warnings: tuple[Warned, ...]

    def kind(self, first: str) -> str:
        """Return the kind of box that most judgements come from, or `first`."""
        kinds = [first, *(judgement.key.runtime.kind for judgement in self.by_function.values())]
        return max(dict.fromkeys(kinds), key=lambda kind: kinds.count(kind) - (kind == first and 0.5))


def judge(
    program: Program, key: AnswerKey, runtime: Runtime, earlier: Mapping[str, Judgement] | None = None
) -> Judgements:
    """Judge every function that a program defines; `earlier` has the judgements on missing helpers.

    Raises:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """
    key.start()
    execution = _run(program.definitions.values(), key, runtime, program.stubs)
    judgements = {
        definition.name: _judgement(definition, key, execution) for definition in program.definitions.values()
    }
    for name, first in judgements.items():
        helpers = tuple(h for h in key.helpers(name) if h in first.definition.uses)
        if not first.passed and _is_worth_another_run(first, helpers, execution.shared):
            blamed = _at_fault(helpers, {**(earlier or {}), **judgements})
            second = _judged_with(blamed or helpers, first, key, runtime, program.stubs)
            if second.merit > first.merit or not first.was_run:
                judgements[name] = replace(second, blamed=blamed)
    return Judgements(judgements, tuple(execution.warnings))


def judge_by_all(
    program: Program, keys: AnswerKeys, earlier: Mapping[str, Judgement] | None = None
) -> Judgements:
    """Judge by every answer key that applies; for each function, the best verdict counts.

    `earlier` has the judgements on missing helpers.

    Raises:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """
    judgements = judge(program, keys.first, keys.first.runtime, earlier)
    for key in keys.other_kinds:
        _judge_again(program, judgements, [n for n, j in judgements.by_function.items() if j.has_raised], key)
    for key in keys.other_editions:
        _judge_again(program, judgements, [n for n, j in judgements.by_function.items() if not j.passed], key)
    return judgements


def _judge_again(program: Program, judgements: Judgements, names: Sequence[str], key: AnswerKey) -> None:
    """Judge some functions by another key, and use the verdicts that are better."""
    if not names:
        return
    again = judge(program.only(names), key, key.runtime, judgements.by_function)
    for name, second in again.by_function.items():
        if second.merit > judgements.by_function[name].merit:
            judgements.by_function[name] = second


def _at_fault(helpers: tuple[str, ...], judgements: Mapping[str, Judgement]) -> tuple[str, ...]:
    """Return the helpers that are wrong or missing; they come earlier, so they have been judged by now."""
    return tuple(name for name in helpers if name not in judgements or not judgements[name].passed)


def _is_worth_another_run(first: Judgement, helpers: Sequence[str], shared: set[str]) -> bool:
    """Return whether a failure may be the fault of a helper, or of a function in the same box."""
    if first.definition.blank and not any(first.merit):
        return False
    return bool(helpers) or first.function in shared


def _judged_with(
    names: tuple[str, ...],
    first: Judgement,
    key: AnswerKey,
    runtime: Runtime,
    stubs: Mapping[str, Iterable[str]],
) -> Judgement:
    """Judge a function again, alone in its boxes, with some of its helpers answered by the reference."""
    with contextlib.closing(key.reference_helpers(names)) as helpers:
        again = _run([first.definition], key, runtime, stubs, helpers if names else None)
    return _judgement(first.definition, key, again, names)


def _run(
    definitions: Iterable[Definition],
    key: AnswerKey,
    runtime: Runtime,
    stubs: Mapping[str, Iterable[str]],
    helpers: Helpers | None = None,
) -> Execution:
    """Run the public cases, then the hidden ones in a box of their own.

    A function is not run at all after one that it calls has not come to its end: it would not either.
    """
    definitions = tuple(definitions)
    execution, more = Execution(), Execution()
    run = partial(
        execute,
        runtime,
        limits=key.limits,
        stubs=stubs,
        sources=key.pack.assignment.stub_sources,
        helpers=helpers,
        float_sizes=key.edition.float_sizes,
    )
    names = () if helpers is None else tuple(helpers.names)
    run(_public_batches(definitions, key, names, execution), into=execution)
    run(_hidden_batches(definitions, key, names, execution, more), into=more)
    execution.outcomes |= more.outcomes
    execution.shared |= more.shared
    return execution  # definitions that failed next to hidden cases could reveal them


def _public_batches(
    definitions: Iterable[Definition], key: AnswerKey, helpers: Sequence[str], execution: Execution
) -> Iterator[Batch]:
    for definition in definitions:
        name, cases = definition.name, key.public.get(definition.name, ())
        timeout = _timeout(_called(definition, key, helpers), key, execution)
        if timeout is not None:
            execution.outcomes |= {case.id: Unanswered(timeout) for case in cases}
            continue
        echo = any(KINDS[criterion.kind].echoes_arguments for criterion in key.rubric.functions[name])
        yield Batch(name, definition, cases, echo=echo, cpu_seconds=partial(key.cpu_seconds, name))


def _hidden_batches(
    definitions: Iterable[Definition],
    key: AnswerKey,
    helpers: Sequence[str],
    execution: Execution,
    more: Execution,
) -> Iterator[Batch]:
    for definition in definitions:
        name, cases = definition.name, key.hidden.get(definition.name, ())
        concerned = (name, *_called(definition, key, helpers))
        timeout = _timeout(concerned, key, execution) or _timeout(concerned, key, more)
        if timeout is not None:
            more.outcomes |= {case.id: Unanswered(timeout) for case in cases}
        elif cases:
            left = partial(_seconds_left, key, name, execution.cpu_seconds[name])
            yield Batch(name, definition, cases, cpu_seconds=left)


def _called(definition: Definition, key: AnswerKey, helpers: Sequence[str]) -> tuple[str, ...]:
    """Return the earlier functions that a definition calls, without those that have been replaced."""
    return tuple(h for h in key.helpers(definition.name) if h in definition.uses and h not in helpers)


def _seconds_left(key: AnswerKey, function: str, used: float) -> float:
    return max(LEAST_CPU_SECONDS, key.cpu_seconds(function) - used)


def _timeout(functions: Iterable[str], key: AnswerKey, execution: Execution) -> Stopped | None:
    """Return how one of some functions was stopped, if a case of it took too long so far."""
    outcomes = (execution.outcomes.get(case.id) for name in functions for case in key.cases(name))
    stops = (o.because if isinstance(o, Unanswered) else o for o in outcomes)
    return next((o for o in stops if isinstance(o, Stopped) and o.reason == "timeout"), None)


def _judgement(
    definition: Definition, key: AnswerKey, execution: Execution, helpers: tuple[str, ...] = ()
) -> Judgement:
    name = definition.name
    answers = key.answers_with(name, helpers)
    layers = layers_of(key, helpers)
    evidence = tuple(
        Evidence(case, unfolded(execution.outcomes[case.id], layers), answers.get(case.id))
        for case in key.cases(name)
    )
    results = run_checks(key.rubric.functions[name], evidence)
    if definition.untouched is not None:
        results = tuple(replace(result, waiting=not result.failures) for result in results)
    return Judgement(
        function=name,
        key=key,
        definition=definition,
        results=results,
        remarks=run_checks(key.rubric.remarks.get(name, ()), evidence),
        evidence=evidence,
        substituted=helpers,
        failed_definitions=() if helpers else execution.failed_definitions.get(name, ()),
    )
