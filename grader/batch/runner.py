"""Grading the submissions of one invocation: each once, unless its report is there and current."""

from __future__ import annotations

import contextlib
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.batch.pool import WarmUpScheduler, in_order
from grader.batch.report_folder import key_of
from grader.batch.work import Work
from grader.errors import GradeError, UnreadableError
from grader.full_run.executed_notebook import saved_path
from grader.report.formats.json import render_json
from grader.report.line import Line

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from grader.batch.archives import Archives
    from grader.batch.collect import Item
    from grader.batch.report_folder import ReportFolder
    from grader.pipeline import Grader
    from grader.report.model import Report


@dataclass(frozen=True)
class Done:
    """A submission that has been dealt with; its report is None when it lies in the folder."""

    item: Item
    report: Report | None = None
    error: str = ""


class Runner:
    """Grades submissions by several threads, and puts their reports into a folder if there is one.

    Args:
        grader: Grades one.
        archives: Reads those that are in archives.
        folder: Where reports go, and whence current ones come.
    """

    def __init__(self, grader: Grader, archives: Archives, folder: ReportFolder | None) -> None:
        self._grader = grader
        self._archives = archives
        self._folder = folder
        self._warm_ups: WarmUpScheduler[Work] = WarmUpScheduler(self._kind, [grader.machine.kind])

    def start(self, items: Iterable[Item], jobs: int) -> Generator[Done]:
        """Begin to grade; what becomes of the submissions comes in their order."""
        return in_order(self._done, (Work(item, self._archives) for item in items), jobs, self._warm_ups)

    def _kind(self, work: Work) -> str:
        return work.kind(self._grader.options.keras)

    def _done(self, work: Work) -> Done:
        try:
            return self._dealt_with(work)
        finally:
            self._grader.machine.busy.set()  # or never will be: nobody may wait for a box that is not needed

    def _dealt_with(self, work: Work) -> Done:
        item = work.item
        executed = self._executed(item)
        is_there = executed is None or executed.exists()
        key = self._key(work) if self._folder else None
        if self._folder and key and is_there and self._folder.is_current(item.report, key):
            return Done(item)
        report, error = self._graded(work, executed)
        with contextlib.suppress(UnreadableError):
            self._warm_ups.has_started(self._kind(work))
        failed = error or Line.of(report).status == "skipped"  # our failure: once more next time
        if self._folder is None or self._grader.machine.closed:  # interrupted: that is no verdict to keep
            return Done(item, report, error)
        self._folder.write(item.report, None if failed else key, render_json(report))
        return Done(item, None, error)  # the report need not be kept in memory

    def _graded(self, work: Work, executed: Path | None) -> tuple[Report, str]:
        """Return the report on a submission, and the traceback if the grader itself broke."""
        try:
            return self._grader.grade_file(work.file, executed), ""
        except GradeError:
            raise
        except Exception as failure:  # noqa: BLE001 - one submission must not stop the others
            return self._grader.broken(work.item.name, failure), traceback.format_exc()

    def _key(self, work: Work) -> str | None:
        """Name everything that the report on a submission depends on; None for one that can't be read."""
        try:
            _ = work.file.submission
        except UnreadableError:
            return None
        return key_of(work.item.name, work.file.digest, self._grader.basis)

    def _executed(self, item: Item) -> Path | None:
        """Return where the notebook is kept as it was executed, if that is wanted."""
        saved = self._grader.options.keep_notebook
        return None if saved is None else saved_path(saved, item.report)
