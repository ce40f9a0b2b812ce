"""Judging: a submission's functions run, are checked, and run again where a helper may be at fault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from grader.check import CheckResult, Evidence, run_checks
from grader.run.interface import Batch, Execution, Raised, Stopped, Unanswered, Warned
from grader.run.session import execute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.exam import Exam
    from grader.extract import Definition, Program
    from grader.run.interface import Runtime

LEAST_CPU_SECONDS = 0.5


@dataclass(frozen=True)
class Judgement:
    """What one function is worth.

    Attributes:
        definition: Where the student defines it.
        results: One for each criterion of the rubric.
        evidence: What it answered.
        substituted: The helpers whose reference version it needed to answer so; then nothing of what it
            gave may be shown, since the reference's code took part.
        blamed: Those of them that are wrong themselves.
        failed_definitions: What went wrong before it could be called.
    """

    function: str
    definition: Definition
    results: tuple[CheckResult, ...]
    evidence: tuple[Evidence, ...]
    substituted: tuple[str, ...] = ()
    blamed: tuple[str, ...] = ()
    failed_definitions: tuple[Raised, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every check holds."""
        return all(result.status == "passed" for result in self.results)

    @property
    def merit(self) -> tuple[float, int]:
        """What two judgements of one function are compared by: points, then checks that hold."""
        return sum(r.score for r in self.results), sum(r.status == "passed" for r in self.results)


@dataclass(frozen=True)
class Judged:
    """The judgements of one submission by function, and the deprecations that its code met."""

    judgements: dict[str, Judgement]
    warnings: tuple[Warned, ...]


def judge(program: Program, exam: Exam, runtime: Runtime) -> Judged:
    """Judge every function that a program defines.

    Raises:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """
    execution = _run(program.definitions.values(), exam, runtime)
    judgements = {
        definition.name: _judgement(definition, exam, execution)
        for definition in program.definitions.values()
    }
    for name, first in judgements.items():
        helpers = tuple(h for h in exam.helpers(name) if h in first.definition.uses)
        if not first.passed and _is_worth_another_run(first, helpers, execution.shared):
            again = _run([first.definition], exam, runtime, helpers)
            second = _judgement(first.definition, exam, again, helpers)
            if second.merit > first.merit:
                judgements[name] = replace(second, blamed=_at_fault(helpers, judgements))
    return Judged(judgements, tuple(execution.warnings))


def _at_fault(helpers: tuple[str, ...], judgements: Mapping[str, Judgement]) -> tuple[str, ...]:
    """Return the helpers that are wrong or missing: earlier functions, which have been judged by now."""
    return tuple(name for name in helpers if name not in judgements or not judgements[name].passed)


def _is_worth_another_run(first: Judgement, helpers: Sequence[str], shared: set[str]) -> bool:
    """Tell whether a failure may be another function's fault: a helper's, or one's that shared the box."""
    if first.definition.blank and first.merit == (0.0, 0):
        return False
    return bool(helpers) or first.function in shared


def _run(
    definitions: Iterable[Definition], exam: Exam, runtime: Runtime, helpers: Sequence[str] = ()
) -> Execution:
    """Run the public cases, then the hidden ones in a box of their own."""
    definitions = tuple(definitions)
    substitutes = {name: exam.definitions[name] for name in helpers}
    stand_ins = exam.pack.assignment.stand_ins
    public = [
        Batch(
            d.name, d, exam.public.get(d.name, ()), echo=True, cpu_seconds=partial(exam.cpu_seconds, d.name)
        )
        for d in definitions
    ]
    execution = execute(runtime, public, exam.limits, stand_ins=stand_ins, substitutes=substitutes)
    hidden = []
    for definition in definitions:
        name, cases = definition.name, exam.hidden.get(definition.name, ())
        timeout = _timeout(execution, exam, name)
        if timeout is None:
            left = partial(_seconds_left, exam, name, execution.cpu_seconds[name])
            hidden.append(Batch(name, definition, cases, cpu_seconds=left))
        else:
            execution.outcomes |= {case.id: Unanswered(timeout) for case in cases}
    more = execute(runtime, hidden, exam.limits, stand_ins=stand_ins, substitutes=substitutes)
    execution.outcomes |= more.outcomes
    execution.shared |= more.shared
    return execution  # what failed to be defined beside hidden cases could tell of them


def _seconds_left(exam: Exam, function: str, used: float) -> float:
    return max(LEAST_CPU_SECONDS, exam.cpu_seconds(function) - used)


def _timeout(execution: Execution, exam: Exam, function: str) -> Stopped | None:
    outcomes = (execution.outcomes[case.id] for case in exam.public.get(function, ()))
    return next((o for o in outcomes if isinstance(o, Stopped) and o.reason == "timeout"), None)


def _judgement(
    definition: Definition, exam: Exam, execution: Execution, helpers: tuple[str, ...] = ()
) -> Judgement:
    name = definition.name
    evidence = tuple(
        Evidence(case, execution.outcomes[case.id], exam.answers.get(case.id)) for case in exam.cases(name)
    )
    return Judgement(
        function=name,
        definition=definition,
        results=run_checks(exam.rubric.functions[name], evidence),
        evidence=evidence,
        substituted=helpers,
        failed_definitions=() if helpers else execution.failed_definitions.get(name, ()),
    )
