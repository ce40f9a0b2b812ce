"""Judges again what slicing may not have found: the functions that the notebook's kernel would have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.extract.kernel import Kernel
from grader.extract.program import statement_at
from grader.judging.failures import with_shared_failures
from grader.judging.judge import Judgements, judge_by_all
from grader.sandbox.interface import Raised, Stopped, Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from grader.extract import Program
    from grader.judging.answer_keys import AnswerKeys
    from grader.judging.judge import Judgement, Verdict


@dataclass(frozen=True)
class Judged:
    """A program with what was found by running the notebook, and its judgements."""

    program: Program
    judgements: Judgements


def judge_as_kernel(program: Program, judgements: Judgements, keys: AnswerKeys) -> Judged:
    """Judge some functions in the state that a kernel would have; for each, the better verdict counts.

    Only functions that did not pass, and of which slicing may have missed something, cost this time.

    Raises:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """
    if all(judgement.passed for judgement in judgements.by_function.values()) and not program.missing:
        return Judged(program, judgements)
    second = _SecondWay(program, judgements, keys)
    second.judge(second.at_end, second.names_in_doubt())
    second.judge(second.after_own_cell, filter(second.kernel.changes_later, second.names_left()))
    second.judge(second.needed_only, filter(second.has_been_stopped, second.names_left()))
    return Judged(second.program, Judgements(second.by_function, judgements.warnings))


class _SecondWay:
    def __init__(self, program: Program, judgements: Judgements, keys: AnswerKeys) -> None:
        self.program = program
        self.kernel = Kernel(program)
        self.by_function = with_shared_failures(judgements.by_function)
        self._keys = keys
        self._stopped: set[str] = set()

    def names_in_doubt(self) -> list[str]:
        """Return the functions that another state may judge better."""
        tell_more, later = self.kernel.can_tell_more, self.kernel.changes_later
        missing = [name for name in self.program.missing if tell_more(name)]
        failed = {n for n, judgement in self.by_function.items() if judgement.failed_definitions}
        return [*missing, *(n for n in self.names_left() if n in failed or tell_more(n) or later(n))]

    def names_left(self) -> list[str]:
        """Return the functions that did not pass, unless they were left blank."""
        return [name for name, j in self.by_function.items() if not j.passed and not _is_blank(j)]

    def has_been_stopped(self, name: str) -> bool:
        """Return whether the notebook's statements may have used up a function's limits."""
        return name in self._stopped

    def at_end(self, names: Iterable[str]) -> Program:
        return self.kernel.program(names)

    def after_own_cell(self, names: Iterable[str]) -> Program:
        return self.kernel.program(names, to_own_cell=True)

    def needed_only(self, names: Iterable[str]) -> Program:
        return self.kernel.program(names, needed_only=True)

    def judge(self, made: Callable[[Iterable[str]], Program], names: Iterable[str]) -> None:
        """Judge some functions in one state, and use the verdicts that are better."""
        program = made(names)
        written = [name for name, d in program.definitions.items() if name in self.by_function or not d.blank]
        if not written:
            return
        again = judge_by_all(program.only(written), self._keys, self.by_function)
        for name, judgement in with_shared_failures(again.by_function).items():
            self._use(name, self._related(judgement))

    def _use(self, name: str, second: Judgement) -> None:
        first = self.by_function.get(name)
        if any(isinstance(item.outcome, Stopped | Unanswered) for item in second.evidence):
            self._stopped.add(name)
        if is_undefined(second) if first is None else second.merit <= first.merit:
            return
        self.by_function[name] = second
        definitions = {**self.program.definitions, name: second.definition}
        missing = {n: reason for n, reason in self.program.missing.items() if n != name}
        self.program = replace(self.program, definitions=definitions, missing=missing)

    def _related(self, judgement: Judgement) -> Judgement:
        """Return a judgement that tells only of what has to do with its function."""
        definition = self.kernel.related(judgement.definition)
        failed = (f for f in judgement.failed_definitions if statement_at(f, definition.statements))
        return replace(judgement, definition=definition, failed_definitions=tuple(failed))


def _is_blank(judgement: Judgement) -> bool:
    """Return whether a function was left blank, and no other definition in its cell may be in force."""
    definition = judgement.definition
    others = any(statement.cell == definition.cell for statement in definition.earlier)
    return bool(definition.blank) and not any(judgement.merit) and not others


def is_undefined(verdict: Verdict) -> bool:
    """Return whether there was no function to call."""
    outcomes = [item.outcome for item in verdict.evidence]
    text = f"name {verdict.function!r} is not defined"
    return bool(outcomes) and all(
        isinstance(o, Raised) and o.types[:1] == ("NameError",) and not o.origin and o.message == text
        for o in outcomes
    )
