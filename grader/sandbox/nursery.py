"""The grader's side of a nursery, a clean process that forks boxes within milliseconds."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

from grader.box import confine, scratch
from grader.errors import MachineError
from grader.sandbox import cores
from grader.sandbox.interface import Isolation

END_SECONDS = 60.0  # for a process to end that was told to, or killed
IMPORT_SECONDS = 900.0  # of wall time: TensorFlow takes 4 s, minutes where many wait for a processor
PACKAGE_FOLDER = str(Path(__file__).resolve().parents[2])
# Appended, not PYTHONPATH: a checkout must not shadow modules of the standard library.
# No garbage is collected while it imports, which would take a quarter of the time with TensorFlow.
_START = (
    "import gc, sys; gc.disable(); sys.path.append({!r}); "
    "from grader.box import nursery; nursery.main({}, {!r}, {!r}, {})"
)


class Nursery:
    """Forks boxes for any number of concurrent threads.

    Args:
        kind: The runtime of the notebooks: `numpy`, `keras2` or `keras3`.
        memory_bytes: The memory that a box must be able to use; at least as much as usual.
    """

    def __init__(self, kind: str = "numpy", memory_bytes: int = 0) -> None:
        self.kind = kind
        self._root = scratch.make_root()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        code = _START.format(PACKAGE_FOLDER, theirs.fileno(), self._root, kind, memory_bytes)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", code],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if kind == "numpy" else subprocess.DEVNULL,  # TensorFlow warns about missing GPUs
            env=environment(kind, self._root),
            start_new_session=True,  # the grader handles Ctrl-C
        )
        cores.spread(self._process.pid)
        theirs.close()
        self._control = ours
        self._lock = threading.Lock()
        self._is_ready = False

    @property
    def isolation(self) -> Isolation:
        """The isolation of boxes on this machine."""
        return isolation()

    def open(self) -> ForkedBox:
        """Fork a box.

        Raises:
            MachineError: The nursery has ended, or the system has no room for a sandbox.
        """
        with ExitStack() as ours, ExitStack() as theirs:
            try:
                folder = scratch.make(self._root)
                requests_theirs, requests = _pipe(theirs, ours)
                replies, replies_theirs = _pipe(ours, theirs)
                status, status_theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                ours.enter_context(status)
                theirs.enter_context(status_theirs)
            except OSError as error:
                raise MachineError(f"can't prepare a sandbox: {error.strerror}") from error
            try:
                with self._lock:
                    descriptors = [requests_theirs, replies_theirs, status_theirs.fileno()]
                    socket.send_fds(self._control, [folder.encode()], descriptors)
            except OSError as error:
                raise MachineError("the nursery, which starts the sandboxes, has ended") from error
            ours.pop_all()
        box = ForkedBox(requests, replies, status, folder)
        cores.join(box.pid)
        self._is_ready = True
        return box

    def close(self) -> None:
        """Kill every box and end the nursery, which removes all scratch folders."""
        if not self._is_ready:  # it may still import for seconds; a box that it has just forked dies with it
            self._process.kill()
        self._control.close()
        try:
            self._process.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        scratch.remove(self._root)


def _pipe(reader: ExitStack, writer: ExitStack) -> tuple[int, int]:
    """Return the ends of a pipe, each of which is closed with a stack."""
    ends = os.pipe()
    for stack, end in zip((reader, writer), ends, strict=True):
        stack.callback(os.close, end)
    return ends


class ForkedBox:
    """A child of the nursery: two pipes, a pidfd, and a socket that reports its exit status."""

    def __init__(self, requests: int, replies: int, status: socket.socket, folder: str) -> None:
        self.scratch = folder
        self._requests, self._replies, self._status = requests, replies, status
        os.set_blocking(requests, False)
        status.settimeout(IMPORT_SECONDS)  # a nursery that ends closes the socket
        try:
            message, (self._pidfd,), _, _ = socket.recv_fds(status, 64, 1)
            self.pid = int(message)
        except (OSError, ValueError) as error:
            os.close(requests)
            os.close(replies)
            status.close()
            raise MachineError("the nursery, which starts the sandboxes, did not start one") from error
        self._readable = select.poll()
        self._readable.register(replies, select.POLLIN)
        self._writable = select.poll()
        self._writable.register(requests, select.POLLOUT)
        self._closed = False

    def send(self, data: memoryview, timeout: float) -> int:
        """Write some of `data` within `timeout` seconds; return the number of bytes written."""
        try:
            return os.write(self._requests, data)
        except BlockingIOError:
            self._writable.poll(timeout * 1000)
            return 0
        except BrokenPipeError:
            return len(data)  # it has ended; the reply or the exit status says how

    def receive(self, size: int, timeout: float) -> bytes | None:
        """Return up to `size` bytes, None if none arrived in time, b"" if the box has ended."""
        return os.read(self._replies, size) if self._readable.poll(timeout * 1000) else None

    def kill(self) -> None:
        """Kill the box; the nursery kills the rest of its process group."""
        try:
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        except ProcessLookupError:
            return

    def exit_code(self) -> int:
        """Wait for the end and return its code, negative for a signal.

        Raises:
            MachineError: The nursery has ended and can't report it.
        """
        self.kill_if_silent()
        try:
            return int(self._status.recv(64))
        except (OSError, ValueError) as error:
            raise MachineError("the nursery, which starts the sandboxes, has ended") from error

    def kill_if_silent(self) -> None:
        """Kill a box that closed its pipe but did not end within a second."""
        if not select.select([self._status], [], [], 1.0)[0]:
            self.kill()

    def close(self) -> None:
        """Kill the box, wait for it to end, release everything and remove the scratch folder."""
        if self._closed:
            return
        self._closed = True
        os.close(self._requests)
        os.close(self._replies)
        self.kill()
        select.select([self._pidfd], [], [], END_SECONDS)  # readable once the box is dead
        os.close(self._pidfd)
        self._status.close()
        scratch.remove(self.scratch)


def environment(kind: str, folder: str) -> dict[str, str]:
    """Return the clean environment of boxes: nothing of the grader's, one thread, no GPU.

    Args:
        kind: The runtime of the notebooks: `numpy`, `keras2` or `keras3`.
        folder: Where Keras may write its settings while it is imported.
    """
    inherited = confine.clean_environment(dict(os.environ))
    threads = dict.fromkeys(
        (
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "MKL_NUM_THREADS",
            "TF_NUM_INTRAOP_THREADS",
            "TF_NUM_INTEROP_THREADS",
        ),
        "1",
    )
    fixed = {
        "PYTHONHASHSEED": "0",
        "NUMPY_EXPERIMENTAL_ARRAY_FUNCTION": "0",  # unused here; small calls are faster without it
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "Agg",
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "KERAS_BACKEND": "tensorflow",
        "TF_ENABLE_ONEDNN_OPTS": "0",  # the same values on every processor, and boxes start faster
        "KERAS_HOME": folder,
        "TF_USE_LEGACY_KERAS": "1" if kind == "keras2" else "0",
    }
    # Tracebacks need lines, not columns, and compiling is faster; places of layers need both.
    lines_only = {"PYTHONNODEBUGRANGES": "1"} if kind == "numpy" else {}
    return {**inherited, **threads, **fixed, **lines_only}


def isolation() -> Isolation:
    """Return what this machine's kernel can enforce."""
    support = confine.support()
    rows = support.in_force()
    missing = tuple(row for row in confine.ROWS if row not in rows)
    mechanisms = []
    if support.landlock_abi:
        mechanisms.append(f"landlock {support.landlock_abi}")
    if support.seccomp:
        mechanisms.append("seccomp")
    if not missing:
        return Isolation("enforced", tuple(mechanisms))
    return Isolation("partial" if mechanisms else "none", tuple(mechanisms), missing)
