"""One invocation of `grade`: many submissions through one pipeline, their reports into files."""

from __future__ import annotations

import gc
import os
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.batch.archives import Archives
from grader.batch.attendance import classroom_of, latest, without_modules
from grader.batch.collect import check_clashes, collect
from grader.batch.gradebook import Gradebook
from grader.batch.outputs import MANY, RENDERERS, ManyReports, ReportFolder, check_output, key_of
from grader.batch.pool import WarmUpScheduler, in_order
from grader.batch.roster import read_roster
from grader.batch.summary import Remarks
from grader.errors import GradeError, UnreadableError
from grader.extract.submission import read
from grader.full_run.executed_notebook import check_destinations, saved_path
from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.report.formats.json import render_json
from grader.report.line import Line
from grader.report.model import SubmissionEntry
from grader.sandbox.runtimes import likely_kind
from grader.support.atomic_files import remove_stale, write_atomically

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from grader.batch.collect import Item
    from grader.report.model import Report
    from grader.sandbox.machine import Machine


@cache
def _keep_for_good() -> None:
    """Spare the collector what has been loaded, once: what one submission needed, the others will."""
    gc.freeze()


@dataclass(frozen=True)
class Result:
    """What became of one submission."""

    line: Line
    report: Report
    error: str = ""


@dataclass(frozen=True)
class _Done:
    """A submission that has been dealt with; its report is None when it lies in the folder."""

    item: Item
    report: Report | None = None
    error: str = ""


