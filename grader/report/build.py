"""Build a report from judgements."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import numpy as np

from grader._version import __version__
from grader.diagnosis import remarks
from grader.diagnosis.repeats import Repeats
from grader.diagnosis.sentences import INSTRUCTOR, function_feedback
from grader.judging import scoring
from grader.judging.failures import with_shared_failures
from grader.options import NOTHING_KNOWN, Circumstances
from grader.report.entries import adjustment_entry, check_entry, diagnostic_entry, fault_entry, located
from grader.report.model import (
    SCHEMA_VERSION,
    AssignmentEntry,
    DiagnosticEntry,
    Environment,
    FunctionEntry,
    IsolationEntry,
    Report,
    RubricEntry,
    SubmissionEntry,
    Timing,
)
from grader.sandbox.versions import KERAS, version_of
from grader.support.decimals import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from grader.diagnosis.diagnose import Diagnosis
    from grader.errors import GradeError, MachineError
    from grader.extract import Program
    from grader.extract.submission import Cell, Diagnostic
    from grader.full_run.addition import RunResult
    from grader.judging.answer_key import AnswerKey
    from grader.judging.judge import Judgement, Judgements, Verdict
    from grader.judging.scoring import Score
    from grader.packs import Assignment, EditionRubric
    from grader.sandbox.interface import Isolation


class ReportBuilder:
    """Builds the reports of one run.

    Args:
        isolation: How well the boxes of this machine are isolated.
        audience: `student` or `instructor`.
        seed: The seed given by the user, if any.
        pass_mark: The pass mark given by the user, if any.
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
        diagnoses: Mapping[str, Diagnosis],
        *,
        cells: tuple[Cell, ...],
        run: RunResult,
        notes: tuple[Diagnostic, ...] = (),
        known: Circumstances = NOTHING_KNOWN,
    ) -> Report:
        """Report a verdict on a file: what was extracted, how it was judged by a key, and why it is wrong.

        `cells` are those of the file, `run` is the outcome of running it from top to bottom, `notes` are
        diagnostics about the file itself, and `known` is what is known beside its content: lateness, an
        instructor's adjustments.
        """
        rubric, judgements = key.rubric, with_shared_failures(judged.by_function)
        score, lost = self._score(rubric, judgements, run, known)
        kinds = tuple(dict.fromkeys(j.key.runtime.kind for j in judgements.values()))
        noted = (*notes, *self._remarks(key, program, judged), *run.diagnostics, *lost)
        report = Report(
            schema_version=SCHEMA_VERSION,
            assignment=_assignment_entry(key.pack.assignment, key.edition_id),
            rubric=RubricEntry(rubric.name, rubric.digest),
            submission=submission,
            status="graded",
            score=shown(score.points, score.full),
            max_score=shown(score.full),
            pass_mark=self._mark(rubric),
            passed=score.passed,
            functions=tuple(self._functions(key, program, judgements, diagnoses)),
            adjustments=tuple(adjustment_entry(adjustment) for adjustment in score.adjustments),
            diagnostics=tuple(map(diagnostic_entry, noted)),
            environment=self.environment(key.seed, kinds),
            timing=Timing(0.0),
        )
        return located(report, cells)

    def _score(
        self, rubric: EditionRubric, judgements: Mapping[str, Judgement], run: RunResult, known: Circumstances
    ) -> tuple[Score, tuple[Diagnostic, ...]]:
        """Return the score after all adjustments, and a diagnostic on what the whole run cost."""
        points = (judgement.merit[0] for judgement in judgements.values())
        earned = scoring.score_of(points, rubric.max_score, self._mark(rubric))
        ran = scoring.after_whole_run(earned, rubric.execution, ran_to_the_end=run.ran_to_the_end)
        lost = () if run.ran_to_the_end else remarks.of_loss(rubric.execution, earned.points - ran.points)
        return scoring.after_circumstances(ran, rubric.late, known), lost

    def _remarks(self, key: AnswerKey, program: Program, judged: Judgements) -> tuple[Diagnostic, ...]:
        """Return the diagnostics."""
        return (
            program.diagnostics
            + remarks.of_isolation(self._isolation)
            + remarks.of_kinds(judged, key.runtime.kind)
            + remarks.of_training(program, key.pack.assignment)
            + remarks.of_run(program, judged)
            + remarks.of_remarks(judged)
        )

    def ungradable(self, submission: SubmissionEntry, error: GradeError) -> Report:
        """Report on a submission that contains nothing to grade."""
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
            diagnostics=(DiagnosticEntry("error", None, str(error)),),
            environment=self.environment(None),
            timing=Timing(0.0),
        )

    def skipped(
        self,
        submission: SubmissionEntry,
        assignment: Assignment,
        edition: str,
        rubric: EditionRubric,
        error: MachineError,
        *,
        seed: int,
    ) -> Report:
        """Report that the grader could not grade a submission: no verdict, and never a score of zero."""
        note = DiagnosticEntry("error", None, f"The grader failed, not the submission: {error}.")
        return Report(
            schema_version=SCHEMA_VERSION,
            assignment=_assignment_entry(assignment, edition),
            rubric=RubricEntry(rubric.name, rubric.digest),
            submission=submission,
            status="ungradable",
            score=None,
            max_score=shown(rubric.max_score),
            pass_mark=self._mark(rubric),
            passed=None,
            functions=tuple(
                FunctionEntry(name, "skipped", None, shown(rubric.points(name)), "Not graded.", None, ())
                for name in assignment.names
            ),
            diagnostics=(note,),
            environment=self.environment(seed),
            timing=Timing(0.0),
        )

    def environment(self, seed: int | None, kinds: tuple[str, ...] = ()) -> Environment:
        """Return the environment of this run; students do not see the seed.

        Args:
            seed: The seed of the submission's hidden cases; None for the one given by the user, if any.
            kinds: The kinds of boxes that the verdicts came from.
        """
        kerases = [version_of(KERAS[kind]) or "?" for kind in kinds if kind in KERAS]
        seed = self._seed if seed is None else seed
        return Environment(
            grader=__version__,
            python=platform.python_version(),
            numpy=np.__version__,
            tensorflow=version_of("tensorflow") if kerases else None,
            keras=", ".join(kerases) or None,
            isolation=IsolationEntry(self._isolation.level, self._isolation.mechanisms),
            seed=seed if self._audience == INSTRUCTOR else None,
        )

    def _functions(
        self,
        key: AnswerKey,
        program: Program,
        judgements: Mapping[str, Judgement],
        diagnoses: Mapping[str, Diagnosis],
    ) -> Iterator[FunctionEntry]:
        """Yield the functions of a report in order; an exception that recurs is quoted in full once."""
        repeats = Repeats()
        for name in key.pack.assignment.names:
            points = key.rubric.points(name)
            if name in judgements:
                yield self._function(judgements[name], diagnoses[name], points, repeats)
            else:
                yield _missing(name, program.missing[name], points)

    def _function(
        self, judgement: Judgement, diagnosis: Diagnosis, points: Fraction, repeats: Repeats
    ) -> FunctionEntry:
        say = repeats.names_for(judgement)
        return FunctionEntry(
            name=judgement.function,
            status=status_of(judgement),
            score=shown(judgement.merit[0], points),
            max_score=shown(points),
            feedback=function_feedback(
                judgement,
                diagnosis.misconception,
                self._audience,
                say,
                located=diagnosis.is_located,
                explained=diagnosis.is_explained,
            ),
            cell=None,
            code_cell=judgement.definition.cell,
            faults=tuple(fault_entry(fault, self._audience) for fault in diagnosis.faults),
            checks=tuple(check_entry(result, judgement, self._audience) for result in judgement.results),
        )

    def _mark(self, rubric: EditionRubric) -> float:
        return rubric.pass_mark if self._pass_mark is None else self._pass_mark


def _missing(name: str, reason: str, points: Fraction) -> FunctionEntry:
    return FunctionEntry(name, "missing", 0.0, shown(points), f"{name} {reason}", None, ())


def _assignment_entry(assignment: Assignment, edition: str) -> AssignmentEntry:
    return AssignmentEntry(assignment.id, assignment.title, edition, assignment.digest)


def status_of(judgement: Verdict) -> str:
    """Return the status of a function."""
    if judgement.passed:
        return "passed"
    if judgement.left_blank:
        return "missing"
    statuses = {result.status for result in judgement.results}
    return next((word for word in ("timeout", "error") if word in statuses), "failed")
