"""The answer keys of one invocation, each made once, and the selection for one submission."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.judging.answer_key import AnswerKey
from grader.sandbox.interface import Limits
from grader.sandbox.runtimes import kinds_of_boxes
from grader.support.deadline import Deadline

if TYPE_CHECKING:
    from grader.extract import Program
    from grader.options import Options
    from grader.packs import Edition, Pack
    from grader.packs.rubrics import Rubrics
    from grader.sandbox.machine import Machine


SUBMISSION_SECONDS = 1800.0
TIMEOUTS = 20  # of each function, where a user has chosen one: it is run in several ways


@dataclass(frozen=True)
class AnswerKeys:
    """The answer keys for one submission.

    Attributes:
        first: The key of its edition for the likeliest kind of box, for all functions.
        other_kinds: Keys of the same edition for other kinds of boxes, for functions that raise.
        other_editions: Keys of other accepted editions, for functions that do not pass.
        deadline: The end of the wall time for all runs of its functions, if there is any.
    """

    first: AnswerKey
    other_kinds: tuple[AnswerKey, ...] = ()
    other_editions: tuple[AnswerKey, ...] = ()
    deadline: Deadline | None = None

    @property
    def others(self) -> tuple[AnswerKey, ...]:
        """All keys but the first."""
        return (*self.other_kinds, *self.other_editions)

    def renew(self) -> None:
        """Allow references to run again after a machine failure."""
        for key in (self.first, *self.others):
            key.renew()


class AnswerKeyStore:
    """Creates each answer key once; thread-safe.

    Args:
        machine: Provides the boxes.
        rubrics: The rubrics.
        options: The user's options.
    """

    def __init__(self, machine: Machine, rubrics: Rubrics, options: Options) -> None:
        self._machine = machine
        self._rubrics = rubrics
        self._options = options
        self._lock = threading.Lock()
        self._keys: dict[tuple[object, ...], AnswerKey] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no key has been requested yet."""
        return not self._keys

    def key(
        self, pack: Pack, edition: str, kind: str, seed: int, variants: tuple[str, ...] = ()
    ) -> AnswerKey:
        """Return the key of an edition for a kind of box, with the hidden cases of a seed.

        Raises:
            UsageError: The assignment has no such rubric.
            PackError: Its rubric does not match its schema.
        """
        name = (pack.assignment.id, pack.assignment.names, edition, variants, kind, seed)
        rubric = self._rubrics.of(pack).of(pack.assignment, edition)
        own = seed == rubric.seed
        diagnostic = None if own else self.key(pack, edition, kind, rubric.seed, variants)
        with self._lock:
            if name not in self._keys:
                self._keys[name] = AnswerKey(
                    pack,
                    edition,
                    rubric,
                    self._machine.provider(kind),
                    variants=variants,
                    seed=seed,
                    timeout=self._options.timeout,
                    limits=Limits(memory_bytes=self._options.memory * 2**20),
                    diagnostic=diagnostic,
                )
            return self._keys[name]

    def _seconds(self, functions: int) -> float:
        """Return the wall time for a submission: far more than honest functions take on a busy machine."""
        return max(SUBMISSION_SECONDS, functions * TIMEOUTS * (self._options.timeout or 0.0))

    def keys_for(self, program: Program, pack: Pack, edition: Edition, seed: int) -> AnswerKeys:
        """Return the answer keys for a program with the hidden cases of a seed; raises as `key` does."""
        first, *others = kinds_of_boxes(
            pack.assignment.runtime, self._options.keras, program.source, edition.keras
        )
        variants = program.uses_of_stubs(pack.reference.variants)
        return AnswerKeys(
            self.key(pack, edition.id, first, seed, variants),
            tuple(self.key(pack, edition.id, kind, seed, variants) for kind in others),
            tuple(self.key(pack, other, first, seed, variants) for other in edition.accepts),
            Deadline(self._seconds(len(program.definitions))),
        )
