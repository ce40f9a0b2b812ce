"""What a whole run adds to a report: remarks, an executed notebook, and marks where the rubric says so."""

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
    from grader.report.model import Report
    from grader.sandbox.machine import Machine


@dataclass(frozen=True)
class WholeRun:
    """The run of a whole notebook, beside the verdict on its functions.

    Attributes:
        submission: The notebook.
        pack: Its assignment.
        kind: What it runs on: `numpy`, `keras2` or `keras3`.
        options: What it may use.
        machine: Tells whether the invocation has ended.
    """

    submission: Submission
    pack: Pack
    kind: str
    options: Options
    machine: Machine

    def add_to(self, report: Report, rubric: Rubric, path: Path | None = None) -> Report:
        """Run the notebook if that is wanted, and return the report with what there is to be added.

        Args:
            report: The verdict on the graded functions.
            rubric: What they are marked by.
            path: Where the executed notebook is kept, if it is.

        Raises:
            MachineError: It can't be run, and the marks depend on it; or it can't be executed_notebook.
        """
        if self.options.execute != "all" and rubric.execution is None:
            return report
        try:
            transcript = self._run()
        except MachineError as error:
            if rubric.execution is not None:
                raise
            note = Diagnostic("error", None, f"The grader failed, not the submission: {error}.")
            return replace(report, diagnostics=(*report.diagnostics, note))
        if path is not None:
            executed_notebook.keep(path, self.submission, transcript)
        report = replace(report, diagnostics=report.diagnostics + remarks(self.submission, transcript))
        return report if runs_to_the_end(transcript) else marked_down(report, rubric)

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


def marked_down(report: Report, rubric: Rubric) -> Report:
    """Return a report less what its rubric takes from a notebook that does not run to its end."""
    rule = rubric.execution
    if rule is None or report.score is None or report.max_score is None or report.pass_mark is None:
        return report
    lost = min(report.score, rule.points_lost)
    score = round(report.score - lost, 2)
    texts = []
    if rule.points_lost:
        texts.append(f"The notebook does not run to its end: {lost:g} points are lost.")
    if rule.required:
        texts.append("The notebook does not run to its end, which it has to, to pass.")
    percent = 100 * score / report.max_score if report.max_score else 100.0
    return replace(
        report,
        score=score,
        passed=percent >= report.pass_mark and not rule.required,
        diagnostics=report.diagnostics + tuple(Diagnostic("error", None, text) for text in texts),
    )
