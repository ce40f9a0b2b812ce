"""The pipeline: read, recognise, extract, run and judge, run the whole notebook, report."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from grader.diagnosis.diagnose import diagnose
from grader.diagnosis.sentences import INSTRUCTOR
from grader.errors import GradeError, MachineError, PackError, UnreadableError, UsageError
from grader.extract import extract
from grader.extract.notebook_format import FormatChecker
from grader.extract.submission import SubmissionFile
from grader.full_run.addition import WholeRun
from grader.full_run.executed_notebook import saved_path
from grader.judging import packages
from grader.judging.answer_keys import AnswerKeyStore
from grader.judging.hidden_sets import seed_for
from grader.judging.judge import run_public_cases
from grader.judging.kernel_state import judge_as_kernel, run_public_as_kernel
from grader.options import CHOICES, Circumstances, Options
from grader.packs.rubrics import Rubrics
from grader.report.build import ReportBuilder
from grader.report.exhibits import Graded
from grader.report.model import SCHEMA_VERSION, SubmissionEntry, Timing
from grader.report.packages import without_verdict
from grader.sandbox.runtimes import kinds_of_boxes
from grader.sandbox.versions import keras_versions
from grader.support.background import BackgroundResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.extract import Program
    from grader.extract.submission import Diagnostic, Submission
    from grader.judging.answer_key import AnswerKey
    from grader.judging.answer_keys import AnswerKeys
    from grader.packs import Edition, EditionRubric, Library, Pack, Rubric
    from grader.report.model import Report
    from grader.sandbox.machine import Machine


T = TypeVar("T")


@dataclass(frozen=True)
class _Task:
    """A submission with its assignment, edition and rubric."""

    submission: Submission
    pack: Pack
    edition: Edition
    rubric: EditionRubric
    seed: int


@dataclass
class Grader:
    """Grades submissions with one set of options; thread-safe."""

    library: Library
    machine: Machine
    options: Options = field(default_factory=Options)

    def __post_init__(self) -> None:
        chosen = self.options
        isolation = self.machine.isolation_from(self.library.roots)
        self.reports = ReportBuilder(isolation, chosen.audience, chosen.seed, chosen.pass_mark)
        self.rubrics = Rubrics(self.library, chosen.rubric)
        self.keys = AnswerKeyStore(self.machine, self.rubrics, chosen)
        self._formats = FormatChecker()

    def grade(self, path: Path, name: str | None = None, keep: Path | None = None) -> Report:
        """Grade one submission; always returns a report, `ungradable` if there is no verdict.

        Args:
            path: The notebook or script.
            name: Its name in the report; by default the path as given.
            keep: The path for the executed notebook; by default from the options.

        Raises:
            UsageError: The options fit no assignment or rubric.
            PackError: A pack does not match its schema.
        """
        return self.grade_file(SubmissionFile(path, name), keep)

    def grade_file(self, file: SubmissionFile, keep: Path | None = None) -> Report:
        """Grade a file that may have been read already; otherwise as `grade`."""
        return self.graded_file(file, keep).report

    def graded_file(self, file: SubmissionFile, keep: Path | None = None) -> Graded:
        """Grade a file as `grade_file` does; the report comes with what it was made from."""
        start = time.monotonic()
        if keep is None and self.options.keep_notebook is not None:
            keep = saved_path(Path(self.options.keep_notebook), Path(file.path.name))
        entry = SubmissionEntry(file.name, None)
        submission = None
        try:
            submission = file.submission
            entry = replace(entry, digest=submission.digest)
            graded = self._graded(entry, self._recognised(submission), keep, file.known)
        except UnreadableError as error:
            graded = Graded(self.reports.ungradable(entry, error), submission)
        timing = Timing.rounded(time.monotonic() - start, exactly=self.options.audience == INSTRUCTOR)
        report = replace(graded.report, timing=timing)
        return replace(graded, report=report)

    def _graded(self, entry: SubmissionEntry, task: _Task, keep: Path | None, known: Circumstances) -> Graded:
        """Extract a submission's code, judge it, run the whole notebook if requested, and report."""
        pack = task.pack
        try:
            with self._getting_ready(task):
                program = _extracted(task)
                keys = self.keys.keys_for(program, pack, task.edition, task.seed)
                notes = BackgroundResult(lambda: self._format_notes(task.submission, keys.first))
                public = _retried(keys, lambda: run_public_as_kernel(run_public_cases(program, keys)))
                whole = WholeRun(
                    task.submission, pack, public.kind(self._kind(task)), self.options, self.machine
                )
                run = whole.result(task.rubric, keep)
                judged = _retried(keys, lambda: judge_as_kernel(public))  # after it, a student reads no box
                program, judgements = judged.program, judged.judgements
                if not self.options.require_packages:
                    judgements = packages.marked(judgements, program)
                diagnoses = diagnose(program, judgements.by_function, self.options.diagnosis)
                found = (program, judgements, diagnoses)
                cells = task.submission.cells
                report = self.reports.graded(
                    entry, keys.first, *found, cells=cells, notes=notes.result(), run=run, known=known
                )
                report = without_verdict(report, judgements.by_function)
                return Graded(
                    report,
                    task.submission,
                    judgements.by_function,
                    self.options.audience,
                    incomplete=run.grader_failed,
                )
        except MachineError as error:
            edition, seed = task.edition.id, task.seed
            report = self.reports.skipped(entry, pack.assignment, edition, task.rubric, error, seed=seed)
            return Graded(report, task.submission)

    def _recognised(self, submission: Submission) -> _Task:
        """Identify a submission.

        Raises:
            UnreadableError: It matches no known assignment, or the rubric belongs to another assignment.
            UsageError: The options fit no assignment or rubric.
            PackError: A pack does not match its schema.
        """
        pack = self._pack_of(submission)
        edition = pack.edition_of(submission)
        rubric = self._rubric_for(pack, submission)
        seed = self.options.seed
        if seed is None:
            seed = seed_for(submission.digest, pack, rubric)
        pack = pack.in_edition(edition)
        return _Task(submission, pack, edition, rubric.of(pack.assignment, edition.id), seed)

    def _pack_of(self, submission: Submission) -> Pack:
        if self.options.assignment is not None:
            return self.library.get(self.options.assignment)
        pack = self.library.recognise(submission)
        if pack is None:
            raise UnreadableError(self._why_unknown(submission))
        return pack

    def _rubric_for(self, pack: Pack, submission: Submission) -> Rubric:
        try:
            return self.rubrics.of(pack)
        except (UsageError, PackError) as error:
            if self.options.assignment is not None or not self.rubrics.fit_another(pack):
                raise
            raise UnreadableError(f"{submission.path}: is {pack.assignment.id}, but {error}") from error

    def _why_unknown(self, submission: Submission) -> str:
        """Explain why a submission was not recognised."""
        resembled = self.library.resembled(submission)
        if resembled is None:
            known = ", ".join(self.library.packs)
            return f"{submission.path}: defines no function of a known assignment; known are: {known}"
        names, assignment = ", ".join(sorted(resembled.names_in(submission))), resembled.assignment.id
        text = f"{submission.path}: defines {names}, like {assignment}, but contains none of its text"
        if others := resembled.misfits(submission):
            has = "has" if len(others) == 1 else "have"
            return f"{text}, and {', '.join(others)} {has} other parameters: it is another project"
        return f"{text}; --assignment {assignment} grades it anyway"

    def _kind(self, task: _Task) -> str:
        """Return the kind of box that a submission was written for."""
        runtime, text = task.pack.assignment.runtime, task.submission.text
        return kinds_of_boxes(runtime, self.options.keras, text, task.edition.keras)[0]

    @contextlib.contextmanager
    def _getting_ready(self, task: _Task) -> Iterator[None]:
        """Start the first boxes and answer key in the background, ready for later submissions."""
        ready = BackgroundResult(lambda: self._get_ready(task)) if self.keys.is_empty else None
        try:
            yield
        finally:
            if ready:
                ready.wait()

    def _get_ready(self, task: _Task) -> None:
        """Start the box provider, and the reference if its cases are known."""
        kind = self._kind(task)
        self.machine.provider(kind).start()
        if not task.pack.reference.variants:
            self.keys.key(task.pack, task.edition.id, kind, task.seed).start()

    def _format_notes(self, submission: Submission, key: AnswerKey) -> tuple[Diagnostic, ...]:
        """Validate the report format once the reference has answered; until then the processor is busy."""
        with contextlib.suppress(GradeError):
            key.start().wait()
        return self._formats.notes(submission)

    def check_options(self) -> None:
        """Validate the options before anything runs.

        Raises:
            UsageError: There is no such assignment or rubric, or an option cannot have this value.
            PackError: A pack does not match its schema.
        """
        for name, known in CHOICES.items():
            value = getattr(self.options, name)
            if value not in known:
                raise UsageError(f"{name} is {value!r}, but must be one of {', '.join(known)}")
        if self.options.keep_notebook is not None and self.options.execute != "all":
            raise UsageError("--keep-notebook requires --execute all")
        if self.options.assignment is not None:
            self.rubrics.of(self.library.get(self.options.assignment))

    @cached_property
    def basis_by_subject(self) -> dict[str, str]:
        """Everything but the submission that its report depends on, as texts to compare."""
        packs = [(pack.assignment.digest, self.rubrics.digest(pack)) for pack in self.library.packs.values()]
        environment = vars(self.reports.environment(None)).copy()
        isolation = environment.pop("isolation")
        versions = (SCHEMA_VERSION, environment, keras_versions())
        subjects = {"options": self.options, "assignments": packs, "versions": versions}
        return {subject: repr(what) for subject, what in {**subjects, "isolation": isolation}.items()}

    @property
    def basis(self) -> str:
        """The same as one text."""
        return repr(self.basis_by_subject)

    def broken(self, name: str, error: Exception) -> Report:
        """Report an internal error of the grader on a submission."""
        failure = MachineError(f"{name}: caused {type(error).__name__} in the grader; --verbose shows where")
        return self.reports.ungradable(SubmissionEntry(name, None), failure)


def _retried(keys: AnswerKeys, stage: Callable[[], T]) -> T:
    """Run a stage of judging; retry after a machine failure, which other code may have caused."""
    try:
        return stage()
    except MachineError:
        keys.renew()
        return stage()


def _extracted(task: _Task) -> Program:
    """Extract the graded definitions of a submission, and their dependencies."""
    assignment = task.pack.assignment
    return extract(
        task.submission,
        assignment.names,
        stubs=assignment.stubs,
        starter=task.pack.starter,
        cells=assignment.cells,
    )
