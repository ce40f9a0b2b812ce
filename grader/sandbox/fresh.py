"""The grader's side of a box in a new process: slower than a nursery, but available everywhere."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from contextlib import suppress

from grader.box import scratch
from grader.errors import MachineError
from grader.sandbox.interface import Isolation
from grader.sandbox.nursery import PACKAGE_FOLDER, environment, isolation

END_SECONDS = 10.0
_START = (
    "import sys; sys.path.append({!r}); from grader.box import fresh; "
    "fresh.main({!r}, {!r}, {}, confined={!r})"
)


class FreshProcesses:
    """Starts an interpreter for each box."""

    def __init__(self, kind: str = "numpy", memory_bytes: int = 0, *, confined: bool) -> None:
        self.kind = kind
        self._memory_bytes = memory_bytes
        self._confined = confined
        self._root = scratch.make_root()

    @property
    def isolation(self) -> Isolation:
        """The isolation of the boxes: none to rely on if confinement is off."""
        return isolation() if self._confined else Isolation("none", ())

    def open(self) -> FreshBox:
        """Start a box.

        Raises:
            MachineError: No process can be started.
        """
        try:
            folder = scratch.make(self._root)
        except OSError as error:
            raise MachineError(f"can't prepare a sandbox: {error.strerror}") from error
        return FreshBox(folder, self.kind, self._memory_bytes, confined=self._confined)

    def close(self) -> None:
        """Remove the boxes' scratch folders."""
        scratch.remove(self._root)


class FreshBox:
    """An interpreter with a pipe in each direction, read by a thread, which works on every platform."""

    def __init__(self, folder: str, kind: str = "numpy", memory_bytes: int = 0, *, confined: bool) -> None:
        self.scratch = folder
        start = _START.format(PACKAGE_FOLDER, folder, kind, memory_bytes, confined)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", start],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(kind, folder),
                bufsize=0,
                start_new_session=True,  # the grader handles Ctrl-C
            )
        except OSError as error:
            raise MachineError(f"can't start a process for a sandbox: {error.strerror}") from error
        self.pid = self._process.pid
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._inbox: queue.Queue[bytes] = queue.Queue(maxsize=64)
        self._rest = b""
        self._closed = threading.Event()
        for target in (self._pump_in, self._pump_out):
            threading.Thread(target=target, daemon=True).start()

    def send(self, data: memoryview, timeout: float) -> int:  # noqa: ARG002 - the queue never blocks
        """Accept all of `data`."""
        self._outbox.put(bytes(data))
        return len(data)

    def receive(self, size: int, timeout: float) -> bytes | None:
        """Return up to `size` bytes, None if none came in time, b"" when the box has ended."""
        if not self._rest:
            try:
                self._rest = self._inbox.get(timeout=timeout)
            except queue.Empty:
                return None
        chunk, self._rest = self._rest[:size], self._rest[size:]
        return chunk

    def kill(self) -> None:
        """Kill the box."""
        self._process.kill()

    def exit_code(self) -> int:
        """Wait for the end and return its code, negative for a signal."""
        try:
            return self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def close(self) -> None:
        """Kill the box and remove its scratch folder."""
        self._closed.set()
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # a busy machine
            self._process.wait(timeout=END_SECONDS)
        self._outbox.put(None)
        scratch.remove(self.scratch)

    def _pump_in(self) -> None:
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        with self._process.stdin as pipe:
            while (data := self._outbox.get()) is not None:
                try:
                    pipe.write(data)
                except OSError:
                    return

    def _pump_out(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        with self._process.stdout as pipe:
            while not self._closed.is_set():
                data = pipe.read(2**16)
                while not self._closed.is_set():
                    try:
                        self._inbox.put(data or b"", timeout=0.1)
                        break
                    except queue.Full:
                        continue
                if not data:
                    return
