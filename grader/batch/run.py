"""One invocation of `grade`: prepare the request, run it, and yield results as they come."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.batch.archives import Archives
from grader.batch.attendance import classroom_of, latest, without_modules
from grader.batch.circumstances import (
    Adjustments,
    circumstances_of,
    read_adjustments,
    read_due,
    with_lateness,
)
from grader.batch.classroom import NOBODY
from grader.batch.collect import check_clashes, collect
from grader.batch.outputs import ILLUSTRATED
from grader.batch.report_folder import ReportFolder
from grader.batch.request import Request
from grader.batch.roster import read_roster
from grader.batch.runner import Runner
from grader.batch.sinks import Sinks
from grader.batch.summary import Remarks
from grader.batch.work import Work
from grader.errors import UnreadableError, UsageError
from grader.full_run.executed_notebook import check_destinations, saved_path
from grader.options import NOTHING_KNOWN, Circumstances, Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.report.exhibits import Graded
from grader.report.line import Line
from grader.sandbox import cores
from grader.support.text import some

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from grader.batch.classroom import Classroom
    from grader.batch.cluster import Cluster
    from grader.batch.collect import Found, Item
    from grader.batch.roster import Roster
    from grader.batch.runner import Done
    from grader.report.model import Report
    from grader.sandbox.machine import Machine


@cache
def _spare_the_collector() -> None:
    """Exempt loaded modules from garbage collection, once: later submissions need them too."""
    gc.freeze()


@dataclass(frozen=True)
class Result:
    """The outcome of one submission."""

    line: Line
    report: Report
    error: str = ""


class Run:
    """Submissions, options, and the destinations of the reports.

    Raises:
        UsageError: The request cannot be carried out; nothing has run yet.
    """

    def __init__(self, machine: Machine, submissions: Sequence[Path], **chosen: Any) -> None:
        self._asked, options = Request.split(chosen)
        asked = self._asked
        students = read_roster(asked.roster) if asked.roster else None
        found = self._collected(submissions, students, options.get("keep_notebook"))
        self.single = len(found.items) == 1 and not found.containers
        asked.check_outputs(single=self.single)
        self.files = [Path(name) for name in asked.output if name != "-"]
        self.grader = Grader(Library(asked.packs), machine, Options(**options))
        self.grader.check_options()
        self._archives = Archives()
        work = without_modules(found.items, self._is_work) if found.containers else found.items
        self.items, earlier = latest(work, self._assignment_of)
        self._resources = ExitStack()
        self._cluster = self._connected(asked.scheduler) if asked.scheduler else None
        threads = self._cluster.jobs if self._cluster else cores.available()
        self._jobs = max(1, min(asked.jobs or threads, len(self.items)))
        self._pending: Generator[Done] | None = None
        self._check_destinations()
        self.folder = self._report_folder(asked.output_dir) if asked.output_dir is not None else None
        left = self.folder.others(item.report for item in self.items) if self.folder else []
        modules = len(found.items) - len(work)
        classroom = classroom_of(self.items, earlier, students)
        self.items = [replace(item, handed_in=NOBODY) for item in self.items]  # the class list has it
        self._known = self._circumstances(classroom, asked.adjust, asked.due)
        self._classroom = classroom = with_lateness(classroom, self._known)
        notes = [*found.notes, *self._without_effect(asked.due)]
        self.remarks = Remarks(classroom, notes=notes, ignored=found.ignored, modules=modules, left=left)
        self._sinks = self._made_sinks(classroom)
        self.statistics = self._sinks.statistics

    def _collected(self, submissions: Sequence[Path], students: Roster | None, saved: Path | None) -> Found:
        """Find the submissions; what this run writes is not among them."""
        return collect(
            submissions,
            without=[folder for folder in (self._asked.output_dir, saved) if folder is not None],
            knows=students.knows if students else None,
            zip_encoding=self._asked.zip_encoding,
        )

    def _made_sinks(self, classroom: Classroom) -> Sinks:
        return Sinks(
            self.files,
            self.folder,
            classroom,
            self.remarks,
            single=self.single,
            reports={item.name: item.target for item in self.items},
            pages=self._asked.html,
            platform=self._asked.platform,
        )

    def _circumstances(
        self, classroom: Classroom, adjust: Path | None, due: str | None
    ) -> dict[str, Circumstances]:
        """Return what is known about each submission beside its content.

        Raises:
            UsageError: The file of adjustments or the time is unusable, or nobody submitted what is adjusted.
        """
        adjustments = (read_adjustments(adjust) if adjust else Adjustments()).in_class(classroom)
        time = read_due(due) if due else None
        each = (
            (item.name, circumstances_of(item.name, classroom.of(item.name), time, adjustments))
            for item in self.items
        )
        known = {name: circumstances for name, circumstances in each if circumstances != NOTHING_KNOWN}
        if unused := adjustments.unused():
            raise UsageError(f"--adjust {adjust}: no submission of {some(unused)}")
        return known

    def _without_effect(self, due: str | None) -> Iterator[str]:
        """Yield a note if lateness was given, but no rubric in use deducts points for it."""
        if due is None and all(known.minutes_late is None for known in self._known.values()):
            return
        if not self.grader.rubrics.any_deducts_lateness():
            yield "--due and late_minutes deduct no points: the rubric has no deduction for lateness (late)"

    def _connected(self, scheduler: str) -> Cluster:
        """Connect to a cluster, which grades instead of this machine."""
        from grader.batch.cluster import Cluster, connected  # heavy and optional

        if self.grader.options.keep_notebook is not None:
            raise UsageError("--keep-notebook cannot be combined with --scheduler")
        return Cluster(self._resources.enter_context(connected(scheduler)), self.grader, self._asked.packs)

    def _report_folder(self, path: Path) -> ReportFolder:
        check_clashes(self.items)
        return ReportFolder(path)

    def _check_destinations(self) -> None:
        """Ensure that every executed notebook that is saved has its own path.

        Raises:
            UsageError: Two would share a path, or one would overwrite a submission.
        """
        saved = self.grader.options.keep_notebook
        if saved is None:
            return
        handed_in = {item.path: saved_path(saved, item.report) for item in self.items}
        check_destinations(saved, many=not self.single, handed_in=handed_in)
        check_clashes(self.items, "saved")

    def start(self) -> Generator[Done]:
        """Start grading in the background, unless started already."""
        if self._pending is None:
            illustrated = any(path.suffix in ILLUSTRATED for path in self.files)
            runner = Runner(
                self.grader,
                self._archives,
                self.folder,
                self._cluster,
                pages=self._asked.html,
                illustrated=illustrated,
                known=self._known,
                title_of=lambda name: self._classroom.of(name).title(name),
            )
            self._pending = runner.start(self.items, self._jobs)
        return self._pending

    def results(self) -> Iterator[Result]:
        """Grade, write reports as they come, and yield the outcome of each submission, in order.

        Raises:
            GradeError: A file cannot be written, or a pack is invalid.
        """
        try:
            self._sinks.open()
            for done in self.start():
                report = self._report(done)
                self._sinks.add(report)
                yield Result(Line.of(report), report, done.error)
                self._sinks.add_shown(done.graded or Graded(report))
                _spare_the_collector()
            self._sinks.finish()
        except GeneratorExit:  # the caller stops: running work finishes first
            self.start().close()
            raise
        finally:
            self._archives.close()
            self._sinks.close()
            self._resources.close()

    def _report(self, done: Done) -> Report:
        """Return the report on a submission, from the folder if it is stored there."""
        return done.report or self.folder.read(done.item.report)  # type: ignore[union-attr]

    def _is_work(self, item: Item) -> bool:
        """Return whether a submission defines a graded function, or cannot be read."""
        try:
            submission = Work(item, self._archives).file.submission
        except UnreadableError:
            return True
        return any(pack.names_in(submission) for pack in self.grader.library.packs.values())

    def _assignment_of(self, item: Item) -> str | None:
        """Return the assignment of a submission, to decide whether it is another attempt."""
        if self.grader.options.assignment is not None:
            return self.grader.options.assignment
        try:
            pack = self.grader.library.recognise(Work(item, self._archives).file.submission)
        except UnreadableError:
            return None
        return pack.assignment.id if pack else None
