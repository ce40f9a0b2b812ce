"""What a box can do to the world outside, as the listener, the parent and the kernel's lists see it."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harness import HONEST, PATIENCE_SECONDS, PROJECT, attack, load

from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.sandbox.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness import Ground


@pytest.fixture
def listeners(ground: Ground) -> Iterator[list[socket.socket]]:
    """Listen on every kind of address that a box might reach."""
    opened = []
    for family, kind, address, name in (
        (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0), "TCP"),
        (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0), "UDP"),
        (socket.AF_UNIX, socket.SOCK_STREAM, str(ground.root / "u"), "UNIX"),
        (socket.AF_UNIX, socket.SOCK_STREAM, f"\0{ground.root / 'u'}", "UNIX"),
    ):
        listener = socket.socket(family, kind)
        listener.bind(address)
        listener.setblocking(False)
        if kind == socket.SOCK_STREAM:
            listener.listen()
        if family == socket.AF_INET:
            ground.fillers[name] = listener.getsockname()[1]
        opened.append(listener)
    ground.fillers["UNIX"] = ground.root / "u"
    yield opened
    for listener in opened:
        listener.close()


def test_no_listener_hears_from_a_box(ground: Ground, listeners: list[socket.socket]) -> None:
    """TCP, UDP, Unix and abstract sockets outside receive nothing."""
    graded = ground.attack(attack("network"))
    heard = []
    for listener in listeners:
        with contextlib.suppress(BlockingIOError):
            heard.append(listener.recv(100) if listener.type == socket.SOCK_DGRAM else listener.accept())

    assert heard == []
    assert graded.verdicts == HONEST


def _settings() -> dict[str, object]:
    kinds = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    return {
        "limits": {name: resource.getrlimit(getattr(resource, name)) for name in kinds},
        "affinity": os.sched_getaffinity(0),
        "priority": os.getpriority(os.PRIO_PROCESS, 0),
        "scheduler": os.sched_getscheduler(0),
        "ioprio": Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[15:17],
        "affinity of others": [os.sched_getaffinity(task) for task in _tasks()],
    }


def _tasks() -> list[int]:
    return sorted(int(task.name) for task in Path("/proc/self/task").iterdir())[:1]


@pytest.mark.parametrize("slug", ["processes-settings", "processes-signals"])
def test_the_grader_itself_is_not_touched(slug: str, ground: Ground) -> None:
    """Limits, affinity, priority and life of the grading process are after a run as before."""
    received: list[int] = []
    previous = signal.signal(signal.SIGUSR1, lambda number, _: received.append(number))
    path = ground.notebook(attack(slug).source)
    before = _settings()
    try:
        with Machine() as machine:
            report = Grader(Library(), machine, Options()).grade(path)
            again = Grader(Library(), machine, Options()).grade(path)
    finally:
        signal.signal(signal.SIGUSR1, previous)

    assert received == []
    assert _settings() == before
    assert [report.score, again.score] == [100.0, 100.0]


def test_the_kernel_keeps_nothing_of_a_box(ground: Ground) -> None:
    """System V's and POSIX' shared memory, semaphores and queues are after a run as before."""
    before = _kernel_objects()

    graded = ground.attack(attack("kernel-objects"))

    assert _kernel_objects() <= before
    assert graded.verdicts == HONEST


def _kernel_objects() -> set[str]:
    tables = [Path("/proc/sysvipc") / name for name in ("shm", "sem", "msg")]
    rows = {
        f"{table.name} {line.split()[0]}" for table in tables for line in table.read_text().splitlines()[1:]
    }
    shared = Path("/dev/shm")
    return rows | {path.name for path in shared.iterdir() if "hostile" in path.name}


ACCOMPLICES = ("exit-os-0", "exit-segfault", "fork-bomb", "patched-type", "result-ndarray-subclass")


def test_a_class_of_hostile_notebooks_costs_the_honest_ones_nothing(ground: Ground) -> None:
    """Right notebooks between hostile ones get all their points; a second run gives the same reports."""
    for slug in ACCOMPLICES:
        ground.notebook(attack(slug).source, f"{slug}.ipynb")
    for name in ("a", "exit-t", "z"):
        ground.notebook("x = 1", f"honest-{name}.ipynb")
    runs = []
    for folder in ("one", "two"):
        graded = ground.grade(ground.submissions, "--output-dir", ground.root / folder, "-j", 2)
        assert graded.status == 0, graded.err
        reports = {path.stem: load(path) for path in (ground.root / folder).glob("*.json")}
        runs.append({name: {**report, "timing": None} for name, report in reports.items()})
    scores = {name: report["score"] for name, report in runs[0].items()}

    assert scores == {
        **{slug: sum(score or 0.0 for _, score in attack(slug).expected.values()) for slug in ACCOMPLICES},
        "honest-a": 100.0,
        "honest-exit-t": 100.0,
        "honest-z": 100.0,
    }
    assert runs[0] == runs[1]
    assert ground.harm() == []


# In a process of its own: what forks beside a test's threads may wait for one of their locks for ever.
AS_NOBODY = """
import os, sys
from pathlib import Path
from grader.box import scratch
folder = Path(sys.argv[1])
os.chown(folder, 65534, 65534)
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
inner = folder / "a" / "b"
inner.mkdir(parents=True)
(inner / "file").touch()
for path, mode in zip((inner, inner.parent), sys.argv[2:], strict=True):
    path.chmod(int(mode))
scratch.remove(str(folder))
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("modes", [(0o300, 0o100), (0o000, 0o700), (0o500, 0o500)], ids=str)
def test_an_ordinary_user_can_remove_what_a_box_left(modes: tuple[int, int]) -> None:
    """Folders that a box made without rights are removed by a grader that is not root, too."""
    folder = Path(tempfile.mkdtemp(prefix="left-by-a-box-", dir="/tmp"))
    command = [sys.executable, "-c", AS_NOBODY, folder, *map(str, modes)]
    ended = subprocess.run(command, cwd=PROJECT, timeout=PATIENCE_SECONDS, check=False)
    left = folder.exists()
    shutil.rmtree(folder, ignore_errors=True)

    assert (ended.returncode, left) == (0, False)


def test_threads_of_a_class_share_no_fate(ground: Ground) -> None:
    """One Grader used from four threads gives each submission its own verdict."""
    slugs = ("exit-os-1", "exit-abort", "result-nan", "deep-recursion")
    paths = [ground.notebook(attack(slug).source, f"{slug}.ipynb") for slug in slugs]
    scores: dict[str, float | None] = {}
    with Machine() as machine:
        grader = Grader(Library(), machine, Options())

        def grade(path: Path) -> None:
            scores[path.stem] = grader.grade(path).score

        threads = [threading.Thread(target=grade, args=(path,)) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert scores == dict.fromkeys(slugs, 85.0)
