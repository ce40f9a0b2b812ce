"""On which cores threads and boxes run."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from grader.sandbox import cores
from grader.sandbox.nursery import Nursery
from tests.programs import opened

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is done")

ALL = os.sched_getaffinity(0) if sys.platform == "linux" else set[int]()


def _in_thread(work: Callable[[], set[int]]) -> set[int]:
    """Work in a thread of its own, whose core is nobody else's matter."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def _settled(place: int, jobs: int) -> set[int]:
    cores.settle(place, jobs)
    return os.sched_getaffinity(0)


def test_each_job_has_a_core_of_its_own() -> None:
    """If there is a job for every core."""
    taken = [_in_thread(lambda place=place: _settled(place, len(ALL))) for place in range(len(ALL))]
    assert sorted(taken, key=min) == [{core} for core in sorted(ALL)]


def test_more_jobs_than_cores_share_them() -> None:
    """The first core is taken again after the last."""
    assert _in_thread(lambda: _settled(len(ALL), len(ALL) + 1)) == {min(ALL)}


@pytest.mark.skipif(len(ALL) < 2, reason="one core is always enough")
def test_few_jobs_run_where_there_is_room() -> None:
    """A core that nobody was given would be idle."""
    assert _in_thread(lambda: _settled(0, len(ALL) - 1)) == ALL


def test_the_thread_that_asks_is_the_only_one_to_settle() -> None:
    """The process as a whole keeps its cores."""
    _in_thread(lambda: _settled(0, len(ALL)))
    assert os.sched_getaffinity(os.getpid()) == ALL


def test_a_box_runs_where_its_thread_runs() -> None:
    """And the nursery, which serves every thread, on any core."""

    def of_nursery_and_box() -> tuple[set[int], set[int]]:
        cores.settle(0, len(ALL))
        nursery = Nursery()
        try:
            with opened(nursery) as box:
                return os.sched_getaffinity(nursery._process.pid), os.sched_getaffinity(box.pid)
        finally:
            nursery.close()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(of_nursery_and_box).result() == (ALL, {min(ALL)})


def test_a_process_that_has_ended_goes_nowhere() -> None:
    """It is no error: a box may end at any moment."""
    pid = os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {})
    os.waitpid(pid, 0)
    cores.join(pid)


def test_cores_that_another_process_has_are_not_available() -> None:
    """As where a container or a batch system gives some of a machine's."""
    code = (
        "import os; from grader.sandbox import cores\n"
        "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); print(cores.available())"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"1\n"
