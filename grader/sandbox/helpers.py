"""Helpers that a box may call without ever seeing their code: a box of the reference computes the values.

A request was written by a student's code: it is decoded under the wire's limits, and counted. What the
reference raises is passed on as the name of a common exception, without its text.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from grader import wire
from grader.box.helpers import packed, unpacked
from grader.sandbox.interface import BoxEndedError, Stopped
from grader.sandbox.replies import decoded, garbage
from grader.sandbox.session import ATTEMPTS, Session
from grader.support.locked import digest_and_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grader.extract import Definition
    from grader.sandbox.interface import Limits, Runtime

MAX_CALLS = 100_000  # a loop over windows makes some thousands
MAX_BYTES = 2**30  # of requests and answers together
MAX_CPU_SECONDS = 60.0  # of the reference, for all calls
MAX_BOXES = 3
MAX_KEPT_BYTES = 64 * 2**20
MAX_SAVED_BYTES = 4 * 2**20
MAX_NEW, MAX_NEW_BYTES = 5000, 2**20  # of answers that one function may add: others need room, too
RAISED = b'{"dict":[["raised",'
COMMON_EXCEPTIONS = frozenset(
    {
        "AttributeError",
        "IndexError",
        "KeyError",
        "MemoryError",
        "TypeError",
        "ValueError",
        "ZeroDivisionError",
    }
)


class KnownAnswers:
    """The answers to earlier requests, by a digest of the request; safe to use from several threads.

    Args:
        load: Returns what an earlier run saved, if anything.
        save: Saves for later runs.
    """

    def __init__(
        self,
        load: Callable[[], Any] = lambda: None,
        save: Callable[[dict[str, Any]], None] = lambda _: None,
    ) -> None:
        self._load = load
        self._save = save
        self._bytes = 0
        self._saved = 0

    @cached_property
    def _answers(self) -> dict[bytes, bytes]:
        kept = unpacked(self._load())
        self._saved = len(kept)
        self._bytes = sum(map(len, kept.values()))
        return kept

    def get(self, request: bytes) -> bytes | None:
        """Return the answer to the same request, if it is kept."""
        return self._answers.get(_digest(request))

    def keep(self, request: bytes, answer: bytes) -> None:
        """Keep an answer, unless there are too many."""
        answers = self._answers
        if self._bytes + len(answer) <= MAX_KEPT_BYTES:
            self._bytes += len(answer)
            answers[_digest(request)] = answer

    def save(self) -> None:
        """Save the answers for later runs, unless there are too many."""
        found = dict(self._answers)
        if len(found) > self._saved and self._bytes <= MAX_SAVED_BYTES:
            self._saved = len(found)
            self._save(packed(found))


def _digest(request: bytes) -> bytes:
    return digest_and_key(request)[0]


class ReferenceHelpers:
    """Some functions of the reference, for the boxes of one function.

    Args:
        runtime: Provides the box, which is opened with the first request that has no known answer.
        definitions: The functions that may be called.
        limits: For the box.
        setup: The request that prepares it.
        known: The answers to earlier requests.
        table: Locked answers that boxes need not ask for; their programs can count them.
    """

    def __init__(
        self,
        runtime: Runtime,
        definitions: Mapping[str, Definition],
        limits: Limits,
        setup: bytes,
        known: KnownAnswers,
        *,
        table: Mapping[str, Any] | None = None,
    ) -> None:
        self.names = tuple(definitions)
        self._scope = "\0".join((*self.names, "")).encode()  # what others may ask for, these boxes may not
        self._runtime = runtime
        self._definitions = definitions
        self._limits = limits
        self._setup = setup
        self._known = known
        self._table = table or {}
        self._session: Session | None = None
        self._boxes = self._calls = self._bytes = 0
        self._added = self._added_bytes = 0
        self._cpu_seconds = 0.0

    def answer(self, request: bytes) -> bytes:
        """Return the answer to a box's request.

        Raises:
            BoxEndedError: The request is malformed, or one too many.
            MachineError: No box can be started for the reference.
        """
        question = self._scope + request
        answer = self._known.get(question)
        if answer is None:
            answer = self._computed(self._name_in(request), request)
            if not answer.startswith(RAISED, wire.HEADER.size):
                self._keep(question, answer)
        self._count(len(request) + len(answer))
        return answer

    def request(self) -> bytes:
        """Return the request that binds stubs in a box, with the answers that they need not ask for."""
        return wire.encode({"op": "helpers", "names": list(self.names), "known": self._table})

    def close(self) -> None:
        """Kill the box of the reference, and save the answers."""
        if self._session is not None:
            self._session.close()
            self._session = None
            self._known.save()

    def _keep(self, question: bytes, answer: bytes) -> None:
        """Keep an answer for later requests, unless this function has added too many."""
        self._added += 1
        self._added_bytes += len(answer)
        if self._added <= MAX_NEW and self._added_bytes <= MAX_NEW_BYTES:
            self._known.keep(question, answer)

    def _count(self, size: int) -> None:
        self._calls += 1
        self._bytes += size
        if self._calls > MAX_CALLS or self._bytes > MAX_BYTES:
            raise BoxEndedError(Stopped("timeout", "called its helpers more often than the limit allows"))

    def _name_in(self, request: bytes) -> str:
        """Return the name of the helper that a request is for; the rest of it is complete, too."""
        match decoded(request):
            case {"helper": str() as name, "args": tuple(), "kwargs": dict() as kwargs, **more} if (
                name in self.names and more.keys() <= {"on"} and all(type(key) is str for key in kwargs)
            ):
                return name
        raise BoxEndedError(garbage())

    def _computed(self, name: str, request: bytes) -> bytes:
        """Return the reference's answer; where it ends its box, that of an exception."""
        call = wire.encode({"op": "help", "function": name}) + request
        for _ in range(ATTEMPTS):
            session = self._opened()
            try:
                reply = session.ask(self._definitions[name], call, MAX_CPU_SECONDS - self._cpu_seconds)
            except BoxEndedError:
                self._cpu_seconds += session.meter.cpu_seconds()
                session.close()
                self._session = None
                if session.was_killed:
                    continue
                break
            self._cpu_seconds += session.meter.cpu_seconds()
            return _raised(decoded(reply)["raised"]) if reply.startswith(RAISED, wire.HEADER.size) else reply
        return _raised("ValueError")

    def _opened(self) -> Session:
        if self._session is None:
            self._boxes += 1
            if self._boxes > MAX_BOXES or self._cpu_seconds > MAX_CPU_SECONDS:
                raise BoxEndedError(
                    Stopped("timeout", "called its helpers with arguments that take too long")
                )
            self._session = Session(self._runtime, self._limits, self._setup)
        return self._session


def _raised(name: object) -> bytes:
    return wire.encode({"raised": name if name in COMMON_EXCEPTIONS else "RuntimeError"})
