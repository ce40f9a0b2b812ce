"""On which cores the grader's threads and their boxes run; all of them where the system can't be told.

A thread and its box answer one another some hundred times for each submission, and never at once. On one
core each finds the processor awake and its caches warm; on two, a twentieth of the time is lost in waking up.
"""

from __future__ import annotations

import os
import sys

if sys.platform == "linux":

    def settle(worker: int, jobs: int) -> None:
        """Keep the calling thread on one core, if there is a job for every core of this process."""
        cores = sorted(os.sched_getaffinity(os.getpid()))
        if jobs >= len(cores):
            os.sched_setaffinity(0, {cores[worker % len(cores)]})

    def join(pid: int) -> None:
        """Put a process where the calling thread is."""
        _move(pid, os.sched_getaffinity(0))

    def spread(pid: int) -> None:
        """Let a process that the calling thread has started have every core of this one."""
        _move(pid, os.sched_getaffinity(os.getpid()))

    def _move(pid: int, cores: set[int]) -> None:
        try:
            os.sched_setaffinity(pid, cores)
        except OSError:  # it has ended
            return

else:

    def settle(worker: int, jobs: int) -> None:
        """Do nothing."""

    def join(pid: int) -> None:
        """Do nothing."""

    def spread(pid: int) -> None:
        """Do nothing."""
