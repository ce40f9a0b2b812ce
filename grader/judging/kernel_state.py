"""Judges again what slicing may not have found: the functions that the notebook's kernel would have."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from grader.extract.kernel import Kernel
from grader.judging.judge import Judgements, PublicRuns, Trial
from grader.judging.ways import attempts_at, best
from grader.sandbox.interface import Raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from grader.extract import Program
    from grader.judging.attempts import Attempt
    from grader.judging.judge import Judgement

# Exceptions that say what is lacking, each with words for what they do not quote.
_LACKING: dict[str, tuple[str, ...]] = {
    "AttributeError": (),
    "ImportError": (),
    "KeyError": (),
    "NameError": (),
    "OSError": (),
    "RecursionError": ("setrecursionlimit",),
}
# Exceptions that may not have been raised at home: this machine has not the files and packages.
_OURS = frozenset({"ImportError", "OSError", "EOFError", "CourseDataError", "MemoryError"})
_QUOTED = re.compile(r"'(\w+)")


@dataclass(frozen=True)
class Judged:
    """A program with what was found by running the notebook, and its judgements."""

    program: Program
    judgements: Judgements


def run_public_as_kernel(runs: PublicRuns) -> PublicRuns:
    """Run public cases in the state that a kernel would have, of functions that fail them or are missing.

    Only those of which slicing may have missed something cost this time.

    Raises:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """
    second = _SecondWay(runs)
    second.take_away()
    if not runs.program.missing and all(best(tried).passes for tried in second.attempts.values()):
        return replace(runs, attempts=second.attempts) if second.taken else runs
    for made, names in second.ways(second.names_in_doubt(), second.names_left):
        second.run_public(made(names))
    order = [name for name in runs.keys.first.pack.assignment.names if name in second.attempts]
    return replace(runs, attempts={name: second.attempts[name] for name in order})


def judge_as_kernel(runs: PublicRuns) -> Judged:
    """Run the hidden cases and judge; for each function, the best verdict counts.

    A function that fails hidden cases only runs those in the state that a kernel would have.

    Raises:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """
    trial = Trial(runs)
    trial.judge()
    if not all(judgement.passed for judgement in trial.found.values()):
        _try_hidden_cases(_SecondWay(runs), trial)
    return Judged(_program_of(runs.program, trial.found), trial.judgements)


def _try_hidden_cases(second: _SecondWay, trial: Trial) -> None:
    def left() -> list[str]:
        return [name for name, found in trial.found.items() if second.may_judge_hidden_cases(found)]

    for made, names in second.ways([name for name in left() if second.is_in_doubt(name)], left):
        for attempt in second.hidden_attempts(made(names)):
            trial.try_attempt(attempt, attempt.key, attempt.helpers)


def _program_of(program: Program, found: dict[str, Judgement]) -> Program:
    """Return a program with the definitions that were judged."""
    definitions = {**program.definitions, **{name: j.definition for name, j in found.items()}}
    missing = {name: reason for name, reason in program.missing.items() if name not in found}
    return replace(program, definitions=definitions, missing=missing)


class _SecondWay:
    """The functions of a program in the state that a kernel would have."""

    def __init__(self, runs: PublicRuns) -> None:
        self.attempts = {name: list(tried) for name, tried in runs.attempts.items()}
        self._runs = runs
        self.taken: set[str] = set()
        self._stopped: set[str] = set()

    @cached_property
    def kernel(self) -> Kernel:
        """The statements that make the notebook's state."""
        return Kernel(self._runs.program)

    def ways(
        self, doubted: Iterable[str], names_left: Callable[[], Iterable[str]]
    ) -> Iterator[tuple[Callable[[Iterable[str]], Program], list[str]]]:
        """Yield each state with the functions to be judged in it: those that the states before have left."""
        kernel = self.kernel
        yield kernel.program, list(doubted)
        yield (
            lambda names: kernel.program(names, to_own_cell=True),
            [*filter(kernel.changes_later, names_left())],
        )
        yield (
            lambda names: kernel.program(names, needed_only=True),
            [name for name in names_left() if name in self._stopped],
        )

    def take_away(self) -> None:
        """Let a kernel's state count where functions pass only because slicing passed over statements."""
        doubted = [n for n, tried in self.attempts.items() if best(tried).passes and self.kernel.may_lack(n)]
        if not doubted:
            return
        program = self.kernel.program(doubted, to_own_cell=True)
        for name, tried in attempts_at(program, self._runs.keys, self.attempts).items():
            related = self.kernel.related(tried[0].definition, with_own_cell=True)
            attempts = [replace(attempt, related=related) for attempt in tried]
            if not best(attempts).passes and not any(map(_may_be_ours, attempts)):
                self.attempts[name] = attempts
                self.taken.add(name)

    def names_in_doubt(self) -> list[str]:
        """Return the functions that fail public cases and that another state may judge better."""
        missing = [name for name in self._runs.program.missing if self.kernel.can_tell_more(name)]
        return [*missing, *filter(self.is_in_doubt, self.names_left())]

    def is_in_doubt(self, name: str) -> bool:
        """Return whether slicing may have missed something of a function."""
        failed = any(attempt.failed_definitions for attempt in self.attempts[name])
        lacks = self.kernel.mentions(name, _lacking(self.attempts[name]))
        return failed or lacks or self.kernel.can_tell_more(name) or self.kernel.changes_later(name)

    def names_left(self) -> list[str]:
        """Return the functions that fail public cases, unless they were left blank."""
        tried = {name: best(attempts) for name, attempts in self.attempts.items()}
        return [name for name, attempt in tried.items() if not attempt.passes and not _is_blank(attempt)]

    def may_judge_hidden_cases(self, judgement: Judgement) -> bool:
        """Return whether a function fails hidden cases only, so that no other state has been tried."""
        attempts = self.attempts[judgement.function]
        is_new = all(attempt.related is None for attempt in attempts)
        return is_new and not judgement.passed and best(attempts).passes

    def run_public(self, program: Program) -> None:
        """Run public cases of functions in one state."""
        written = [name for name, d in program.definitions.items() if name in self.attempts or not d.blank]
        if not written:
            return
        tried = attempts_at(program.only(written), self._runs.keys, self.attempts)
        for name, attempts in tried.items():
            if any(attempt.is_undefined for attempt in attempts):
                self._stopped.add(name)
            related = self.kernel.related(attempts[0].definition)
            self.attempts.setdefault(name, []).extend(replace(a, related=related) for a in attempts)

    def hidden_attempts(self, program: Program) -> Iterator[Attempt]:
        """Yield attempts whose hidden cases run in one state; what their public ones gave stands."""
        for name, definition in program.definitions.items():
            related = self.kernel.related(definition)
            yield replace(best(self.attempts[name]), definition=definition, related=related)


def _may_be_ours(attempt: Attempt) -> bool:
    """Return whether a kernel's state may not be what it would be at home: something is lacking here."""
    raised = chain.from_iterable(attempt.execution.failed_definitions.values())
    return attempt.is_endless or attempt.is_undefined or any(map(_is_ours, raised))


def _is_ours(raised: Raised) -> bool:
    return not raised.origin or not _OURS.isdisjoint(raised.types)


def _lacking(attempts: Iterable[Attempt]) -> frozenset[str]:
    """Return words with which exceptions in a function may say what the rest of the notebook sets."""
    outcomes = (item.outcome for attempt in attempts for item in attempt.evidence)
    raised = [outcome for outcome in outcomes if isinstance(outcome, Raised)]
    words = (words for each in raised for kind, words in _LACKING.items() if kind in each.types)
    quoted = (_QUOTED.findall(each.message) for each in raised if not _LACKING.keys().isdisjoint(each.types))
    return frozenset(chain(*words, *quoted))


def _is_blank(attempt: Attempt) -> bool:
    """Return whether a function was left blank, and no other definition in its cell may be in force."""
    definition = attempt.shown
    others = any(statement.cell == definition.cell for statement in definition.earlier)
    return not others and not any(attempt.merit) and bool(definition.blank)
