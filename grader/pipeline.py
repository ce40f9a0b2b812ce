"""The way through: read, recognise, extract, run and check, report."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import GradeError, MachineError, PackError, UnreadableError, UsageError
from grader.extract import extract
from grader.extract.submission import Submission, read
from grader.full_run.addition import WholeRun
from grader.full_run.executed_notebook import saved_path
from grader.judging.answer_key import Exam
from grader.judging.judge import Judged, judge_on_each
from grader.options import Options
from grader.report.build import ReportBuilder
from grader.report.model import SCHEMA_VERSION, SubmissionEntry, Timing
from grader.sandbox.interface import Limits
from grader.sandbox.runtimes import kinds_of_boxes
from grader.sandbox.versions import keras_versions
from grader.support.background import BackgroundResult

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.extract import Program
    from grader.extract.submission import Diagnostic
    from grader.packs import Generation, Library, Pack, Rubric
    from grader.report.model import Report
    from grader.sandbox.machine import Machine


@dataclass
class Grader:
    """Grades any number of submissions, from any number of threads, with one set of options."""

    library: Library
    machine: Machine
    options: Options = field(default_factory=Options)
    only_one: bool = False  # no other submission will follow: then some preparations don't pay

    def __post_init__(self) -> None:
        chosen = self.options
        isolation = self.machine.isolation_from(self.library.roots)
        self.reports = ReportBuilder(isolation, chosen.audience, chosen.seed, chosen.pass_mark)
        self._exams: dict[tuple[object, ...], Exam] = {}
        self._rubrics: dict[str, Rubric] = {}
        self._lock = threading.RLock()

    def grade(self, path: Path, name: str | None = None, keep: Path | None = None) -> Report:
        """Grade one submission: a report always, `ungradable` where there is no verdict.

        Args:
            path: The notebook or script.
            name: How the report calls it; by default the path as given.
            keep: Where the notebook is kept as it was executed; by default as the options say.

        Raises:
            UsageError: The options fit no assignment or rubric.
            PackError: A pack is not as its schema says.
        """
        start = time.monotonic()
        if keep is None and self.options.keep_notebook is not None:
            keep = saved_path(Path(self.options.keep_notebook), Path(path.name))
        try:
            report = self._grade(read(path, name=name), keep)
        except UnreadableError as error:
            report = self.reports.ungradable(SubmissionEntry(name or str(path), None), error)
        return replace(report, timing=Timing(round(time.monotonic() - start, 3)))

    def _grade(self, submission: Submission, keep: Path | None) -> Report:
        entry = SubmissionEntry(submission.path, submission.digest)
        pack = self._pack_of(submission)
        if pack is None:
            return self.reports.ungradable(entry, UnreadableError(self._why_unknown(submission)))
        assignment, rubric = pack.assignment, self._rubric_for(pack, submission)
        edition = pack.generation_of(submission)
        generation = edition.id
        kinds = kinds_of_boxes(assignment.runtime, self.options.keras, submission.text)
        get_ready = partial(self._get_ready, pack, generation, kinds[0])
        ready = (
            BackgroundResult(get_ready) if self.only_one or not self._exams else None
        )  # while cells are taken apart
        program = extract(
            submission,
            assignment.names,
            stubs=assignment.stubs,
            starter=pack.starter,
            cells=assignment.cells,
        )
        exams, accepted = self._exams_for(program, pack, edition)
        notes = BackgroundResult(lambda: self._format_notes(submission, exams[0])) if self.only_one else None
        try:
            judged = self._judged(program, exams, accepted)
            remarks = notes.result() if notes else submission.format_notes()
            whole = WholeRun(submission, pack, judged.kind(kinds[0]), self.options, self.machine)
            run = whole.result(rubric, keep)
            return self.reports.graded(entry, exams[0](), program, judged, notes=remarks, run=run)
        except MachineError as error:
            return self.reports.skipped(entry, assignment, generation, rubric, error)
        finally:
            if ready:
                ready.wait()

    def _exams_for(
        self, program: Program, pack: Pack, edition: Generation
    ) -> tuple[Sequence[Callable[[], Exam]], Sequence[Callable[[], Exam]]]:
        """Return the exams of a program's edition, one for each kind of box, and those of other editions."""
        kinds = kinds_of_boxes(pack.assignment.runtime, self.options.keras, program.source)
        variants = program.uses_of_stubs(pack.reference.variants)
        exams = [partial(self._exam, pack, edition.id, variants, kind) for kind in kinds]
        return exams, [partial(self._exam, pack, other, variants, kinds[0]) for other in edition.accepts]

    def _get_ready(self, pack: Pack, generation: str, kind: str) -> None:
        """Start what boxes come from, and let the reference answer if it is known what it will be asked."""
        self.machine.provider(kind).start()
        if not pack.reference.variants:
            self._exam(pack, generation, (), kind)

    def _judged(
        self,
        program: Program,
        exams: Sequence[Callable[[], Exam]],
        accepted: Sequence[Callable[[], Exam]],
    ) -> Judged:
        """Run and check a program; once more if the machine broke down: another's code may have done it."""
        try:
            return judge_on_each(program, exams, accepted)
        except MachineError:
            again = [[partial(_renewed, exam) for exam in ways] for ways in (exams, accepted)]
            return judge_on_each(program, *again)

    def _format_notes(self, submission: Submission, exam: Callable[[], Exam]) -> tuple[Diagnostic, ...]:
        """Check the format once the reference has answered: until then the processor has enough to do."""
        with contextlib.suppress(GradeError):
            exam().answered()
        return submission.format_notes(only_one=True)

    def check_options(self) -> None:
        """Make sure that the options fit together before anything runs.

        Raises:
            UsageError: There is no such assignment or rubric.
            PackError: A pack is not as its schema says.
        """
        if self.options.keep_notebook is not None and self.options.execute != "all":
            raise UsageError("--keep-notebook keeps what --execute all has run; add that")
        if self.options.assignment is not None:
            self.library.get(self.options.assignment).rubric(self.options.rubric)

    @cached_property
    def basis(self) -> str:
        """Everything but the submission that its report depends on, as a text to compare."""
        packs = [(pack.assignment.digest, self._rubric_digest(pack)) for pack in self.library.packs.values()]
        return repr((SCHEMA_VERSION, self.options, packs, self.reports.environment(None), keras_versions()))

    def broken(self, name: str, error: Exception) -> Report:
        """Report that the grader itself broke on a submission."""
        failure = MachineError(f"{type(error).__name__} in the grader; --verbose shows where")
        return self.reports.ungradable(SubmissionEntry(name, None), failure)

    def _pack_of(self, submission: Submission) -> Pack | None:
        if self.options.assignment is not None:
            return self.library.get(self.options.assignment)
        return self.library.recognise(submission)

    def _why_unknown(self, submission: Submission) -> str:
        """Say why it is not known which assignment a submission is."""
        resembled = self.library.resembled(submission)
        if resembled is None:
            known = ", ".join(self.library.packs)
            return f"{submission.path}: defines no function of a known assignment; there are: {known}"
        names, assignment = ", ".join(resembled.names_in(submission)), resembled.assignment.id
        return (
            f"{submission.path}: defines {names}, as {assignment} does, but has none of its text; "
            f"--assignment {assignment} grades it anyway"
        )

    def _exam(self, pack: Pack, generation: str, variants: tuple[str, ...], kind: str) -> Exam:
        with self._lock:
            key = (pack.assignment.id, generation, variants, kind)
            if key not in self._exams:
                self._exams[key] = Exam(
                    pack,
                    generation,
                    self._rubric(pack),
                    self.machine.provider(kind),
                    variants=variants,
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

    def _rubric_for(self, pack: Pack, submission: Submission) -> Rubric:
        """Return the rubric of a submission's assignment.

        Raises:
            UnreadableError: The one that was chosen is another assignment's.
        """
        try:
            return self._rubric(pack)
        except (UsageError, PackError) as error:
            if self.only_one or self.options.assignment is not None or not self._fits_another(pack):
                raise
            raise UnreadableError(f"{submission.path}: is {pack.assignment.id}, but {error}") from error

    def _fits_another(self, pack: Pack) -> bool:
        """Tell whether the chosen rubric is one of some other assignment's."""
        others = (other for other in self.library.packs.values() if other is not pack)
        return any(self._rubric_digest(other) for other in others)

    def _rubric_digest(self, pack: Pack) -> str:
        try:
            return self._rubric(pack).digest
        except (UsageError, PackError):  # it is a rubric of another assignment
            return ""


def _renewed(exam: Callable[[], Exam]) -> Exam:
    return exam().renewed()
