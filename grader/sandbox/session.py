"""Runs batches of cases of one submission in boxes; a box that ends affects only its own function."""

from __future__ import annotations

import signal
from collections import deque
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from grader import wire
from grader.errors import MachineError
from grader.sandbox.interface import Batch, BoxEndedError, Execution, Limits, Stopped, Unanswered, Warned
from grader.sandbox.replies import answer_in, decoded, failures_in, garbage
from grader.sandbox.usage import Meter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from grader.extract import Definition, Statement
    from grader.sandbox.interface import Helpers, Process, Runtime

CHUNK_BYTES = 2**18
MAX_HELD_BYTES = 96 * 2**20  # of all replies of a box together, since they stay in memory
TOO_MUCH = wire.encode({"too_large": "more than all answers together may take", "warnings": []})
MAX_FAILED = 20  # of statements that raise: more than anybody reads
ATTEMPTS = 2  # at a batch whose box is killed: by the system, which lacks memory, or by a student's code
WATCH_SECONDS = 0.02
READY_SECONDS = 60.0
STATEMENTS_AT_ONCE = 500
AHEAD_BYTES = 2**15  # a pipe usually has more room: requests sent ahead need not wait for replies
WAITING_BYTES = wire.MAX_TREE_BYTES + wire.MAX_BLOB_BYTES  # of replies while a request can't be sent


def execute(
    runtime: Runtime,
    batches: Iterable[Batch],
    limits: Limits,
    *,
    stubs: Mapping[str, Iterable[str]] | None = None,
    sources: Mapping[str, str] | None = None,
    helpers: Helpers | None = None,
    float_sizes: bool = False,
    into: Execution | None = None,
) -> Execution:
    """Run batches in order, in the same box as long as it lives.

    Args:
        runtime: The provider of boxes.
        batches: Functions with their cases.
        limits: For each box.
        stubs: As for `setup_request`.
        sources: The same.
        float_sizes: The same.
        helpers: Functions that replace the program's own of the same names; boxes ask for their values.
        into: The results to add to; batches that are made one by one may look at earlier ones.

    Raises:
        MachineError: A box failed before it ran any of the student's code.
    """
    execution, session = Execution() if into is None else into, None
    request = setup_request(stubs or {}, sources or {}, float_sizes=float_sizes)
    try:
        for batch in batches:
            if session is not None:
                execution.shared.add(batch.function)
            session = _run(batch, execution, session, lambda: Session(runtime, limits, request, helpers))
    finally:
        if session is not None:
            session.close()
    return execution


def _run(
    batch: Batch, execution: Execution, session: Session | None, opened: Callable[[], Session]
) -> Session | None:
    """Run a batch, once more if its box is killed; return the box if it is still alive."""
    for _ in range(ATTEMPTS):
        session = session or opened()
        try:
            if session.answer(batch, execution):
                return session
        except BaseException:
            session.close()
            raise
        session.close()
        if not session.was_killed:
            break
        session = None
    return None


def setup_request(
    stubs: Mapping[str, Iterable[str]], sources: Mapping[str, str], *, float_sizes: bool = False
) -> bytes:
    """Return the request that prepares a box.

    Args:
        stubs: The course's helper modules, each with the names that `import *` imports.
        sources: The sources of stubs that are not empty.
        float_sizes: Whether NumPy accepts floats as sizes of arrays, as it did before version 1.12.
    """
    modules = {name: list(exports) for name, exports in stubs.items()}
    request = {"op": "stubs", "modules": modules, "sources": dict(sources), "float_sizes": float_sizes}
    return wire.encode(request)


