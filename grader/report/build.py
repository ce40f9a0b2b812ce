"""From judgements to a report."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import numpy as np

from grader._version import __version__
from grader.diagnosis import remarks
from grader.diagnosis.repeats import with_shared_failures, without_repeats
from grader.diagnosis.sentences import INSTRUCTOR, check_entry, function_feedback, misconception_of
from grader.extract.submission import Diagnostic
from grader.report.model import (
    SCHEMA_VERSION,
    AssignmentEntry,
    Environment,
    FunctionEntry,
    IsolationEntry,
    Report,
    RubricEntry,
    SubmissionEntry,
    Timing,
)
from grader.sandbox.versions import KERAS, version_of

if TYPE_CHECKING:
    from grader.errors import GradeError, MachineError
    from grader.extract import Program
    from grader.judging.answer_key import AnswerKey
    from grader.judging.judge import Judgement, Judgements, Verdict
    from grader.packs import Assignment, Rubric
    from grader.sandbox.interface import Isolation


class ReportBuilder:
    """Builds the reports of one run.

    Args:
        isolation: How well the boxes of this machine are closed.
        audience: `student` or `instructor`.
        seed: The seed that the user chose, if any.
        pass_mark: The pass mark that the user chose, if any.
    """

    def __init__(
        self, isolation: Isolation, audience: str, seed: int | None, pass_mark: float | None
    ) -> None:
        self._isolation = isolation
        self._audience = audience
        self._seed = seed
        self._pass_mark = pass_mark

    def graded(
        self,
        submission: SubmissionEntry,
        key: AnswerKey,
        program: Program,
        judged: Judgements,
        notes: tuple[Diagnostic, ...],
    ) -> Report:
        """Report a verdict; `notes` are what is to be said of the file itself."""
        names = key.pack.assignment.names
        judgements = with_shared_failures(judged.by_function)
        entries = [self._function(name, program, judgements.get(name), key) for name in names]
        functions = tuple(without_repeats(entries, judgements))
        kinds = {j.key.runtime.kind: None for j in judgements.values()}
        score = round(sum(function.score or 0.0 for function in functions), 2)
        pass_mark = self._mark(key.rubric)
        percent = 100 * score / key.rubric.max_score if key.rubric.max_score else 100.0
        diagnostics = notes + program.diagnostics + remarks.of_isolation(self._isolation)
        return Report(
            schema_version=SCHEMA_VERSION,
            assignment=_assignment_entry(key.pack.assignment, key.generation),
            rubric=RubricEntry(key.rubric.name, key.rubric.digest),
            submission=submission,
            status="graded",
            score=score,
            max_score=key.rubric.max_score,
            pass_mark=pass_mark,
            passed=percent >= pass_mark,
            functions=functions,
            diagnostics=diagnostics
            + remarks.of_kinds(judged, key.runtime.kind)
            + remarks.of_training(program, key.pack.assignment)
            + remarks.of_run(program, judged),
            environment=self.environment(key.rubric, tuple(kinds)),
            timing=Timing(0.0),
        )

    def ungradable(self, submission: SubmissionEntry, error: GradeError) -> Report:
        """Report on a submission that there is nothing to grade in."""
        return Report(
            schema_version=SCHEMA_VERSION,
            assignment=None,
            rubric=None,
            submission=submission,
            status="ungradable",
            score=None,
            max_score=None,
            pass_mark=None,
            passed=None,
            functions=(),
            diagnostics=(Diagnostic("error", None, str(error)),),
            environment=self.environment(None),
            timing=Timing(0.0),
        )

    def skipped(
        self,
        submission: SubmissionEntry,
        assignment: Assignment,
        generation: str,
        rubric: Rubric,
        error: MachineError,
    ) -> Report:
        """Report that the grader could not judge a submission: no verdict, and never a zero."""
        note = Diagnostic("error", None, f"The grader failed, not the submission: {error}.")
        return Report(
            schema_version=SCHEMA_VERSION,
            assignment=_assignment_entry(assignment, generation),
            rubric=RubricEntry(rubric.name, rubric.digest),
            submission=submission,
            status="ungradable",
            score=None,
            max_score=rubric.max_score,
            pass_mark=self._mark(rubric),
            passed=None,
            functions=tuple(
                FunctionEntry(name, "skipped", None, rubric.points(name), "Not judged.", None, ())
                for name in assignment.names
            ),
            diagnostics=(note,),
            environment=self.environment(rubric),
            timing=Timing(0.0),
        )

    def environment(self, rubric: Rubric | None, kinds: tuple[str, ...] = ()) -> Environment:
        """Return what this run grades with; the seed is not for students.

        Args:
            rubric: The rubric, where there is one.
            kinds: The kinds of boxes that verdicts come from.
        """
        kerases = [version_of(KERAS[kind]) or "?" for kind in kinds if kind in KERAS]
        seed = rubric.seed if rubric and self._seed is None else self._seed
        return Environment(
            grader=__version__,
            python=platform.python_version(),
            numpy=np.__version__,
            tensorflow=version_of("tensorflow") if kerases else None,
            keras=", ".join(kerases) or None,
            isolation=IsolationEntry(self._isolation.level, self._isolation.mechanisms),
            seed=seed if self._audience == INSTRUCTOR else None,
        )

    def _function(
        self, name: str, program: Program, judgement: Judgement | None, key: AnswerKey
    ) -> FunctionEntry:
        points = key.rubric.points(name)
        if judgement is None:
            reason = program.missing[name]
            end = "" if reason.endswith("?") else "."
            return FunctionEntry(name, "missing", 0.0, points, f"{name} {reason}{end}", None, ())
        return FunctionEntry(
            name=name,
            status=status_of(judgement),
            score=round(sum(result.score for result in judgement.results), 2),
            max_score=points,
            feedback=function_feedback(judgement, misconception_of(judgement), self._audience),
            cell=judgement.definition.cell,
            checks=tuple(check_entry(result, judgement, self._audience) for result in judgement.results),
        )

    def _mark(self, rubric: Rubric) -> float:
        return rubric.pass_mark if self._pass_mark is None else self._pass_mark


def _assignment_entry(assignment: Assignment, generation: str) -> AssignmentEntry:
    return AssignmentEntry(assignment.id, assignment.title, generation, assignment.digest)


def status_of(judgement: Verdict) -> str:
    """Return the word for what became of a function."""
    if judgement.passed:
        return "passed"
    if judgement.left_blank:
        return "missing"
    statuses = {result.status for result in judgement.results}
    return next((word for word in ("timeout", "error") if word in statuses), "failed")
