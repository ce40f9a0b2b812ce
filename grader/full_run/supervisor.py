"""The process that runs a notebook: starts its two boxes, watches them, and kills what they started.

It is exec'ed, not forked from the grader, so that orphans of a box are re-parented to it.
The executor writes results to its standard output; its standard input closes when the grader
ends or abandons the run; at the very end, it reports on standard error how the run ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from grader.box import scratch
from grader.full_run.gate import Gate
from grader.full_run.job import RunLimits
from grader.full_run.process_tree import ProcessTree, ProcessTreeMeter
from grader.sandbox.interface import BoxEndedError, Limits, Stopped
from grader.sandbox.nursery import PACKAGE_FOLDER, environment

WATCH_SECONDS = 0.05
TICK = b"."  # from the executor, when a cell starts
KILL = -9  # the exit code of a process that SIGKILL has ended
KILLED = "killed"  # the reason of an end that came from outside, unless the student's code did it
LEAVE_SECONDS = 3.0  # for the executor, on a busy machine, to report after the kernel has ended
_START = "import sys; sys.path.append({!r}); from grader.box import {module}; {module}.main({})"


def main(job_path: str, kind: str, limits: str, *, confined: bool) -> None:
    """Run the notebook of a job, and remove its folders.

    Args:
        job_path: The job file; its folder is the only scratch folder in its root.
        kind: The notebook's runtime: `numpy`, `keras2` or `keras3`.
        limits: The `RunLimits`, as JSON.
        confined: Whether to confine the boxes.
    """
    tree = ProcessTree()
    try:
        stopped = _Run(tree, job_path, kind, RunLimits(**json.loads(limits)), confined=confined).watch()
    except OSError as error:
        stopped = Stopped("start", f"can't start a process: {error.strerror}")
    finally:
        tree.end()
        scratch.remove(str(Path(job_path).parents[1]))
    ended = None if stopped is None else {"reason": stopped.reason, "detail": stopped.detail}
    sys.stderr.write(f"\n{json.dumps({'stopped': ended})}\n")


class _Run:
    """The two boxes of one notebook."""

    def __init__(
        self, tree: ProcessTree, job_path: str, kind: str, limits: RunLimits, *, confined: bool
    ) -> None:
        self.tree = tree
        self.limits = limits
        self.folder = folder = Path(job_path).parent
        for name in ("kernel", "executor"):
            (folder / name).mkdir()
        settings = environment(kind, str(folder / "kernel"))
        gate = Gate(tree.size)
        asks = confined and sys.platform == "linux"
        with gate.door() if asks else contextlib.nullcontext(()) as door:
            arguments = f"{job_path!r}, {kind!r}, confined={confined}, door={door}"
            self.kernel = self._start(
                "kernel", arguments, stdout=subprocess.DEVNULL, env=settings, pass_fds=door
            )
        arguments = f"{job_path!r}, confined={confined}"
        self.executor = self._start("notebook", arguments, stderr=subprocess.PIPE, env=settings)
        os.close(1)  # only for the executor
        self.began = threading.Event()
        self.abandoned = threading.Event()
        self.complaint = b""
        self.ready = False
        quota = Limits(
            cpu_seconds=limits.cell_cpu_seconds,
            memory_bytes=limits.memory_bytes,
            scratch_bytes=limits.scratch_bytes,
            scratch_files=limits.scratch_files,
        )
        self.meter = ProcessTreeMeter(tree, folder.as_posix(), quota, gate)
        self.meter.restart(lambda: limits.start_cpu_seconds)
        assert self.executor.stderr is not None  # noqa: S101 - a pipe was asked for
        self.hearer = threading.Thread(target=self._hear, args=(self.executor.stderr.fileno(),), daemon=True)
        self.hearer.start()
        threading.Thread(target=self._wait, args=(0,), daemon=True).start()

    def watch(self) -> Stopped | None:
        """Wait for the end; return what ended it, None if the executor did."""
        start = time.monotonic()
        while True:
            gone = self.abandoned.wait(WATCH_SECONDS)
            if self.tree.has_ended(self.executor):
                return self._last_words() if self._has_begun() else self._failure()
            if gone:
                return Stopped("abandoned", "the result is no longer needed")
            if self.tree.has_ended(self.kernel):
                return self._epitaph()
            if self.began.is_set():
                self.began.clear()
                self.ready = True
                self.meter.restart(lambda: self.limits.cell_cpu_seconds)
            try:
                self.meter.check()
            except BoxEndedError as ended:
                self.tree.end()
                return ended.stopped if self._has_begun() else Stopped("start", ended.stopped.detail)
            if self.meter.total_seconds() > self.limits.run_cpu_seconds:
                return Stopped("whole", f"took more than {self.limits.run_cpu_seconds:g} s of processor time")
            if time.monotonic() - start > self.limits.run_wall_seconds:
                return Stopped("whole", f"took more than {self.limits.run_wall_seconds:g} s")
            self.tree.reap()

    def _has_begun(self) -> bool:
        """Return whether a cell has ever started, now that the executor has ended."""
        self.hearer.join()
        return self.ready or self.began.is_set()

    def _last_words(self) -> Stopped | None:
        """Return what ended the executor; None if it came to its own end."""
        killed = self.executor.wait() == KILL
        return Stopped(KILLED, "lost the process that runs its cells") if killed else None

    def _failure(self) -> Stopped:
        lines = self.complaint.decode("utf-8", "replace").strip().split("\n")
        return Stopped("start", f"the executor did not start: {lines[-1]}")

    def _epitaph(self) -> Stopped:
        """Return how the kernel ended, after a moment for the executor's remaining output."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.executor.wait(LEAVE_SECONDS)
        self.tree.end()
        code = self.kernel.wait()
        if not self._has_begun():
            return Stopped("start", f"the kernel did not start: {self._failure_of_kernel(code)}")
        if code < 0:
            return Stopped(KILLED if code == KILL else "crash", f"crashed the kernel (signal {-code})")
        return Stopped("exit", f"ended the kernel (exit status {code})")

    def _failure_of_kernel(self, code: int) -> str:
        try:
            return (self.folder / "kernel" / "failure.txt").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return f"exit status {code}"

    def _start(self, module: str, arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Run a box's `main`, with options for Popen."""
        code = _START.format(PACKAGE_FOLDER, arguments, module=module)
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", code], stdin=subprocess.DEVNULL, start_new_session=True, **options
        )
        self.tree.leaders.append(process)
        return process

    def _hear(self, ticks: int) -> None:
        while heard := os.read(ticks, 2**12):
            if heard.strip(TICK):  # Python's message when it fails to start
                self.complaint = (self.complaint + heard)[-(2**12) :]
            else:
                self.began.set()

    def _wait(self, control: int) -> None:
        while os.read(control, 1):
            pass
        self.abandoned.set()
