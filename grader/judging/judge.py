"""Judging: a submission's functions run, are checked, and run again where a helper may be at fault."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from grader.checks import CheckResult, Evidence, run_checks
from grader.packs import KINDS
from grader.sandbox.interface import Batch, Execution, Raised, Returned, Stopped, Unanswered, Warned
from grader.sandbox.session import execute
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.extract import Definition, Program
    from grader.judging.answer_key import AnswerKey
    from grader.judging.answer_keys import AnswerKeys
    from grader.sandbox.interface import Runtime

LEAST_CPU_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What one function is worth.

    Attributes:
        definition: Where the student defines it.
        results: One for each criterion of the rubric.
        evidence: What it answered.
        remarks: What is worth telling of it and costs nothing.
        substituted: The helpers whose reference version it needed to answer so; then nothing of what it
            gave may be shown, since the reference's code took part.
        blamed: Those of them that are wrong themselves.
        failed_definitions: What went wrong before it could be called.
    """

    function: str
    definition: Definition
    results: tuple[CheckResult, ...]
    evidence: tuple[Evidence, ...]
    remarks: tuple[CheckResult, ...] = ()
    substituted: tuple[str, ...] = ()
    blamed: tuple[str, ...] = ()
    failed_definitions: tuple[Raised, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every check holds."""
        return all(result.status == "passed" for result in self.results)

    @property
    def has_raised(self) -> bool:
        """Whether it does not pass, and the student's code raised anything."""
        raised = self.failed_definitions or any(isinstance(e.outcome, Raised) for e in self.evidence)
        return not self.passed and bool(raised)

    @property
    def merit(self) -> tuple[Fraction, int]:
        """What two judgements of one function are compared by: points, then checks that hold."""
        earned = sum((r.score for r in self.results), Fraction())
        return earned, sum(r.status == "passed" for r in self.results)

    @property
    def left_blank(self) -> str | None:
        """Why it counts as missing, if it does: it looks blank or unfinished, and earns nothing."""
        if any(self.merit):
            return None
        gave_data = all(
            isinstance(item.outcome, Returned) and not isinstance(item.outcome.value, Opaque)
            for item in self.evidence
        )
        passes_on = self.definition.passes_on if gave_data else None  # else what it did says more
        return self.definition.blank or self.definition.unfinished or passes_on


@dataclass(frozen=True, kw_only=True)
class Judgement(Verdict):
    """A verdict by an answer key, which knows the ways to be wrong too."""

    key: AnswerKey = field(repr=False)


@dataclass(frozen=True)
class Judgements:
    """The judgements of one submission by function, and the deprecations that its code met."""

    by_function: dict[str, Judgement]
    warnings: tuple[Warned, ...]

    def kind(self, first: str) -> str:
        """Return the kind of box that most judgements come from, `first` where none does."""
        kinds = [first, *(judgement.key.runtime.kind for judgement in self.by_function.values())]
        return max(dict.fromkeys(kinds), key=lambda kind: kinds.count(kind) - (kind == first and 0.5))


def judge(
    program: Program, key: AnswerKey, runtime: Runtime, earlier: Mapping[str, Judgement] | None = None
) -> Judgements:
    """Judge every function that a program defines; `earlier` judgements tell of helpers it lacks.

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
            again = _run([first.definition], key, runtime, program.stubs, helpers)
            second = _judgement(first.definition, key, again, helpers)
            if second.merit > first.merit:
                judgements[name] = replace(
                    second, blamed=_at_fault(helpers, {**(earlier or {}), **judgements})
                )
    return Judgements(judgements, tuple(execution.warnings))


def judge_by_all(program: Program, keys: AnswerKeys) -> Judgements:
    """Judge in every way in which a solution may be right: for each function, the better verdict counts.

    Raises:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """
    judgements = judge(program, keys.first, keys.first.runtime)
    for key in keys.other_kinds:
        _judge_again(program, judgements, [n for n, j in judgements.by_function.items() if j.has_raised], key)
    for key in keys.other_editions:
        _judge_again(program, judgements, [n for n, j in judgements.by_function.items() if not j.passed], key)
    return judgements


def _judge_again(program: Program, judgements: Judgements, names: Sequence[str], key: AnswerKey) -> None:
    """Judge some functions by another key, and keep the verdicts that are better."""
    if not names:
        return
    again = judge(program.only(names), key, key.runtime, judgements.by_function)
    for name, second in again.by_function.items():
        if second.merit > judgements.by_function[name].merit:
            judgements.by_function[name] = second


def _at_fault(helpers: tuple[str, ...], judgements: Mapping[str, Judgement]) -> tuple[str, ...]:
    """Return the helpers that are wrong or missing: earlier functions, which have been judged by now."""
    return tuple(name for name in helpers if name not in judgements or not judgements[name].passed)


def _is_worth_another_run(first: Judgement, helpers: Sequence[str], shared: set[str]) -> bool:
    """Tell whether a failure may be another function's fault: a helper's, or one's that shared the box."""
    if first.definition.blank and not any(first.merit):
        return False
    return bool(helpers) or first.function in shared


def _run(
    definitions: Iterable[Definition],
    key: AnswerKey,
    runtime: Runtime,
    stubs: Mapping[str, Iterable[str]],
    helpers: Sequence[str] = (),
) -> Execution:
    """Run the public cases, then the hidden ones in a box of their own."""
    definitions = tuple(definitions)
    run = partial(
        execute,
        runtime,
        limits=key.limits,
        stubs=stubs,
        sources=key.pack.assignment.stub_sources,
        substitutes={name: key.definitions[name] for name in helpers},
        float_sizes=key.edition.float_sizes,
    )
    execution = run([_public_batch(definition, key) for definition in definitions])
    hidden = []
    for definition in definitions:
        name, cases = definition.name, key.hidden.get(definition.name, ())
        timeout = _timeout(execution, key, name)
        if not cases:
            continue
        if timeout is None:
            left = partial(_seconds_left, key, name, execution.cpu_seconds[name])
            hidden.append(Batch(name, definition, cases, cpu_seconds=left))
        else:
            execution.outcomes |= {case.id: Unanswered(timeout) for case in cases}
    more = run(hidden)
    execution.outcomes |= more.outcomes
    execution.shared |= more.shared
    return execution  # what failed to be defined beside hidden cases could tell of them


def _public_batch(definition: Definition, key: AnswerKey) -> Batch:
    name = definition.name
    echo = any(KINDS[criterion.kind].echoes_arguments for criterion in key.rubric.functions[name])
    seconds = partial(key.cpu_seconds, name)
    return Batch(name, definition, key.public.get(name, ()), echo=echo, cpu_seconds=seconds)


def _seconds_left(key: AnswerKey, function: str, used: float) -> float:
    return max(LEAST_CPU_SECONDS, key.cpu_seconds(function) - used)


def _timeout(execution: Execution, key: AnswerKey, function: str) -> Stopped | None:
    outcomes = (execution.outcomes[case.id] for case in key.public.get(function, ()))
    return next((o for o in outcomes if isinstance(o, Stopped) and o.reason == "timeout"), None)


def _judgement(
    definition: Definition, key: AnswerKey, execution: Execution, helpers: tuple[str, ...] = ()
) -> Judgement:
    name = definition.name
    evidence = tuple(
        Evidence(case, execution.outcomes[case.id], key.answers.get(case.id)) for case in key.cases(name)
    )
    return Judgement(
        function=name,
        key=key,
        definition=definition,
        results=run_checks(key.rubric.functions[name], evidence),
        remarks=run_checks(key.rubric.remarks.get(name, ()), evidence),
        evidence=evidence,
        substituted=helpers,
        failed_definitions=() if helpers else execution.failed_definitions.get(name, ()),
    )
