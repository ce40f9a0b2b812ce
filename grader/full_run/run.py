"""Runs a notebook through the supervisor and reads the transcript."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from grader.box import scratch
from grader.errors import MachineError
from grader.full_run.job import Job, RunLimits
from grader.full_run.supervisor import KILL, KILLED
from grader.full_run.transcript import MAX_BYTES, MAX_LINE_BYTES, Transcript
from grader.sandbox.interface import Stopped
from grader.sandbox.nursery import PACKAGE_FOLDER, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

WATCH_SECONDS = 0.2
END_SECONDS = 60.0  # for the supervisor to end and clean up
_START = (
    "import sys; sys.path.append({!r}); from grader.full_run import supervisor; "
    "supervisor.main({!r}, {!r}, {!r}, confined={!r})"
)


class _KilledError(MachineError):
    """Something outside has killed the supervisor."""


def run(
    job: Job,
    limits: RunLimits | None = None,
    *,
    confined: bool = True,
    is_over: Callable[[], bool] = lambda: False,
) -> Transcript:
    """Run a notebook from top to bottom; all its processes and files are removed afterwards.

    If something kills one of its processes, it is run once more: a system without memory does that.

    Args:
        job: What to run.
        limits: The limits of the run.
        confined: Whether its boxes are confined, as far as this machine can.
        is_over: Returns whether the result is no longer needed.

    Raises:
        MachineError: The run failed before any of the student's code ran, or was abandoned.
    """
    limits = limits or RunLimits()
    with contextlib.suppress(_KilledError):
        transcript = _run_once(job, limits, confined=confined, is_over=is_over)
        if transcript.stopped is None or transcript.stopped.reason != KILLED:
            return transcript
    return _run_once(job, limits, confined=confined, is_over=is_over)


def _run_once(job: Job, limits: RunLimits, *, confined: bool, is_over: Callable[[], bool]) -> Transcript:
    root = scratch.make_root()
    transcript = Transcript(job.sources)
    try:
        path = job.write(Path(scratch.make(root)), "tcp" if sys.platform == "win32" else "ipc")
        code = _START.format(PACKAGE_FOLDER, str(path), job.kind, json.dumps(asdict(limits)), confined)
        with subprocess.Popen(
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(job.kind, root),
            start_new_session=True,
        ) as supervisor:
            _listen(supervisor, transcript, time.monotonic() + limits.run_wall_seconds, is_over)
            _conclude(transcript, _last_line(supervisor))
    except OSError as error:
        raise MachineError(f"the notebook can't be run: {error.strerror}") from error
    finally:
        scratch.remove(root)
    return transcript


def _listen(
    supervisor: subprocess.Popen[bytes], transcript: Transcript, until: float, is_over: Callable[[], bool]
) -> None:
    """Read lines until there are no more or the result is no longer needed."""
    assert supervisor.stdout is not None  # noqa: S101 - a pipe was asked for
    assert supervisor.stdin is not None  # noqa: S101
    lines: queue.Queue[bytes] = queue.Queue(maxsize=4)
    threading.Thread(target=_pump, args=(supervisor.stdout, lines), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=WATCH_SECONDS)
        except queue.Empty:
            if is_over():
                transcript.stopped = Stopped("abandoned", "")
            elif time.monotonic() < until + END_SECONDS:
                continue
            break
        if not line or not transcript.read(line):
            break
    supervisor.stdin.close()
    threading.Thread(target=_drain, args=(lines,), daemon=True).start()


def _pump(stream: IO[bytes], lines: queue.Queue[bytes]) -> None:
    """Pass on complete lines of limited length; an empty line marks the end."""
    total = 0
    while line := stream.readline(MAX_LINE_BYTES):
        total += len(line)
        lines.put(line if line.endswith(b"\n") and total <= MAX_BYTES else b"too long")
    lines.put(b"")


def _drain(lines: queue.Queue[bytes]) -> None:
    """Wait for the pump to end, discarding what still arrives."""
    while lines.get():
        pass


def _last_line(supervisor: subprocess.Popen[bytes]) -> list[str]:
    """Return the supervisor's last line, once it has killed everything.

    Raises:
        MachineError: It hangs or has died.
    """
    assert supervisor.stderr is not None  # noqa: S101 - a pipe was asked for
    hangs = threading.Event()

    def end() -> None:
        hangs.set()
        supervisor.kill()

    timer = threading.Timer(END_SECONDS, end)
    timer.start()
    try:
        lines = supervisor.stderr.read().decode("utf-8", "replace").split("\n")
    finally:
        timer.cancel()
    if supervisor.wait() == KILL and not hangs.is_set():
        raise _KilledError("the notebook can't be run: its supervisor was killed")
    lines = [line for line in lines if line.strip()]
    if supervisor.wait() != 0 or not lines:
        reason = lines[-1] if lines else f"exit status {supervisor.returncode}"
        raise MachineError(f"the notebook can't be run: its supervisor failed ({reason})")
    return lines


def _conclude(transcript: Transcript, lines: list[str]) -> None:
    """Add to a transcript how the run ended.

    Raises:
        MachineError: The student's code was not the cause.
    """
    ended = json.loads(lines[-1])["stopped"]
    if transcript.stopped is not None and transcript.stopped.reason == "abandoned":
        raise MachineError("can't run the notebook: the run has ended")
    if ended is not None and ended["reason"] == "start":
        reason = lines[-2] if len(lines) > 1 else ended["detail"]
        raise MachineError(f"the notebook can't be run: {reason}")
    if transcript.done or transcript.stopped is not None:
        return
    transcript.stopped = (
        Stopped(ended["reason"], ended["detail"])
        if ended is not None and ended["reason"] != "abandoned"  # then the transcript has the actual reason
        else Stopped("garbage", "sent malformed messages from its kernel")
    )
