"""Pins the grader's threads and their boxes to cores, on systems that support it.

A thread and its box alternate some hundred times for each submission and never run at once. On one
core, each finds the processor awake and its caches warm; on two, waking up costs 5 % of the time.
"""

from __future__ import annotations

import os
import sys

if sys.platform == "linux":

    def available() -> int:
        """Return how many cores this process may use, which a container or a batch system may limit."""
        return len(os.sched_getaffinity(os.getpid()))

    def settle(worker: int, jobs: int) -> None:
        """Pin the calling thread to one core, if there are enough jobs for every core of this process."""
        cores = sorted(os.sched_getaffinity(os.getpid()))
        if jobs >= len(cores):
            os.sched_setaffinity(0, {cores[worker % len(cores)]})

    def join(pid: int) -> None:
        """Pin a process to the cores of the calling thread."""
        _move(pid, os.sched_getaffinity(0))

    def spread(pid: int) -> None:
        """Let a process started by the calling thread use every core of this process."""
        _move(pid, os.sched_getaffinity(os.getpid()))

    def _move(pid: int, cores: set[int]) -> None:
        try:
            os.sched_setaffinity(pid, cores)
        except OSError:  # it has ended
            return

else:

    def available() -> int:
        """Return how many cores there are."""
        return os.cpu_count() or 1

    def settle(worker: int, jobs: int) -> None:
        """Do nothing."""

    def join(pid: int) -> None:
        """Do nothing."""

    def spread(pid: int) -> None:
        """Do nothing."""
