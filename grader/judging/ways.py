"""The ways to judge a function: by every answer key that may apply, and with other helpers if it fails."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from grader.judging.attempts import run_public
from grader.judging.evidence import was_run
from grader.judging.stuck import Stuck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.extract import Program
    from grader.judging.answer_key import AnswerKey
    from grader.judging.answer_keys import AnswerKeys
    from grader.judging.attempts import Attempt
    from grader.support.deadline import Deadline


def attempts_at(
    program: Program, keys: AnswerKeys, earlier: Mapping[str, Sequence[Attempt]]
) -> dict[str, list[Attempt]]:
    """Run the public cases by every answer key that may apply, and with other helpers for what fails.

    Args:
        program: The program.
        keys: The answer keys.
        earlier: The attempts at other functions, which may be helpers.

    Raises:
        MachineError: The machine failed, not the student.
        PackError: The rubric does not fit the cases.
    """
    attempts: dict[str, list[Attempt]] = {name: [] for name in program.definitions}
    deadline = keys.deadline
    _attempt(program, keys.first, attempts, earlier, deadline)
    for key in keys.other_kinds:
        raised = [name for name, tried in attempts.items() if _may_be_for_another(best(tried))]
        _attempt(program.only(raised), key, attempts, earlier, deadline)
    for key in keys.other_editions:
        failed = [
            name for name, tried in attempts.items() if not best(tried).passes and not best(tried).is_blank
        ]
        _attempt(program.only(failed), key, attempts, earlier, deadline)
    return attempts


def _may_be_for_another(attempt: Attempt) -> bool:
    """Return whether a function may be right on another Keras: it raises on this one."""
    return attempt.raised and not attempt.is_blank and not attempt.fails_on_any


def _attempt(
    program: Program,
    key: AnswerKey,
    attempts: dict[str, list[Attempt]],
    earlier: Mapping[str, Sequence[Attempt]],
    deadline: Deadline | None,
) -> None:
    """Add the attempts at some functions by a key."""
    definitions = [d for d in program.definitions.values() if not _would_hang(attempts[d.name], key)]
    if not definitions:
        return
    endless = {name for tried in (earlier, attempts) for name in tried if _any_endless(tried[name])}
    ran = (each for tried in (*earlier.values(), *attempts.values()) for each in tried)
    stuck = Stuck((each.execution, each.definition) for each in ran)
    run = partial(run_public, endless=endless, stuck=stuck, deadline=deadline)
    added = run(definitions, key, program.stubs)
    for attempt in added:
        attempts[attempt.function].append(attempt)
    for attempt in added:
        if not attempt.passes and attempt.is_worth_another:
            helpers = attempt.used_helpers
            known = {**earlier, **attempts}
            wrong = tuple(h for h in helpers if h not in known or not best(known[h]).passes)
            if attempt.is_endless:
                endless.add(attempt.function)
            attempts[attempt.function] += run([attempt.definition], key, program.stubs, wrong or helpers)


def _any_endless(attempts: Iterable[Attempt]) -> bool:
    """Return whether a function took too long in any of some attempts."""
    return any(attempt.is_endless for attempt in attempts)


def _would_hang(attempts: Sequence[Attempt], key: AnswerKey) -> bool:
    """Return whether all attempts took too long: several, or on a case that another key has, too."""
    if not attempts or not all(attempt.is_endless for attempt in attempts):
        return False
    return len(attempts) > 1 or attempts[0].would_hang(key)


def best(attempts: Iterable[Attempt]) -> Attempt:
    """Return the attempt whose public cases pass or else earn most, the first of equals that were run."""
    tried = tuple(attempts)
    if len(tried) == 1:  # nearly always
        return tried[0]
    return max(tried, key=lambda each: (each.passes, each.merit, was_run(each.evidence)))
