"""An exam: everything that the submissions of one assignment and generation are compared with."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from grader.errors import MachineError
from grader.later import Later
from grader.run.interface import Batch, Limits, Returned
from grader.run.session import execute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.packs import Case, Misconception, Pack, Rubric
    from grader.run.interface import Execution, Outcome, Runtime

MINIMUM_CPU_SECONDS = 10.0
REFERENCE_FACTOR = 20.0


@dataclass(frozen=True)
class Answered:
    """A misconception with what it answers to every case of its function."""

    misconception: Misconception
    outcomes: Mapping[str, Outcome]


class Exam:
    """Cases with the reference's answers; made once, then only read, by several threads.

    The reference begins to answer when an exam is made, and is waited for when an answer is needed.

    Raises:
        PackError: The pack is not as its schemas say.
    """

    def __init__(
        self,
        pack: Pack,
        generation: str,
        rubric: Rubric,
        runtime: Runtime,
        *,
        seed: int | None = None,
        timeout: float | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.pack = pack
        self.generation = generation
        self.rubric = rubric
        self.runtime = runtime
        self.limits = limits or Limits()
        self.seed = rubric.seed if seed is None else seed
        self.definitions = pack.reference.definitions(generation)
        self.public = _by_function(pack.public_cases(generation))
        self.hidden = _by_function(pack.reference.hidden_cases(self.seed))
        self._timeout = timeout
        self._lock = threading.Lock()
        self._answered: dict[str, tuple[Answered, ...]] = {}
        self._execution = Later(self._execute)

    def _execute(self) -> Execution:
        """Let the reference answer what it is needed for."""
        batches = []
        for name, criteria in self.rubric.functions.items():
            groups = {group for c in criteria if c.kind == "reference" for group in c.cases}
            cases = tuple(case for case in self.cases(name) if case.group in groups)
            batches.append(Batch(name, self.definitions[name], cases))
        execution = execute(self.runtime, batches, self.limits)
        for case, outcome in execution.outcomes.items():
            if not isinstance(outcome, Returned):
                raise MachineError(
                    f"the reference of {self.pack.assignment.id} does not answer {case}: {outcome}"
                )
        return execution

    def renewed(self) -> Exam:
        """Let the reference answer again if the machine broke down while it did; return this exam."""
        with self._lock:
            if self._execution.failed:
                self._execution = Later(self._execute)
        return self

    @property
    def answers(self) -> Mapping[str, Outcome]:
        """What the reference answers, by the id of the case.

        Raises:
            MachineError: It does not answer one of its own cases.
        """
        return self._execution.result().outcomes

    def cpu_seconds(self, function: str) -> float:
        """Return the CPU seconds that a student's function may take for all its cases."""
        if self._timeout is not None:
            return self._timeout
        return max(MINIMUM_CPU_SECONDS, REFERENCE_FACTOR * self._execution.result().cpu_seconds[function])

    def cases(self, function: str) -> tuple[Case, ...]:
        """Return all cases of a function, the public ones first."""
        return self.public.get(function, ()) + self.hidden.get(function, ())

    def helpers(self, function: str) -> tuple[str, ...]:
        """Return the earlier functions that this one may use."""
        return next(f.helpers for f in self.pack.assignment.functions if f.name == function)

    def misconceptions(self, function: str) -> tuple[Answered, ...]:
        """Return the known ways to get a function wrong, answered when they are first asked for."""
        with self._lock:
            if function not in self._answered:
                self._answered[function] = self._answer_misconceptions(function)
            return self._answered[function]

    @cached_property
    def _misconceptions(self) -> tuple[Misconception, ...]:
        return self.pack.reference.misconceptions(self.generation)

    def _answer_misconceptions(self, function: str) -> tuple[Answered, ...]:
        known = [m for m in self._misconceptions if m.function == function]
        cases = self.cases(function)
        batches = [
            Batch(m.name, m.definition, tuple(_renamed(case, m.name) for case in cases)) for m in known
        ]
        outcomes = execute(self.runtime, batches, self.limits).outcomes
        return tuple(
            Answered(m, {case.id: outcomes[_renamed(case, m.name).id] for case in cases}) for m in known
        )


def _by_function(cases: tuple[Case, ...]) -> dict[str, tuple[Case, ...]]:
    names = dict.fromkeys(case.function for case in cases)
    return {name: tuple(case for case in cases if case.function == name) for name in names}


def _renamed(case: Case, prefix: str) -> Case:
    return replace(case, id=f"{prefix}:{case.id}")