class Run:
    """Submissions, options, and where the reports go.

    Raises:
        UsageError: The request can't be carried out; nothing has run yet.
    """

    def __init__(
        self,
        machine: Machine,
        submissions: Sequence[Path],
        *,
        output: Sequence[str] = (),
        output_dir: Path | None = None,
        jobs: int | None = None,
        packs: Sequence[Path] = (),
        roster: Path | None = None,
        **options: Any,
    ) -> None:
        saved = options.get("keep_notebook")
        found = collect(submissions, without=[folder for folder in (output_dir, saved) if folder is not None])
        self.single = len(found.items) == 1 and not found.containers
        for name in output:
            check_output(name, many=not self.single)
        self.files = [Path(name) for name in output if name != "-"]
        self.grader = Grader(Library(packs), machine, Options(**options), only_one=self.single)
        self.grader.check_options()
        students = read_roster(roster) if roster else None
        self.archives = Archives()
        work = without_modules(found.items, self._is_work) if found.containers else found.items
        self.items, earlier = latest(work, self._assignment_of)
        self.jobs = max(1, min(jobs or os.cpu_count() or 1, len(self.items)))
        self.classroom = classroom_of(self.items, earlier, students)
        self._warm_ups = WarmUpScheduler(self._kind_of, [machine.kind])
        self._pending: Generator[_Done] | None = None
        if saved is not None:
            self._check_destinations(saved)
        self.folder = None
        if output_dir is not None:
            check_clashes(self.items)
            self.folder = ReportFolder(output_dir)
        left = self.folder.others(item.report for item in self.items) if self.folder else []
        modules = len(found.items) - len(work)
        self.remarks = Remarks(self.classroom, ignored=found.ignored, modules=modules, left=left)

    def _check_destinations(self, saved: Path) -> None:
        """Make sure that executed notebooks have a place of their own.

        Raises:
            UsageError: Two of them would not, or one would replace what was handed in.
        """
        handed_in = {item.path: saved_path(saved, item.report) for item in self.items}
        check_destinations(saved, many=not self.single, handed_in=handed_in)
        check_clashes(self.items, "kept")

    def start(self) -> Generator[_Done]:
        """Begin to grade, if that has not begun; the caller may go on with something else meanwhile."""
        if self._pending is None:
            self._pending = in_order(self._grade, self.items, self.jobs, self._warm_ups)
        return self._pending

    def results(self) -> Iterator[Result]:
        """Grade, write reports as they come, and yield what became of each submission, in order.

        Raises:
            GradeError: A file can't be written, or a pack is not as it should be.
        """
        files: list[ManyReports] = []
        try:
            files += self._files_of_many()
            for done in self.start():
                result = self._result(done)
                for file in files:
                    file.add(result.report)
                self.remarks.add(result.report)
                yield result
                for path in self.files:
                    if path.suffix not in MANY:
                        write_atomically(path, RENDERERS[path.suffix](result.report))
                _keep_for_good()
            while files:
                files.pop(0).finish()
            if self.folder:
                self.folder.finish()
        except GeneratorExit:  # nobody wants the rest: what has begun comes to its end first
            self.start().close()
            raise
        finally:
            for file in files:
                file.discard()
            self.archives.close()
            if self.folder:
                self.folder.close()

    def _files_of_many(self) -> Iterator[ManyReports]:
        """Open the files that hold many reports; a gradebook lies with the reports of a class."""
        remove_stale(stray for path in self.files for stray in path.absolute().parent.iterdir())
        for path in self.files:
            if path.suffix in MANY:
                yield ManyReports(path, MANY[path.suffix](self.classroom))
        if self.folder and not self.single:
            yield ManyReports(self.folder.gradebook, Gradebook(self.classroom))

    def _result(self, done: _Done) -> Result:
        """Return what became of a submission; reports in the folder wait there until it is their turn."""
        report = done.report or self.folder.read(done.item.report)  # type: ignore[union-attr]
        return Result(Line.of(report), report, done.error)

    def _grade(self, item: Item) -> _Done:
        try:
            with self._file(item) as path:
                return self._graded(item, path)
        except UnreadableError as error:
            sentence = UnreadableError(f"{item.name}: {error}")
            entry = SubmissionEntry(item.name, None)
            return self._saved(item, None, self.grader.reports.ungradable(entry, sentence))
        finally:
            self.grader.machine.busy.set()  # or never will be: nobody may wait for a box that is not needed

    @contextmanager
    def _file(self, item: Item) -> Iterator[Path]:
        """Give a submission a file, if it is in an archive.

        Raises:
            UnreadableError: It can't be read; the message is the end of a sentence.
        """
        if item.problem:
            raise UnreadableError(item.problem)
        if not item.members:
            yield item.path
            return
        with self.archives.file(item.path, item.members) as path:
            yield path

    def _graded(self, item: Item, path: Path) -> _Done:
        key = self._key(item, path) if self.folder else None
        saved = self._saved_notebook(item)
        is_saved = saved is None or saved.exists()
        if self.folder and key and is_saved and self.folder.is_current(item.report, key):
            return _Done(item)
        error = ""
        try:
            report = self.grader.grade(path, item.name, saved)
        except GradeError:
            raise
        except Exception as failure:  # noqa: BLE001 - one submission must not stop the others
            error = traceback.format_exc()
            report = self.grader.broken(item.name, failure)
        self._warm_ups.has_started(likely_kind(path, self.grader.options.keras))
        failed = error or Line.of(report).status == "skipped"  # our failure: once more next time
        return self._saved(item, None if failed else key, report, error)

    def _saved(self, item: Item, key: str | None, report: Report, error: str = "") -> _Done:
        """Put a report into the folder, if there is one: then it need not be kept in memory."""
        if self.folder is None or self.grader.machine.closed:  # interrupted: that is no verdict to keep
            return _Done(item, report, error)
        self.folder.write(item.report, key, render_json(report))
        return _Done(item, None, error)

    def _key(self, item: Item, path: Path) -> str | None:
        """Name everything that the report on a submission depends on; None for one that can't be read."""
        try:
            digest = read(path).digest
        except UnreadableError:
            return None
        return key_of(item.name, digest, self.grader.basis)

    def _saved_notebook(self, item: Item) -> Path | None:
        saved = self.grader.options.keep_notebook
        return None if saved is None else saved_path(saved, item.report)

    def _kind_of(self, item: Item) -> str:
        """Guess what a submission will run on."""
        with self._file(item) as path:
            return likely_kind(path, self.grader.options.keras)

    def _is_work(self, item: Item) -> bool:
        """Tell whether a submission defines something that is graded, or can't be read."""
        try:
            with self._file(item) as path:
                submission = read(path)
        except UnreadableError:
            return True
        return any(pack.names_in(submission) for pack in self.grader.library.packs.values())

    def _assignment_of(self, item: Item) -> str | None:
        """Tell which assignment a submission is, where that decides whether it is another attempt."""
        if self.grader.options.assignment is not None:
            return self.grader.options.assignment
        try:
            with self._file(item) as path:
                pack = self.grader.library.recognise(read(path))
        except UnreadableError:
            return None
        return pack.assignment.id if pack else None
