"""Print results to standard output and standard error."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

from grader.report.formats.json import render_json, render_json_line
from grader.support.text import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.progress import Progress, TaskID

    from grader.batch.run import Result
    from grader.report.model import Report

PATIENCE_SECONDS = 1.5


class Printer:
    """Prints results: with JSON on standard output, the summary goes to standard error.

    Args:
        single: Whether there is one submission, whose summary is a page instead of a line.
        json: Whether JSON goes to standard output.
        quiet: Print no summary.
        verbose: Also print passed checks, and tracebacks of the grader's own errors.
    """

    def __init__(self, *, single: bool, json: bool, quiet: bool, verbose: bool) -> None:
        self.single = single
        self.json = json
        self.quiet = quiet
        self.verbose = verbose
        self._bar = None if quiet else _bar()
        self._task: TaskID | None = None
        self._before: Report | None = None

    @contextmanager
    def progress(self, total: int) -> Iterator[None]:
        """Show progress on standard error if grading takes more than a moment."""
        if self._bar is None or not sys.stderr.isatty():
            yield
            return
        self._task = self._bar.add_task("", total=total)
        timer = threading.Timer(PATIENCE_SECONDS, self._bar.start)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            self._stop()

    def _stop(self) -> None:
        """Remove the bar; one that was never shown would leave an empty line."""
        if self._bar is not None and self._bar.live.is_started:
            self._bar.stop()

    def show(self, result: Result) -> None:
        """Print one result."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)
        if self.json:
            render = render_json if self.single else render_json_line
            sys.stdout.write(render(result.report))
            sys.stdout.flush()
        if self.verbose and result.error:
            sys.stderr.write(result.error)
        if self.quiet:
            return
        from grader.report.formats.terminal import print_line, print_summary

        stream = sys.stderr if self.json or not sys.stdout.isatty() else sys.stdout
        if self.single:
            self._stop()
            print_summary(result.report, stream, verbose=self.verbose, before=self._before)
            self._before = result.report
        else:
            print_line(result.line, stream)

    def remark(self, sentences: Iterable[str]) -> None:
        """Print the closing remarks on a class."""
        if self.quiet or self.single:
            return
        for sentence in sentences:
            sys.stderr.write(f"{_wrapped(on_one_line(sentence))}\n")


def _wrapped(line: str) -> str:
    """Break a line between words where a terminal would break it anywhere."""
    if not sys.stderr.isatty():
        return line
    spaces = " " * (len(line) - len(line.lstrip()) + 2)
    width = max(get_terminal_size().columns, 2 * len(spaces))
    return fill(line, width, subsequent_indent=spaces, break_long_words=False, break_on_hyphens=False)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    console = Console(stderr=True)
    # Rich would print redirected output above the bar.
    return Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty())
