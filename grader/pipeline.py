"""The way through: read, extract, run, check, diagnose, report."""

from __future__ import annotations

import platform
import threading
import time
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import grader
from grader import diagnostics
from grader.errors import GradeError, MachineError, UnreadableError, UsageError
from grader.exam import Exam
from grader.extract import extract
from grader.feedback import INSTRUCTOR, check_entry, function_feedback, misconception_of
from grader.judge import judge
from grader.later import Later
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
from grader.run.interface import Limits
from grader.submission import Diagnostic, Submission, read

if TYPE_CHECKING:
    from pathlib import Path

    from grader.extract import Program
    from grader.judge import Judgement
    from grader.packs import Library, Pack, Rubric
    from grader.run.machine import Machine


@dataclass(frozen=True)
class Options:
    """What a user may choose; the names are those of the command line."""

    assignment: str | None = None
    rubric: str | None = None
    seed: int | None = None
    audience: str = "student"
    pass_mark: float | None = None
    timeout: float | None = None
    memory: int = 4096
    isolation: str = "auto"


@dataclass
class Grader:
    """Grades any number of submissions, from any number of threads, with one set of options."""

    library: Library
    machine: Machine
    options: Options = field(default_factory=Options)

    def __post_init__(self) -> None:
        self._exams: dict[tuple[str, str], Exam] = {}
        self._rubrics: dict[str, Rubric] = {}
        self._lock = threading.Lock()
        self._exams_lock = threading.Lock()

    def grade(self, path: Path, name: str | None = None) -> Report:
        """Grade one submission: a report always, `ungradable` where there is no verdict.

        Args:
            path: The notebook or script.
            name: How the report calls it; by default the path as given.

        Raises:
            UsageError: The options fit no assignment or rubric.
            PackError: A pack is not as its schema says.
        """
        start = time.monotonic()
        try:
            submission = read(path, name=name)
        except UnreadableError as error:
            report = self._ungradable(SubmissionEntry(name or str(path), None), error)
        else:
            report = self._grade(submission)
        return replace(report, timing=Timing(round(time.monotonic() - start, 3)))

    def check_options(self) -> None:
        """Make sure that the options fit together before anything runs.

        Raises:
            UsageError: There is no such assignment or rubric.
            PackError: A pack is not as its schema says.
        """
        if self.options.assignment is not None:
            self.library.get(self.options.assignment).rubric(self.options.rubric)

    @cached_property
    def basis(self) -> str:
        """Everything but the submission that its report depends on, as a text to compare."""
        packs = [(pack.assignment.digest, self._rubric_digest(pack)) for pack in self.library.packs.values()]
        return repr((self.options, packs, self._environment(None)))

    def broken(self, name: str, error: Exception) -> Report:
        """Report that the grader itself broke on a submission."""
        failure = MachineError(f"{type(error).__name__} in the grader; --verbose shows where")
        return self._ungradable(SubmissionEntry(name, None), failure)

    def _grade(self, submission: Submission) -> Report:
        entry = SubmissionEntry(submission.path, submission.digest)
        pack = self._pack_of(submission)
        if pack is None:
            known = ", ".join(self.library.packs)
            error = UnreadableError(
                f"{submission.path}: defines no function of a known assignment; there are: {known}"
            )
            return self._ungradable(entry, error)
        rubric = self._rubric(pack)
        generation = pack.generation_of(submission).id
        assignment = pack.assignment
        exam = Later(lambda: self._exam(pack, generation, rubric))  # answers while the cells are taken apart
        program = extract(submission, assignment.names, stand_ins=assignment.stand_ins, starter=pack.starter)
        report = Report(
            schema_version=SCHEMA_VERSION,
            assignment=AssignmentEntry(assignment.id, assignment.title, generation, assignment.digest),
            rubric=RubricEntry(rubric.name, rubric.digest),
            submission=entry,
            status="graded",
            score=0.0,
            max_score=rubric.max_score,
            pass_mark=rubric.pass_mark if self.options.pass_mark is None else self.options.pass_mark,
            passed=False,
            functions=(),
            diagnostics=program.diagnostics + diagnostics.of_isolation(self.machine.isolation),
            environment=self._environment(rubric),
            timing=Timing(0.0),
        )
        try:
            return self._verdict(report, submission, program, exam.result())
        except MachineError:
            pass  # another's code may have broken the machine: once more, on a new one
        try:
            self._exams.pop((assignment.id, generation), None)
            return self._verdict(report, submission, program, self._exam(pack, generation, rubric))
        except MachineError as error:
            return self._skipped(report, rubric, error)

    def _verdict(self, report: Report, submission: Submission, program: Program, exam: Exam) -> Report:
        """Run and check a program, and write the outcome into its report."""
        format_notes = Later(submission.format_notes)
        judged = judge(program, exam, self.machine)
        functions = tuple(
            self._function(name, program, judged.judgements.get(name), exam)
            for name in exam.pack.assignment.names
        )
        score = round(sum(function.score or 0.0 for function in functions), 2)
        percent = 100 * score / exam.rubric.max_score if exam.rubric.max_score else 100.0
        return replace(
            report,
            score=score,
            passed=percent >= (report.pass_mark or 0.0),
            functions=functions,
            diagnostics=format_notes.result() + report.diagnostics + diagnostics.of_run(program, judged),
        )

    def _function(
        self, name: str, program: Program, judgement: Judgement | None, exam: Exam
    ) -> FunctionEntry:
        points = round(sum(criterion.points for criterion in exam.rubric.functions[name]), 2)
        if judgement is None:
            return FunctionEntry(name, "missing", 0.0, points, f"{name} {program.missing[name]}.", None, ())
        audience = self.options.audience
        misconception = misconception_of(judgement, exam)
        return FunctionEntry(
            name=name,
            status=_status(judgement),
            score=round(sum(result.score for result in judgement.results), 2),
            max_score=points,
            feedback=function_feedback(judgement, misconception, audience),
            cell=judgement.definition.cell,
            checks=tuple(check_entry(result, judgement, audience) for result in judgement.results),
        )

    def _exam(self, pack: Pack, generation: str, rubric: Rubric) -> Exam:
        with self._exams_lock:
            key = (pack.assignment.id, generation)
            if key not in self._exams:
                self._exams[key] = Exam(
                    pack,
                    generation,
                    rubric,
                    self.machine,
                    seed=self.options.seed,
                    timeout=self.options.timeout,
                    limits=Limits(memory_bytes=self.options.memory * 2**20),
                )
            return self._exams[key]

    def _rubric(self, pack: Pack) -> Rubric:
        with self._lock:
            if pack.assignment.id not in self._rubrics:
                self._rubrics[pack.assignment.id] = pack.rubric(self.options.rubric)
            return self._rubrics[pack.assignment.id]

    def _rubric_digest(self, pack: Pack) -> str:
        try:
            return self._rubric(pack).digest
        except UsageError:  # it has no rubric of that name
            return ""

    def _pack_of(self, submission: Submission) -> Pack | None:
        if self.options.assignment is not None:
            return self.library.get(self.options.assignment)
        return self.library.recognise(submission)

    def _environment(self, rubric: Rubric | None) -> Environment:
        seed = rubric.seed if rubric and self.options.seed is None else self.options.seed
        isolation = self.machine.isolation
        return Environment(
            grader=grader.__version__,
            python=platform.python_version(),
            numpy=_version("numpy"),
            tensorflow=None,
            keras=None,
            isolation=IsolationEntry(isolation.level, isolation.mechanisms),
            seed=seed if self.options.audience == INSTRUCTOR else None,
        )

    def _ungradable(self, entry: SubmissionEntry, error: GradeError) -> Report:
        """Report on a submission that there is nothing to grade in."""
        return Report(
            schema_version=SCHEMA_VERSION,
            assignment=None,
            rubric=None,
            submission=entry,
            status="ungradable",
            score=None,
            max_score=None,
            pass_mark=None,
            passed=None,
            functions=(),
            diagnostics=(Diagnostic("error", None, str(error)),),
            environment=self._environment(None),
            timing=Timing(0.0),
        )

    def _skipped(self, report: Report, rubric: Rubric, error: MachineError) -> Report:
        """Report that the grader could not judge a submission: no verdict, and never a zero."""
        functions = tuple(
            FunctionEntry(
                name, "skipped", None, round(sum(c.points for c in criteria), 2), "Not judged.", None, ()
            )
            for name, criteria in rubric.functions.items()
        )
        note = Diagnostic("error", None, f"The grader failed, not the submission: {error}.")
        return replace(
            report,
            status="ungradable",
            score=None,
            passed=None,
            functions=functions,
            diagnostics=(*report.diagnostics, note),
        )


def _status(judgement: Judgement) -> str:
    if judgement.passed:
        return "passed"
    if judgement.definition.blank and judgement.merit == (0.0, 0):
        return "missing"
    statuses = {result.status for result in judgement.results}
    return next((word for word in ("timeout", "error") if word in statuses), "failed")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
