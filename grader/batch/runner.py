"""Grade the submissions of one invocation: each once, unless its report is up to date."""

from __future__ import annotations

import contextlib
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.batch.outputs import RENDERERS
from grader.batch.pool import WarmUpScheduler, in_order
from grader.batch.report_folder import key_of
from grader.batch.work import Work
from grader.errors import GradeError, UnfinishedError, UnreadableError
from grader.full_run.executed_notebook import saved_path
from grader.options import NOTHING_KNOWN
from grader.report.exhibits import Graded
from grader.report.formats.json import render_json
from grader.report.line import Line
from grader.report.model import SubmissionEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping
    from pathlib import Path

    from grader.batch.archives import Archives
    from grader.batch.cluster import Cluster
    from grader.batch.collect import Item
    from grader.batch.report_folder import ReportFolder
    from grader.options import Circumstances
    from grader.pipeline import Grader
    from grader.report.model import Report


@dataclass(frozen=True)
class Done:
    """A finished submission; its report is None if it is stored in the folder.

    Attributes:
        item: The submission.
        report: The report on it.
        error: The traceback, if the grader itself broke.
        graded: The report with what it was made from, if an output shows that.
    """

    item: Item
    report: Report | None = None
    error: str = ""
    graded: Graded | None = None


class Runner:
    """Grades submissions in several threads, and writes their reports to a folder if there is one.

    Args:
        grader: Grades on this machine.
        archives: Reads submissions in archives.
        folder: Stores reports, and provides up-to-date ones.
        grades: Grades the submissions, if not `grader`.
        pages: Whether an HTML page is written beside each report in the folder.
        illustrated: Whether another output shows what a report is made from.
        known: What is known about submissions beside their content, by name.
        title_of: Returns the heading of a page by the name of the submission.
    """

    def __init__(
        self,
        grader: Grader,
        archives: Archives,
        folder: ReportFolder | None,
        grades: Grader | Cluster | None = None,
        *,
        pages: bool = False,
        illustrated: bool = False,
        known: Mapping[str, Circumstances] | None = None,
        title_of: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._title_of = title_of
        self._known = known or {}
        self._pages = pages
        self._illustrated = illustrated
        self._grader = grader
        self._grades = grades or grader
        self._archives = archives
        self._folder = folder
        self._warm_ups: WarmUpScheduler[Work] = WarmUpScheduler(self._kind, [grader.machine.kind])

    def start(self, items: Iterable[Item], jobs: int) -> Generator[Done]:
        """Start grading; outcomes are yielded in the order of the submissions."""
        work = (Work(item, self._archives, self._known.get(item.name, NOTHING_KNOWN)) for item in items)
        return in_order(self._done, work, jobs, self._warm_ups)

    def _kind(self, work: Work) -> str:
        return work.kind(self._grader.options.keras)

    def _done(self, work: Work) -> Done:
        try:
            return self._dealt_with(work)
        finally:
            self._grader.machine.busy.set()  # even if unused: warm-ups must not wait for an unneeded box

    def _dealt_with(self, work: Work) -> Done:
        item = work.item
        executed = self._executed(item)
        keys = self._keys(work) if self._folder else ()
        current = self._current(item, executed, keys)
        if current is not None:
            return Done(item, current)
        graded, error = self._graded(work, executed)
        report = graded.report
        with contextlib.suppress(UnreadableError):
            self._warm_ups.has_started(self._kind(work))
        # Our failure: graded again next time.
        failed = error or graded.incomplete or Line.of(report).status == "skipped"
        kept = graded if self._illustrated else None  # otherwise only the report stays in memory
        if self._folder is None or self._grader.machine.closed:  # interrupted: not a verdict to keep
            return Done(item, report, error, kept)
        page, problem = _page(graded) if self._pages else (None, "")
        key = None if failed or problem else next(iter(keys), None)
        self._folder.write(item.report, key, render_json(report), page)
        return Done(item, None, error or problem, kept)

    def _current(self, item: Item, executed: Path | None, keys: Iterable[str]) -> Report | None:
        """Return the report in the folder, if one of the keys is its own and nothing beside it is missing."""
        if self._folder is None or not self._is_there(item, executed):
            return None
        found = (self._folder.current(item.report, key) for key in keys)
        return next((report for report in found if report is not None), None)

    def _is_there(self, item: Item, executed: Path | None) -> bool:
        """Return whether everything that would be written beside a report exists."""
        if self._illustrated or (executed is not None and not executed.exists()):
            return False
        return not (self._pages and self._folder) or self._folder.has_page(item.report)

    def _graded(self, work: Work, executed: Path | None) -> tuple[Graded, str]:
        """Return the report on a submission, and the traceback if the grader itself broke."""
        try:
            graded = self._grades.graded_file(work.file, executed)
            return replace(graded, known_as=self._title(work.item)), ""
        except UnfinishedError as failure:
            entry = SubmissionEntry(work.item.name, work.file.digest)
            report = self._grader.reports.ungradable(entry, failure)
            return Graded(report, known_as=self._title(work.item)), f"{failure}\n"
        except GradeError:
            raise
        except Exception as failure:  # noqa: BLE001 - one submission must not stop the others
            broken = self._grader.broken(work.item.name, failure)
            return Graded(broken, known_as=self._title(work.item)), traceback.format_exc()

    def _title(self, item: Item) -> str:
        return self._title_of(item.name)

    def _keys(self, work: Work) -> tuple[str, ...]:
        """Return keys of everything that the report on a submission depends on; none if it is unreadable.

        A page also depends on its heading. Without pages, a report that has one is as good.
        """
        try:
            _ = work.file.submission
        except UnreadableError:
            return ()
        known = () if work.known == NOTHING_KNOWN else (work.known,)
        parts = (work.item.name, work.file.digest, self._grades.basis, *known)
        with_page = key_of(*parts, self._title(work.item))
        return (with_page,) if self._pages else (key_of(*parts), with_page)

    def _executed(self, item: Item) -> Path | None:
        """Return the path for the executed notebook, if it is to be saved."""
        saved = self._grader.options.keep_notebook
        return None if saved is None else saved_path(saved, item.report)


def _page(graded: Graded) -> tuple[str | None, str]:
    """Return the page on a submission, and the traceback if there is none: it must not stop the others."""
    try:
        return RENDERERS[".html"](graded), ""
    except Exception:  # noqa: BLE001 - whatever it is, the report is there
        return None, traceback.format_exc()
