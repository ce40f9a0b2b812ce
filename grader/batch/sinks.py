"""Destinations of reports besides the screen: each sink takes every report, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from grader.batch.class_page import ClassPage
from grader.batch.gradebook import Gradebook
from grader.batch.outputs import MANY, RENDERERS, ManyReports
from grader.batch.platform_gradebook import PLATFORMS
from grader.batch.statistics import ClassStatistics
from grader.errors import UsageError
from grader.support.atomic_files import remove_stale, write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from grader.batch.classroom import Classroom
    from grader.batch.report_folder import ReportFolder
    from grader.batch.summary import Remarks
    from grader.report.exhibits import Graded
    from grader.report.model import Report


class Sink(Protocol):
    """Takes reports one by one."""

    def add(self, report: Report) -> None:
        """Take one report."""


class Sinks:
    """All sinks of one invocation: files of several reports, the gradebook, the summary, files of one report.

    Args:
        files: The output files; the suffix sets the format.
        folder: The folder of a class's reports and gradebook.
        classroom: Who submitted what.
        summary: Collects the closing remarks.
        single: Whether there is only one submission.
        reports: The path of each report in the folder, by the name of the submission.
        pages: Whether each report in the folder has a page beside it.
        platform: The platform whose columns gradebooks in `files` have.
    """

    def __init__(
        self,
        files: Sequence[Path],
        folder: ReportFolder | None,
        classroom: Classroom,
        summary: Remarks,
        *,
        single: bool,
        reports: Mapping[str, str] | None = None,
        pages: bool = False,
        platform: str | None = None,
    ) -> None:
        formats = MANY | ({".csv": PLATFORMS[platform]} if platform else {})
        self._paths = {path: formats[path.suffix](classroom) for path in files if path.suffix in MANY}
        self._single_paths = [path for path in files if path.suffix not in MANY]
        self._folder = folder
        self._summary = summary
        self._open: list[ManyReports] = []
        self.statistics = ClassStatistics(lambda path: classroom.of(path).label or path)
        if folder is not None and not single:
            self._paths[folder.gradebook] = Gradebook(classroom)
            self._paths[folder.index] = ClassPage(classroom, reports or {}, pages=pages)

    def open(self) -> None:
        """Open the files of several reports, and remove temporary files of killed runs.

        Raises:
            MachineError: A file cannot be written.
        """
        folders = {path.absolute().parent for path in [*self._paths, *self._single_paths]}
        remove_stale(stray for folder in folders for stray in folder.iterdir())
        for path, document in self._paths.items():
            self._open.append(ManyReports(path, document))

    def add(self, report: Report) -> None:
        """Take a report before it is shown.

        Raises:
            MachineError: A file cannot be written.
        """
        sinks: list[Sink] = [*self._open, self._summary, self.statistics]
        for sink in sinks:
            sink.add(report)

    def add_shown(self, graded: Graded) -> None:
        """Take a report after it has been shown: files of one report are written then.

        Raises:
            MachineError: A file cannot be written.
        """
        for path in self._single_paths:
            write_atomically(path, RENDERERS[path.suffix](graded))

    def finish(self) -> None:
        """Complete every file: all reports have been taken.

        Raises:
            UsageError: A platform's file cannot hold these reports; the other files are complete.
            MachineError: A file cannot be written.
        """
        refused: list[UsageError] = []
        while self._open:
            file = self._open.pop(0)
            try:
                file.finish()
            except UsageError as error:
                file.discard()
                refused.append(error)
        if self._folder:
            self._folder.finish()
        if refused:
            raise refused[0]

    def close(self) -> None:
        """Discard incomplete files, and release the folder for other runs."""
        for file in self._open:
            file.discard()
        if self._folder:
            self._folder.close()
