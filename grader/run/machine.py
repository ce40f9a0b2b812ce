"""This machine: where boxes come from here, and how well they are closed."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.box.confine import default_readable
from grader.errors import MachineError
from grader.run.fresh import FreshProcesses
from grader.run.nursery import Nursery, isolation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import Self

    from grader.run.interface import Isolation, Process, Runtime


class Machine:
    """A source of boxes that replaces a nursery which has died.

    Args:
        level: `auto`, `require` (only an enforced box will do) or `off` (no box at all).

    Raises:
        MachineError: An enforced box is required, and this machine can't give it.
    """

    def __init__(self, level: str = "auto") -> None:
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
        self._runtime: Runtime | None = None
        self.closed = False
        self.busy = threading.Event()  # set once a box is at work, and the grader has time for other things

    @property
    def isolation(self) -> Isolation:
        """How well the boxes are closed."""
        return self.start().isolation

    def isolation_from(self, folders: Iterable[Path]) -> Isolation:
        """Return how well the boxes are closed, if these folders are what must not be read in them.

        Raises:
            MachineError: They can be, and enforced isolation is required.
        """
        readable = [Path(path) for path in default_readable()]
        exposed = [str(f) for f in folders if any(f.resolve().is_relative_to(path) for path in readable)]
        found = self.isolation
        if not exposed or found.level == "none":
            return found
        if self._required:
            raise MachineError(
                f"isolation is required, but every box can read {exposed[0]}; move it elsewhere"
            )
        return replace(found, level="partial", missing=(*found.missing, "packs"))

    def start(self) -> Runtime:
        """Start what forks the boxes, if it has not been started; it gets ready while the caller goes on.

        Raises:
            MachineError: It has been closed.
        """
        with self._lock:
            if self.closed:
                raise MachineError("no more boxes are opened: the run has ended")
            if self._runtime is None:
                self._runtime = Nursery() if self._forks else FreshProcesses(confined=self._confined)
            return self._runtime

    def open(self) -> Process:
        """Open a box, from a new nursery if the old one has died.

        Raises:
            MachineError: No box can be had.
        """
        runtime = self.start()
        self.busy.set()
        try:
            return runtime.open()
        except MachineError:
            with self._lock:
                if self._runtime is runtime:
                    self._runtime = None
            runtime.close()
            return self.start().open()

    def close(self) -> None:
        """End every box, remove what they left, and open no more."""
        with self._lock:
            self.closed = True
            runtime, self._runtime = self._runtime, None
        if runtime is not None:
            runtime.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
