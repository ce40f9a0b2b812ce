"""Programs and batches for tests that run code in boxes."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from grader.extract import Program, extract
from grader.extract.submission import Cell, Submission
from grader.packs import Case
from grader.sandbox.interface import Batch, Limits
from grader.sandbox.session import execute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.sandbox.interface import Process, Runtime

QUICK = Limits(cpu_seconds=20.0)
UNHURRIED = 500.0  # the wall factor where seconds of the processor are meant: a box may have to wait for them


def cpu(seconds: float) -> Limits:
    """Return limits of nothing but seconds of the processor, as short as they may be."""
    return Limits(cpu_seconds=seconds, wall_factor=UNHURRIED)


def program(names: list[str], *cells: str, stubs: dict[str, tuple[str, ...]] | None = None) -> Program:
    """Take functions out of the cells of a submission."""
    submission = Submission("a.ipynb", "sha256:0", tuple(Cell(n, source) for n, source in enumerate(cells)))
    return extract(submission, names, stubs=stubs)


def case(function: str, *args: Any, number: int = 1, **kwargs: Any) -> Case:
    """Make one call."""
    return Case(f"{function}.values#{number}", function, "values", args, kwargs)


def batches(
    source: str,
    calls: dict[str, list[tuple[Any, ...]]],
    **how: Any,
) -> list[Batch]:
    """Make a batch for each function, with a case for each tuple of arguments."""
    definitions = program(list(calls), source).definitions
    return [
        Batch(
            name,
            definitions[name],
            tuple(case(name, *args, number=n) for n, args in enumerate(every, 1)),
            **how,
        )
        for name, every in calls.items()
    ]


def outcomes(
    runtime: Runtime, source: str, calls: dict[str, list[tuple[Any, ...]]], limits: Limits = QUICK, **how: Any
) -> list[Any]:
    """Run calls and return their outcomes in order."""
    return list(execute(runtime, batches(source, calls, **how), limits).outcomes.values())


def outcome(runtime: Runtime, source: str, *args: Any, limits: Limits = QUICK, **how: Any) -> Any:
    """Run one call of `f` and return its outcome."""
    return outcomes(runtime, source, {"f": [args]}, limits, **how)[0]


class Watched:
    """A source of boxes that notes what is sent into each."""

    def __init__(self, runtime: Any) -> None:
        self.runtime = runtime
        self.kind = "numpy"
        self.boxes: list[WatchedBox] = []

    @property
    def isolation(self) -> Any:
        return self.runtime.isolation

    def isolation_from(self, folders: Any) -> Any:
        return self.runtime.isolation_from(folders)

    def provider(self, kind: str) -> Any:
        found = type(self)(self.runtime)
        found.kind, found.boxes = kind, self.boxes
        return found

    def open(self) -> Process:
        self.boxes.append(WatchedBox(self.runtime.open(self.kind)))
        return self.boxes[-1]

    def close(self) -> None:
        self.runtime.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.runtime, name)


class WatchedBox:
    """A box, and everything that was sent into it, in its pieces."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.pieces: list[bytes] = []

    @property
    def sent(self) -> bytes:
        return b"".join(self.pieces)

    def send(self, data: memoryview, timeout: float) -> int:
        count = self.process.send(data, timeout)
        self.pieces.append(bytes(data[:count]))
        return count

    def __getattr__(self, name: str) -> Any:
        return getattr(self.process, name)


class Killing(Watched):
    """A source of boxes that kills its first ones while they run a program, as a system without memory does.

    Args:
        runtime: The source of boxes.
        boxes: How many.
        text: What is sent into a box before it is killed.
    """

    def __init__(self, runtime: Any, boxes: int = 1, text: bytes = b"def ") -> None:
        super().__init__(runtime)
        self.left = boxes
        self.text = text

    def open(self) -> Process:
        self.boxes.append(KilledBox(self.runtime.open(self.kind), self))
        return self.boxes[-1]


class KilledBox(WatchedBox):
    """A box that is killed."""

    def __init__(self, process: Process, source: Killing) -> None:
        super().__init__(process)
        self.source = source

    def send(self, data: memoryview, timeout: float) -> int:
        ends = self.source.left and self.source.text in self.sent + bytes(data)
        if ends:  # before it can answer
            os.kill(self.process.pid, signal.SIGSTOP)
        count = super().send(data, timeout)
        if ends:
            self.source.left -= 1
            self.process.kill()
        return count


@contextmanager
def opened(runtime: Runtime) -> Iterator[Process]:
    """Open a box for the time of a block."""
    process = runtime.open()
    try:
        yield process
    finally:
        process.close()
