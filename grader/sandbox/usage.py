"""Measures the resources that a box uses, from outside; nothing it reports about itself counts."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from grader.sandbox.interface import BoxEndedError, Limits, Stopped

if sys.platform == "linux":
    _CPU_CLOCK_OF_ALL_THREADS = 2
    _PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
else:
    import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEGABYTE = 2**20
CHECK_SECONDS = 0.05


class Held(NamedTuple):
    """The resources that one or several processes use at one moment."""

    threads: int = 0
    resident_bytes: int = 0


class Meter:
    """Measures one box against its limits.

    The CPU clock restarts with every function; wall time only ends a box that hangs. It counts from the first
    check: most functions answer before any is due, and asking the system what it counts takes as long as a
    case. Time spent waiting for a processor does not count: a loaded machine changes no verdict.
    """

    def __init__(self, pid: int, scratch: str, limits: Limits) -> None:
        self.pid = pid
        self.scratch = scratch
        self.limits = limits
        self._cpu_start = 0.0
        self._cpu_start = self._cpu_total()
        self._limit_of: Callable[[], float] = lambda: limits.cpu_seconds
        self._wall_start = time.monotonic()
        self._waited_start: float | None = None
        self._next_check = self._wall_start + CHECK_SECONDS

    def restart(self, cpu_seconds: Callable[[], float]) -> None:
        """Start to count the seconds of a new function."""
        self._cpu_start = self._cpu_total()
        self._limit_of = cpu_seconds
        self._waited_start = None

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Do not count the wall time in which a box waits for the grader."""
        start = time.monotonic()
        try:
            yield
        finally:
            self._wall_start += time.monotonic() - start

    @property
    def is_due(self) -> bool:
        """Whether the last check was some time ago."""
        return time.monotonic() > self._next_check

    def cpu_seconds(self) -> float:
        """Return the CPU seconds since the last restart, of all threads."""
        return max(0.0, self._cpu_total() - self._cpu_start)

    def check(self) -> None:
        """Compare with the limits.

        Raises:
            BoxEndedError: One of them is exceeded; the caller kills the box.
        """
        now = time.monotonic()
        self._next_check = now + CHECK_SECONDS
        if self._waited_start is None:
            self._wall_start, self._waited_start = now, _waited_seconds(self.pid)
        with self.paused():
            limit = self._limit_of()  # it may have to wait for the reference, in a box of its own
        if self.cpu_seconds() > limit:
            raise BoxEndedError(Stopped("timeout", "did not end within its time limit"))
        if self._hangs(limit * self.limits.wall_factor, self._waited_start):
            raise BoxEndedError(Stopped("timeout", "made no progress within its time limit"))
        held = self._held()
        if held.resident_bytes > self.limits.memory_bytes:
            size = self.limits.memory_bytes // MEGABYTE
            raise BoxEndedError(Stopped("memory", f"used more than {size} MB of memory"))
        if (
            held.threads > self.limits.threads
        ):  # the system's own limit is shared by all users: 32768 on many machines
            raise BoxEndedError(Stopped("threads", f"started more than {self.limits.threads} threads"))
        self._check_scratch()

    def _hangs(self, wall_seconds: float, waited_start: float) -> bool:
        """Tell whether the box has had a processor, or no use for one, for longer than some seconds."""
        passed = time.monotonic() - self._wall_start
        if passed <= wall_seconds:
            return False
        waited = max(0.0, _waited_seconds(self.pid) - waited_start)
        return passed - waited > wall_seconds

    def _cpu_total(self) -> float:
        try:
            return _cpu_seconds(self.pid)
        except OSError:
            return self._cpu_start  # it has ended

    def _held(self) -> Held:
        return held_by(self.pid)

    def _check_scratch(self) -> None:
        size = 0
        for files, entry in enumerate(_entries(self.scratch), 1):
            size += _size(entry)
            if files > self.limits.scratch_files:
                raise BoxEndedError(Stopped("scratch", f"wrote more than {self.limits.scratch_files} files"))
            if size > self.limits.scratch_bytes:
                limit = self.limits.scratch_bytes // MEGABYTE
                raise BoxEndedError(Stopped("scratch", f"wrote more than {limit} MB to disk"))


if sys.platform == "linux":  # called hundreds of times per submission: psutil takes ten times as long

    def _cpu_seconds(pid: int) -> float:
        return time.clock_gettime(~pid << 3 | _CPU_CLOCK_OF_ALL_THREADS)

    def _waited_seconds(pid: int) -> float:
        """Return how long a process's threads, and this one, were ready to run and had no processor.

        The first thread may wait for one that waits for a processor, or for the next request from here.
        """
        waited = 0.0
        with contextlib.suppress(OSError, IndexError, ValueError):  # it has ended, or nobody counts
            for thread in ("/proc/thread-self", *(t.path for t in os.scandir(f"/proc/{pid}/task"))):
                waited += int(Path(thread, "schedstat").read_bytes().split()[1]) / 1e9
        return waited

    def _held(pid: int) -> Held:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return Held(threads=int(fields[17]), resident_bytes=int(fields[21]) * _PAGE_BYTES)

else:

    def _waited_seconds(_pid: int) -> float:
        return 0.0

    def _cpu_seconds(pid: int) -> float:
        with _as_os_error():
            times = psutil.Process(pid).cpu_times()
            return float(times.user + times.system)

    def _held(pid: int) -> Held:
        with _as_os_error():
            process = psutil.Process(pid)
            return Held(threads=process.num_threads(), resident_bytes=process.memory_info().rss)

    @contextlib.contextmanager
    def _as_os_error() -> Iterator[None]:
        try:
            yield
        except psutil.Error as error:
            raise OSError from error


def held_by(pid: int) -> Held:
    """Return the resources of a process; none if it has ended."""
    try:
        return _held(pid)
    except OSError:
        return Held()


def _size(entry: os.DirEntry[str]) -> int:
    with contextlib.suppress(OSError):  # it has been removed meanwhile
        if entry.is_file(follow_symlinks=False):
            return entry.stat(follow_symlinks=False).st_blocks * 512
    return 0


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield all entries under a folder that may change meanwhile.

    Raises:
        BoxEndedError: Folders are nested deeper than the maximum length of a path.
    """
    pending = [folder]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    yield entry
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                raise BoxEndedError(Stopped("scratch", "nested folders too deeply")) from error
