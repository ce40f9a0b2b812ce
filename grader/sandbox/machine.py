"""The box provider of this machine, and the isolation that it can enforce."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.box.confine import default_readable
from grader.errors import MachineError
from grader.sandbox.fresh import FreshProcesses
from grader.sandbox.interface import Isolation
from grader.sandbox.nursery import Nursery, isolation
from grader.sandbox.usage import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import Self

    from grader.sandbox.interface import Process, Runtime


class BoxProvider:
    """A machine's boxes of one kind, as a box provider."""

    def __init__(self, machine: Machine, kind: str) -> None:
        self._machine = machine
        self.kind = kind

    @property
    def isolation(self) -> Isolation:
        """The isolation of the boxes."""
        return self._machine.isolation

    def start(self) -> None:
        """Start the process that forks the boxes; it gets ready in the background.

        Raises:
            MachineError: The machine has been closed.
        """
        self._machine.start(self.kind)

    def open(self) -> Process:
        """Open a box.

        Raises:
            MachineError: No box can be started.
        """
        return self._machine.open(self.kind)

    def close(self) -> None:
        """Do nothing: the machine closes what it started."""


class Machine:
    """Provides boxes from a nursery for each kind, started when needed and replaced if it dies.

    Args:
        level: `auto`, `require` (only enforced isolation is accepted) or `off` (no isolation).
        megabytes: The memory that a box may use; where it may use more than usual, its addresses suffice.

    Raises:
        MachineError: Enforced isolation is required, and this machine can't provide it.
    """

    kind = "numpy"  # of the boxes that it opens by default

    def __init__(self, level: str = "auto", megabytes: int = 0) -> None:
        self._memory_bytes = megabytes * MEGABYTE
        found = isolation()
        if level == "require" and found.level != "enforced":
            missing = ", ".join(found.missing)
            raise MachineError(
                f"isolation is required, but this machine can't enforce it (missing: {missing})"
            )
        self._required = level == "require"
        self._confined = level != "off"
        self._forks = self._confined and found.level != "none" and hasattr(os, "fork")
        self._lock = threading.Lock()
        self._runtimes: dict[str, Runtime] = {}
        self.closed = False
        self.busy = threading.Event()  # set once a box is working, so the grader has time for other things

    @property
    def isolation(self) -> Isolation:
        """The isolation of the boxes."""
        return isolation() if self._forks or self._confined else Isolation("none", ())

    def provider(self, kind: str) -> BoxProvider:
        """Return the provider of boxes of a kind: `numpy`, `keras2` or `keras3`."""
        return BoxProvider(self, kind)

    def isolation_from(self, folders: Iterable[Path]) -> Isolation:
        """Return the isolation of the boxes, given folders that they must not be able to read.

        Raises:
            MachineError: Boxes can read one, and enforced isolation is required.
        """
        readable = [Path(path) for path in default_readable()]
        exposed = [str(f) for f in folders if any(f.resolve().is_relative_to(path) for path in readable)]
        found = self.isolation
        if not exposed or found.level == "none":
            return found
        if self._required:
            raise MachineError(
                f"isolation is required, but every sandbox can read {exposed[0]}; move it elsewhere"
            )
        return replace(found, level="partial", missing=(*found.missing, "packs"))

    def start(self, kind: str = "numpy") -> Runtime:
        """Start the process that forks boxes of a kind, unless it runs; it gets ready in the background.

        Raises:
            MachineError: It has been closed.
        """
        with self._lock:
            if self.closed:
                raise MachineError("can't open a sandbox: the run has ended")
            if kind not in self._runtimes:
                self._runtimes[kind] = self._started(kind)
            return self._runtimes[kind]

    def _started(self, kind: str) -> Runtime:
        if self._forks:
            return Nursery(kind, self._memory_bytes)
        return FreshProcesses(kind, self._memory_bytes, confined=self._confined)

    def open(self, kind: str = "numpy") -> Process:
        """Open a box of a kind, from a new nursery if the old one died.

        Raises:
            MachineError: No box can be started.
        """
        runtime = self.start(kind)
        self.busy.set()
        try:
            return runtime.open()
        except MachineError:
            with self._lock:
                if self._runtimes.get(kind) is runtime:
                    del self._runtimes[kind]
            runtime.close()
            return self.start(kind).open()

    def close(self) -> None:
        """Kill every box, remove the scratch folders, and refuse to open new boxes."""
        with self._lock:
            self.closed = True
            runtimes, self._runtimes = self._runtimes, {}
        for runtime in runtimes.values():
            runtime.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
