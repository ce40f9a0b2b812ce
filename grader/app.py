"""One invocation of `grade`: many submissions through one pipeline, their reports into files."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.collect import Item, check_clashes, collect
from grader.errors import GradeError, UnreadableError
from grader.many import in_order
from grader.outputs import RENDERERS, JsonLinesFile, ReportFolder, check_output, key_of, write_whole
from grader.packs import Library
from grader.pipeline import Grader, Options
from grader.report.json import render_json
from grader.report.line import Line
from grader.submission import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.report.model import Report
    from grader.run.machine import Machine


@dataclass(frozen=True)
class Result:
    """What became of one submission; `report` is None when the one in the folder was current."""

    line: Line
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
        **options: Any,
    ) -> None:
        self.items = collect(submissions)
        self.single = len(self.items) == 1 and not submissions[0].is_dir()
        for name in output:
            check_output(name, many=not self.single)
        self.files = [Path(name) for name in output if name != "-"]
        self.jobs = jobs or os.cpu_count() or 1
        self.grader = Grader(Library(packs), machine, Options(**options), only_one=self.single)
        self.grader.check_options()
        self._pending: Iterator[Result] | None = None
        self.folder = None
        if output_dir is not None:
            check_clashes(self.items)
            self.folder = ReportFolder(output_dir)

    def start(self) -> Iterator[Result]:
        """Begin to grade, if that has not begun; the caller may go on with something else meanwhile."""
        if self._pending is None:
            self._pending = in_order(self._grade, self.items, self.jobs)
        return self._pending

    def results(self) -> Iterator[Result]:
        """Grade, write reports as they come, and yield what became of each submission, in order.

        Raises:
            GradeError: A file can't be written, or a pack is not as it should be.
        """
        lines = [JsonLinesFile(path) for path in self.files if path.suffix == ".jsonl"]
        try:
            for result in self.start():
                if result.report is not None:
                    for file in lines:
                        file.add(RENDERERS[".jsonl"](result.report))
                yield result
                if result.report is not None and self.single:
                    for path in self.files:
                        if path.suffix != ".jsonl":
                            write_whole(path, RENDERERS[path.suffix](result.report))
        except BaseException:
            for file in lines:
                file.discard()
            raise
        for file in lines:
            file.finish()

    def _grade(self, item: Item) -> Result:
        try:
            return self._result(item)
        finally:
            self.grader.machine.busy.set()  # or never will be: nobody may wait for a box that is not needed

    def _result(self, item: Item) -> Result:
        key = self._key(item) if self.folder else None
        if self.folder and key and self.folder.is_current(item.report, key):
            return Result(Line.of_dict(self.folder.read(item.report)))
        error = ""
        try:
            report = self.grader.grade(item.path, item.name)
        except GradeError:
            raise
        except Exception as failure:  # noqa: BLE001 - one submission must not stop the others
            error = traceback.format_exc()
            report = self.grader.broken(item.name, failure)
        line = Line.of(report)
        if self.folder and not self.grader.machine.closed:  # interrupted: that is no verdict to keep
            kept = None if error or line.status == "skipped" else key  # our failure: once more next time
            self.folder.write(item.report, kept, render_json(report))
        return Result(line, report, error)

    def _key(self, item: Item) -> str | None:
        """Name everything that the report on a submission depends on; None for one that can't be read."""
        try:
            digest = read(item.path).digest
        except UnreadableError:
            return None
        return key_of(item.name, digest, self.grader.basis)
