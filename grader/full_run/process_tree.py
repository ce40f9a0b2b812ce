"""Finds, measures and kills every process that a notebook's box has started, however it was started."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import psutil

from grader.full_run.gate import MAX_PROCESSES
from grader.sandbox.interface import BoxEndedError, Limits, Stopped
from grader.sandbox.usage import Held, Meter, held_by

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

    from grader.full_run.gate import Gate

END_SECONDS = 20.0
_PR_SET_CHILD_SUBREAPER = 36


class ProcessTree:
    """The descendants of this process; each of `leaders` leads its own session and process group.

    On Linux no descendant escapes the process tree: orphans are re-parented to this process.
    """

    def __init__(self) -> None:
        self.leaders: list[subprocess.Popen[bytes]] = []
        if sys.platform == "linux":
            from grader.box import syscalls

            syscalls.call("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def members(self) -> list[psutil.Process]:
        """Return all processes that are alive or not yet reaped."""
        try:
            return psutil.Process().children(recursive=True)
        except psutil.Error:
            return []

    def size(self) -> int:
        """Count the processes that are alive or must be reaped by another process."""
        self.reap()
        return len(self.members())

    def has_ended(self, leader: subprocess.Popen[bytes]) -> bool:
        """Return whether a leader has ended; until it is reaped, its process group id is not reused."""
        if sys.platform == "win32":
            return leader.poll() is not None
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return leader.returncode is not None or os.waitid(os.P_PID, leader.pid, flags) is not None

    def reap(self) -> None:
        """Reap ended processes that have no other parent: orphans of the box."""
        own = {leader.pid for leader in self.leaders}
        for process in self.members():
            with contextlib.suppress(psutil.Error, ChildProcessError):
                orphan = process.pid not in own and process.status() == psutil.STATUS_ZOMBIE
                if orphan and process.ppid() == os.getpid():
                    os.waitpid(process.pid, 0)

    def end(self) -> None:
        """Kill every process and wait until it has ended."""
        if sys.platform != "win32":
            for leader in self.leaders:
                if leader.returncode is None:
                    with contextlib.suppress(OSError):
                        os.killpg(leader.pid, signal.SIGKILL)  # all at once, so that no member can fork
        give_up = time.monotonic() + END_SECONDS
        while (left := self.members()) and time.monotonic() < give_up:
            for process in left:
                with contextlib.suppress(psutil.Error):
                    process.kill()
            self.reap()
            for leader in self.leaders:
                leader.poll()
            time.sleep(0.005)


class ProcessTreeMeter(Meter):
    """Measures a process tree against limits; processor time counts from one restart to the next."""

    def __init__(self, tree: ProcessTree, scratch: str, limits: Limits, gate: Gate) -> None:
        self._tree = tree
        self._gate = gate
        self._members: Sequence[psutil.Process] = ()
        self._most_seconds = 0.0
        super().__init__(os.getpid(), scratch, limits)

    def check(self) -> None:
        """Compare with the limits.

        Raises:
            BoxEndedError: One of them is exceeded.
        """
        self._members = self._tree.members()
        if self._gate.was_exceeded or len(self._members) > MAX_PROCESSES:
            raise BoxEndedError(Stopped("processes", f"started more than {MAX_PROCESSES} processes"))
        super().check()

    def total_seconds(self) -> float:
        """Return the CPU seconds of all processes since the start."""
        return self._cpu_total()

    def _cpu_total(self) -> float:
        seconds = 0.0
        for process in self._members:
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                seconds += times.user + times.system
                seconds += getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        if sys.platform != "win32":
            buried = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds += buried.ru_utime + buried.ru_stime
        self._most_seconds = max(self._most_seconds, seconds)  # never decrease: some processes have ended
        return self._most_seconds

    def _held(self) -> Held:
        held = [held_by(process.pid) for process in self._members]
        return Held(sum(one.threads for one in held), sum(one.resident_bytes for one in held))
