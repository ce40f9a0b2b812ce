"""One submission's run: batches of cases go through boxes; a box that ends costs only its own function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader import wire
from grader.errors import MachineError
from grader.run.interface import (
    Batch,
    BoxEndedError,
    Execution,
    Limits,
    Outcome,
    Raised,
    Returned,
    Stopped,
    TooLarge,
    Unanswered,
    Warned,
)
from grader.run.usage import Meter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.extract import Definition, Statement
    from grader.packs import Case
    from grader.run.interface import Process, Runtime

CHUNK_BYTES = 2**18
WATCH_SECONDS = 0.02
READY_SECONDS = 60.0


def execute(
    runtime: Runtime,
    batches: Iterable[Batch],
    limits: Limits,
    *,
    stand_ins: Mapping[str, Iterable[str]] | None = None,
    substitutes: Mapping[str, Definition] | None = None,
) -> Execution:
    """Run batches in order, all in one box for as long as it lives.

    Args:
        runtime: Where boxes come from.
        batches: Functions with their cases.
        limits: For each box.
        stand_ins: The course's helper modules.
        substitutes: Definitions that take the place of the program's own ones, by name.

    Raises:
        MachineError: A box failed before any of the student's code was in it.
    """
    execution = Execution()
    session: _Session | None = None
    try:
        for batch in batches:
            if session is None:
                session = _Session(runtime, limits, stand_ins or {}, substitutes or {})
            if not session.answer(batch, execution):
                session.close()
                session = None
    finally:
        if session is not None:
            session.close()
    return execution


class _Session:
    """One box with what has been defined in it."""

    def __init__(
        self,
        runtime: Runtime,
        limits: Limits,
        stand_ins: Mapping[str, Iterable[str]],
        substitutes: Mapping[str, Definition],
    ) -> None:
        self.process: Process = runtime.open()
        self.substitutes = substitutes
        self.limits = limits
        self.defined: set[Statement] = set()
        self.received = b""
        self.meter = Meter(self.process.pid, self.process.scratch, limits)
        try:
            self.meter.restart(lambda: READY_SECONDS)
            if "ready" not in self._receive():
                raise MachineError("a box answered before it was asked")
            self._ask(
                {"op": "stand_ins", "modules": {name: list(exports) for name, exports in stand_ins.items()}}
            )
        except BoxEndedError as ended:
            self.close()
            raise MachineError(f"a box did not start: {ended.stopped.detail}") from ended

    def answer(self, batch: Batch, execution: Execution) -> bool:
        """Answer a batch; return whether the box is still alive."""
        self.meter.restart(batch.cpu_seconds or (lambda: self.limits.cpu_seconds))
        alive = True
        pending = list(batch.cases)
        try:
            failed = self._define(batch.definition)
            if failed:
                execution.failed_definitions[batch.function] = failed
            while pending:
                execution.outcomes[pending[0].id] = self._call(batch, pending[0], execution.warnings)
                pending.pop(0)
        except BoxEndedError as ended:
            alive = False
            stopped = self._why(ended.stopped)
            for case in pending:
                execution.outcomes[case.id] = stopped if case is pending[0] else Unanswered(stopped)
        used = self.meter.cpu_seconds()
        execution.cpu_seconds[batch.function] = execution.cpu_seconds.get(batch.function, 0.0) + used
        return alive

    def close(self) -> None:
        self.process.close()

    def _define(self, definition: Definition) -> tuple[Raised, ...]:
        new = [s for s in definition.statements if s not in self.defined]
        self.defined.update(new)
        failed = self._ask({"op": "define", "statements": _rows(new)})["failed"] if new else []
        for name, substitute in self.substitutes.items():
            request = {"op": "substitute", "names": [name], "statements": _rows(substitute.statements)}
            if self._ask(request)["failed"]:
                raise MachineError(f"the reference's {name} can't be defined")
        return tuple(_raised(entry) for entry in failed)

    def _call(self, batch: Batch, case: Case, warnings: list[Warned]) -> Outcome:
        request = wire.encode({"op": "call", "function": batch.definition.name, "echo": batch.echo})
        reply = self._exchange(request + case.frame)
        try:
            outcome = _outcome(reply)
            warnings += [
                Warned(str(w["message"]), str(w["origin"]), int(w["line"])) for w in reply["warnings"]
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise BoxEndedError(_garbage()) from error
        return outcome

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        return self._exchange(wire.encode(request))

    def _exchange(self, request: bytes) -> dict[str, Any]:
        data = memoryview(request)
        while data:
            sent = self.process.send(data, WATCH_SECONDS)
            data = data[sent:]
            if not sent:
                self.meter.check()
        return self._receive()

    def _receive(self) -> dict[str, Any]:
        try:
            header = self._read(wire.HEADER.size)
            reply = wire.decode(header + self._read(wire.frame_size(header)))
        except wire.WireError as error:
            raise BoxEndedError(_garbage()) from error
        if not isinstance(reply, dict):
            raise BoxEndedError(_garbage())
        return reply

    def _read(self, size: int) -> bytes:
        while len(self.received) < size:
            chunk = self.process.receive(CHUNK_BYTES, WATCH_SECONDS)
            if chunk == b"":
                raise BoxEndedError(Stopped("crash", "ended"))
            if chunk is None:
                self.meter.check()
            else:
                self.received += chunk
        data, self.received = self.received[:size], self.received[size:]
        return data

    def _why(self, stopped: Stopped) -> Stopped:
        """Say how a box ended that was not ended from here."""
        if stopped.reason != "crash":
            self.process.kill()
            return stopped
        code = self.process.exit_code()
        if code < 0:
            return Stopped("crash", f"crashed the process (signal {-code})")
        return Stopped("exit", f"ended the process (exit status {code})")


def _garbage() -> Stopped:
    return Stopped("garbage", "wrote something else than an answer into the grader's pipe")


def _rows(statements: Iterable[Statement]) -> list[list[Any]]:
    return [[statement.source, statement.origin, statement.line] for statement in statements]


def _outcome(reply: dict[str, Any]) -> Outcome:
    if "raised" in reply:
        return _raised(reply["raised"])
    if "too_large" in reply:
        return TooLarge(str(reply["too_large"]))
    return Returned(reply["returned"], reply.get("arguments"))


def _raised(entry: dict[str, Any]) -> Raised:
    types = tuple(str(name) for name in entry["types"])
    return Raised(types, str(entry["message"]), str(entry["origin"]), int(entry["line"]))
