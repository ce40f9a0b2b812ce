"""Where the reports of one invocation go besides the screen: each sink takes every report, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from grader.batch.gradebook import Gradebook
from grader.batch.outputs import MANY, RENDERERS, ManyReports
from grader.support.atomic_files import remove_stale, write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from grader.batch.classroom import Classroom
    from grader.batch.report_folder import ReportFolder
    from grader.batch.summary import Remarks
    from grader.report.model import Report


class Sink(Protocol):
    """Takes reports one by one."""

    def add(self, report: Report) -> None:
        """Take one report."""


class Sinks:
    """All sinks of one invocation: files of many reports, the gradebook, the summary, files of one report.

    Args:
        files: Where reports are written, each in the format that its suffix chooses.
        folder: Where the reports of a class lie; its gradebook lies there too.
        classroom: Who handed in what.
        summary: What is said at the end.
        single: Whether there is one submission only, which is no class.
    """

    def __init__(
        self,
        files: Sequence[Path],
        folder: ReportFolder | None,
        classroom: Classroom,
        summary: Remarks,
        *,
        single: bool,
    ) -> None:
        self._paths = {path: MANY[path.suffix](classroom) for path in files if path.suffix in MANY}
        self._single_paths = [path for path in files if path.suffix not in MANY]
        self._folder = folder
        self._summary = summary
        self._open: list[ManyReports] = []
        if folder is not None and not single:
            self._paths[folder.gradebook] = Gradebook(classroom)

    def open(self) -> None:
        """Open the files of many reports; what a run that was killed left beside them is removed.

        Raises:
            MachineError: One can't be written.
        """
        folders = {path.absolute().parent for path in [*self._paths, *self._single_paths]}
        remove_stale(stray for folder in folders for stray in folder.iterdir())
        for path, document in self._paths.items():
            self._open.append(ManyReports(path, document))

    def add(self, report: Report) -> None:
        """Take a report before it is shown.

        Raises:
            MachineError: A file can't be written.
        """
        sinks: list[Sink] = [*self._open, self._summary]
        for sink in sinks:
            sink.add(report)

    def add_shown(self, report: Report) -> None:
        """Take a report that has been shown: files of one report can wait that long.

        Raises:
            MachineError: A file can't be written.
        """
        for path in self._single_paths:
            write_atomically(path, RENDERERS[path.suffix](report))

    def finish(self) -> None:
        """Give every file its name: all reports are in it.

        Raises:
            MachineError: One can't be written.
        """
        while self._open:
            self._open.pop(0).finish()
        if self._folder:
            self._folder.finish()

    def close(self) -> None:
        """Leave nothing half done behind, and let another run write into the folder."""
        for file in self._open:
            file.discard()
        if self._folder:
            self._folder.close()
