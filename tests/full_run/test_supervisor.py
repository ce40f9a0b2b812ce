"""The supervisor's own end: what it says, whatever its boxes did first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from grader.full_run.job import Job, RunLimits
from grader.sandbox.nursery import environment
from tests.full_run.processes import processes_with

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_SECONDS = 300


def code_for(root: Path, *sources: str, limits: RunLimits | None = None, **options: Any) -> str:
    """Return what a supervisor of a job runs."""
    folder = root / "box-1"
    folder.mkdir(parents=True)
    path = Job(sources, "numpy", {}, {}, {}).write(folder, "ipc")
    wanted = json.dumps(asdict(limits or RunLimits()))
    return (
        "from grader.full_run import supervisor\n"
        f"supervisor.main({str(path)!r}, 'numpy', {wanted!r}, confined={options.get('confined', True)})"
    )


def supervise(root: Path, *sources: str, limits: RunLimits | None = None, **options: Any) -> list[str]:
    """Run a job to the end; return the lines of the executor, then what the supervisor says."""
    done = subprocess.run(
        [sys.executable, "-c", code_for(root, *sources, limits=limits, **options)],
        input=None,
        stdin=options.get("stdin"),
        capture_output=True,
        text=True,
        env=environment("numpy", str(root)),
        timeout=PATIENCE_SECONDS,
        check=True,
    )
    return [*done.stdout.splitlines(), done.stderr.strip().splitlines()[-1]]


@pytest.fixture
def open_pipe() -> Any:
    """A standard input that has not ended."""
    reading, writing = os.pipe()
    yield reading
    os.close(reading)
    os.close(writing)


def test_lines_are_the_executors_alone(tmp_path: Path, open_pipe: int) -> None:
    """And at the very end it says that nothing was wrong."""
    lines = [json.loads(line) for line in supervise(tmp_path / "r", "1", "2", stdin=open_pipe)]
    assert [next(iter(line)) for line in lines] == ["begin", "end", "begin", "end", "done", "stopped"]
    assert lines[-1] == {"stopped": None}


def test_it_removes_all_folders(tmp_path: Path, open_pipe: int) -> None:
    """The grader may be dead by then."""
    supervise(tmp_path / "r", "open('a', 'w').close()", stdin=open_pipe)
    assert list(tmp_path.iterdir()) == []


def test_it_ends_with_its_input(tmp_path: Path) -> None:
    """That closes when the grader ends, however it ends."""
    lines = supervise(tmp_path / "r", "import time\ntime.sleep(1000)", stdin=subprocess.DEVNULL)
    assert json.loads(lines[-1])["stopped"]["reason"] == "abandoned"
    assert processes_with(str(tmp_path)) == []


@pytest.mark.thorough
def test_a_kernel_that_is_killed_is_told_from_one_that_crashes(tmp_path: Path, open_pipe: int) -> None:
    """The system may have done it."""
    lines = supervise(tmp_path / "r", "import os\nos.kill(os.getpid(), 9)", stdin=open_pipe)
    assert json.loads(lines[-1])["stopped"]["reason"] == "killed"


@pytest.mark.thorough
def test_boxes_end_with_a_supervisor_that_is_killed(tmp_path: Path, open_pipe: int) -> None:
    """Nobody else knows them."""
    code = code_for(tmp_path / "r", "import time\ntime.sleep(1000)")
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command, stdin=open_pipe, stdout=subprocess.PIPE, env=environment("numpy", str(tmp_path / "r"))
    ) as supervisor:
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline().startswith(b'{"begin"')
        boxes = psutil.Process(supervisor.pid).children(recursive=True)
        supervisor.kill()
    assert len(boxes) >= 2
    assert psutil.wait_procs(boxes, timeout=PATIENCE_SECONDS)[1] == []


def test_limits_before_a_cell_begins_are_not_the_students(tmp_path: Path, open_pipe: int) -> None:
    """Whatever made the start so slow."""
    lines = supervise(tmp_path / "r", "1", stdin=open_pipe, limits=RunLimits(start_cpu_seconds=0.01))
    assert json.loads(lines[-1])["stopped"]["reason"] == "start"
