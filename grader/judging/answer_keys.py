"""The answer keys of one invocation, each made once, and those that one submission is judged by."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.judging.answer_key import AnswerKey
from grader.sandbox.interface import Limits
from grader.sandbox.runtimes import kinds_of_boxes

if TYPE_CHECKING:
    from grader.extract import Program
    from grader.options import Options
    from grader.packs import Generation, Pack
    from grader.packs.rubrics import Rubrics
    from grader.sandbox.machine import Machine


@dataclass(frozen=True)
class AnswerKeys:
    """What one submission is judged by.

    Attributes:
        first: The key of its edition on the likeliest kind of box, for all functions.
        other_kinds: Keys of the same edition on other kinds of boxes, for what raises.
        other_editions: Keys of editions whose solutions are accepted too, for what does not pass.
    """

    first: AnswerKey
    other_kinds: tuple[AnswerKey, ...] = ()
    other_editions: tuple[AnswerKey, ...] = ()

    def renew(self) -> None:
        """Let references answer again, if the machine broke down while they did."""
        for key in (self.first, *self.other_kinds, *self.other_editions):
            key.renew()


class AnswerKeyStore:
    """Makes each answer key once, for any number of threads.

    Args:
        machine: Where the boxes come from.
        rubrics: What points are given for.
        options: What the user chose.
    """

    def __init__(self, machine: Machine, rubrics: Rubrics, options: Options) -> None:
        self._machine = machine
        self._rubrics = rubrics
        self._options = options
        self._lock = threading.Lock()
        self._keys: dict[tuple[object, ...], AnswerKey] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no key has been asked for yet."""
        return not self._keys

    def key(self, pack: Pack, edition: str, kind: str, variants: tuple[str, ...] = ()) -> AnswerKey:
        """Return the key of an edition on a kind of box.

        Raises:
            UsageError: The assignment has no such rubric.
            PackError: Its rubric is not as its schema says.
        """
        name = (pack.assignment.id, edition, variants, kind)
        rubric = self._rubrics.of(pack).of(pack.assignment, edition)
        with self._lock:
            if name not in self._keys:
                self._keys[name] = AnswerKey(
                    pack,
                    edition,
                    rubric,
                    self._machine.provider(kind),
                    variants=variants,
                    seed=self._options.seed,
                    timeout=self._options.timeout,
                    limits=Limits(memory_bytes=self._options.memory * 2**20),
                )
            return self._keys[name]

    def keys_for(self, program: Program, pack: Pack, edition: Generation) -> AnswerKeys:
        """Return what a program is judged by; see `key` for errors."""
        first, *others = kinds_of_boxes(
            pack.assignment.runtime, self._options.keras, program.source, edition.keras
        )
        variants = program.uses_of_stubs(pack.reference.variants)
        return AnswerKeys(
            self.key(pack, edition.id, first, variants),
            tuple(self.key(pack, edition.id, kind, variants) for kind in others),
            tuple(self.key(pack, other, first, variants) for other in edition.accepts),
        )
