"""What a full run adds to a verdict: remarks, an executed notebook, and whether it ran to the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.errors import MachineError
from grader.extract.submission import Diagnostic
from grader.full_run import executed_notebook
from grader.full_run.job import Job, RunLimits
from grader.full_run.remarks import remarks, runs_to_the_end
from grader.full_run.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from grader.extract.submission import Submission
    from grader.full_run.transcript import Transcript
    from grader.options import Options
    from grader.packs import Pack, Rubric
    from grader.sandbox.machine import Machine


@dataclass(frozen=True)
class RunResult:
    """The result of running a notebook from top to bottom; by default, that it was not run.

    Attributes:
        diagnostics: The remarks on it.
        ran_to_the_end: Whether every cell ran, and none failed.
        grader_failed: Whether there is no result, although one was requested.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    ran_to_the_end: bool = True
    grader_failed: bool = False


@dataclass(frozen=True)
class WholeRun:
    """The full run of a notebook, in addition to the verdict on its functions.

    Attributes:
        submission: The notebook.
        pack: The pack of its assignment.
        kind: Its runtime: `numpy`, `keras2` or `keras3`.
        options: The limits of the run.
        machine: Knows whether the invocation has ended.
    """

    submission: Submission
    pack: Pack
    kind: str
    options: Options
    machine: Machine

    def result(self, rubric: Rubric, path: Path | None = None) -> RunResult:
        """Run the notebook if requested, and return the result.

        Args:
            rubric: The rubric of the submission.
            path: Where to save the executed notebook, if anywhere.

        Raises:
            MachineError: It can't be run although the score depends on it, or it can't be saved.
        """
        if self.options.execute != "all" and rubric.execution is None:
            return RunResult()
        try:
            transcript = self._run()
        except MachineError as error:
            if rubric.execution is not None:
                raise
            note = Diagnostic("error", None, f"The grader failed, not the submission: {error}.")
            return RunResult((note,), grader_failed=True)
        if path is not None:
            executed_notebook.keep(path, self.submission, transcript)
        return RunResult(remarks(self.submission, transcript), runs_to_the_end(transcript))

    def _run(self) -> Transcript:
        assignment = self.pack.assignment
        job = Job(
            sources=[cell.source if cell.is_code else None for cell in self.submission.cells],
            kind=self.kind,
            stubs=assignment.stubs,
            stub_sources=assignment.stub_sources,
            fixtures=self.pack.fixtures,
        )
        limits = RunLimits(memory_bytes=self.options.memory * 2**20)
        if self.options.timeout is not None:
            limits = replace(limits, cell_cpu_seconds=self.options.timeout)
        confined = self.options.isolation != "off"
        return run(job, limits, confined=confined, is_over=lambda: self.machine.closed)