class Session:
    """One box, and the statements that it has executed.

    Raises:
        MachineError: The box did not start.
    """

    def __init__(
        self, runtime: Runtime, limits: Limits, request: bytes, helpers: Helpers | None = None
    ) -> None:
        self.process: Process = runtime.open()
        self.helpers = helpers
        self.limits = limits
        self.defined: set[Statement] = set()
        self.received = bytearray()
        self.held_bytes = 0
        self.was_killed = False  # with the signal that nothing can catch, and not by the grader
        self.meter = Meter(self.process.pid, self.process.scratch, limits)
        try:
            self._prepare(request)
        except BoxEndedError as ended:
            self.close()
            raise MachineError(f"a sandbox did not start: {ended.stopped.detail}") from ended
        except BaseException:
            self.close()
            raise

    def _prepare(self, request: bytes) -> None:
        self.meter.restart(lambda: READY_SECONDS)
        self._send(request)
        if "ready" not in decoded(self._receive()):
            raise MachineError("a sandbox sent a reply before any request")
        decoded(self._receive())

    def answer(self, batch: Batch, execution: Execution) -> bool:
        """Run a batch; return whether the box is still alive."""
        limit = batch.cpu_seconds or (lambda: self.limits.cpu_seconds)
        self.meter.restart(lambda: max(batch.defining_seconds, limit()))
        pending, frames, stopped, defined = list(batch.cases), deque[bytes](), None, False
        warned: list[Warned] = []
        try:
            self._replace()
            defining = self._defining(batch.definition)
            call = wire.encode({"op": "call", "function": batch.definition.name, "echo": batch.echo})
            calls = [call + case.frame for case in batch.cases]
            ahead = len(defining) + 1 if self.helpers is None else 0  # its answers come in between
            replies = self._exchange([*defining, *calls], ahead)
            failed = [failure for _ in defining for failure in failures_in(next(replies))]
            defined = True
            execution.undefined.pop(batch.function, None)
            if failed:
                execution.failed_definitions[batch.function] = tuple(failed[:MAX_FAILED])
            self.meter.restart(limit)
            frames.extend(replies)
        except BoxEndedError as ended:
            stopped = ended.stopped
        try:
            while frames:  # together: between two calls, with cold caches, it takes three times as long
                outcome, warnings = answer_in(frames.popleft())
                execution.outcomes[pending.pop(0).id] = outcome
                warned += warnings
        except BoxEndedError as ended:
            stopped = ended.stopped
        if stopped is not None:
            stopped = self._why(stopped)
            if not defined:
                execution.undefined[batch.function] = stopped
            for case in pending:
                execution.outcomes[case.id] = stopped if case is pending[0] else Unanswered(stopped)
        if not self.was_killed:  # otherwise it runs again
            execution.warnings += warned
            used = self.meter.cpu_seconds()
            execution.cpu_seconds[batch.function] = execution.cpu_seconds.get(batch.function, 0.0) + used
        return stopped is None

    def ask(self, definition: Definition, request: bytes, cpu_seconds: float) -> bytes:
        """Return the reply to one request after a definition that is known to work.

        Raises:
            BoxEndedError: The box ended.
        """
        self.meter.restart(lambda: cpu_seconds)
        self.held_bytes = 0  # the caller has used earlier replies
        defining = [] if definition.last in self.defined else self._defining(definition)
        try:
            *_, reply = self._exchange([*defining, request])
        except BoxEndedError as ended:
            raise BoxEndedError(self._why_silent(ended.stopped)) from ended
        return reply

    def close(self) -> None:
        """Kill the box."""
        self.process.close()

    def _defining(self, definition: Definition) -> list[bytes]:
        """Return the requests that define what is new in this box."""
        replaced = frozenset(self.helpers.names if self.helpers else ())
        wanted = [s for s in self._wanted(definition) if not s.names.binds & replaced]
        self.defined.update(wanted)
        starts = range(0, len(wanted), STATEMENTS_AT_ONCE)
        parts = [rows(wanted[start : start + STATEMENTS_AT_ONCE]) for start in starts]
        how = _manner(definition)
        requests: list[dict[str, Any]] = [{**how, "statements": part} for part in parts]
        if definition.body:
            requests.append({"op": "cell", "name": definition.name, "statements": rows(definition.body)})
        return [_encoded(request) for request in requests]

    def _replace(self) -> None:
        """Bind the helpers first: a definition's default argument may call one of them."""
        if self.helpers:
            (reply,) = self._exchange([self.helpers.request()])
            if reply != wire.NOTHING_FAILED:
                raise BoxEndedError(garbage())

    def _wanted(self, definition: Definition) -> list[Statement]:
        """Return statements that are new here and later ones that rebind their names: the last counts."""
        wanted: list[Statement] = []
        bound: set[str] = set()
        for statement in sorted({*definition.statements, *self.defined}, key=lambda s: s.position):
            if statement not in self.defined or bound & statement.names.binds:
                wanted.append(statement)
                bound |= statement.names.binds | statement.names.changes
        return wanted

    def _exchange(self, requests: Sequence[bytes], ahead: int = 0) -> Iterator[bytes]:
        """Yield the reply to each request.

        The first `ahead` requests are sent together if they fit into the pipe; the others only when they are
        due: a box must not see one case while it runs another.
        """
        start = 0
        while start < len(requests):
            end, size = start + 1, len(requests[start])
            while end < min(ahead, len(requests)) and size + len(requests[end]) <= AHEAD_BYTES:
                size += len(requests[end])
                end += 1
            self._send(b"".join(requests[start:end]))
            for _ in range(start, end):
                yield self._receive()
            start = end

    def _send(self, requests: bytes) -> None:
        data = memoryview(requests)
        while data:
            sent = self.process.send(data, WATCH_SECONDS)
            data = data[sent:]
            if not sent:
                if len(self.received) < WAITING_BYTES:  # a box that is blocked writing a reply does not read
                    self.received += self.process.receive(CHUNK_BYTES, 0.0) or b""
                self.meter.check()

    def _receive(self) -> bytes:
        """Return the next reply; what helpers are asked for before it is answered."""
        frame = self._frame()
        while self.helpers and frame.startswith(wire.HELPER_CALL, wire.HEADER.size):
            with self.meter.paused():
                answer = self.helpers.answer(frame)
            self._send(answer)
            frame = self._frame()
        frame = frame if self.held_bytes + len(frame) <= MAX_HELD_BYTES else TOO_MUCH
        self.held_bytes += len(frame)
        return frame

    def _frame(self) -> bytes:
        self._read(wire.HEADER.size)
        try:
            size = wire.HEADER.size + wire.frame_size(self.received[: wire.HEADER.size])
        except wire.WireError as error:
            raise BoxEndedError(garbage()) from error
        self._read(size)
        frame = bytes(self.received[:size])
        del self.received[:size]
        return frame

    def _read(self, size: int) -> None:
        """Wait until that many bytes have been received."""
        while len(self.received) < size:
            chunk = self.process.receive(CHUNK_BYTES, WATCH_SECONDS)
            if chunk == b"":
                raise BoxEndedError(Stopped("crash", "ended"))
            self.received += chunk or b""
            if chunk is None or self.meter.is_due:  # also check a box that sends bytes slowly
                self.meter.check()

    def _why_silent(self, stopped: Stopped) -> Stopped:
        """Return how a box ended; one whose nursery has ended was killed with it."""
        try:
            return self._why(stopped)
        except MachineError:
            self.was_killed = True
            return stopped

    def _why(self, stopped: Stopped) -> Stopped:
        """Return how a box ended that was not killed from here."""
        if stopped.reason != "crash":
            self.process.kill()
            return stopped
        code = self.process.exit_code()
        self.was_killed = code == -signal.SIGKILL
        if code < 0:
            return Stopped("crash", f"crashed the process (signal {-code})")
        return Stopped("exit", f"ended the process (exit status {code})")


def _manner(definition: Definition) -> dict[str, Any]:
    """Return how the statements of a definition are run: by themselves, or as in a kernel."""
    if definition.replay is None:
        return {"op": "define"}
    absent, forgotten = definition.replay.absent, definition.replay.forgotten
    history = [list(astuple(cell)) for cell in definition.replay.history]
    return {"op": "replay", "absent": sorted(absent), "forgotten": sorted(forgotten), "history": history}


def _encoded(request: dict[str, Any]) -> bytes:
    try:
        return wire.encode(request)
    except wire.TooLargeError as error:
        raise BoxEndedError(Stopped("program", "needs more definitions than the grader accepts")) from error


def rows(statements: Iterable[Statement]) -> list[list[Any]]:
    """Return statements as a box gets them."""
    return [[statement.source, statement.origin, statement.line] for statement in statements]
