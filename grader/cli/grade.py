"""The command `grade`: its options, and what it prints."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from grader._version import __version__
from grader.cli.exits import BELOW, FAILED, GRADED, NOTHING, exit_with
from grader.cli.parameters import Finite, Named, named
from grader.options import CHOICES
from grader.sandbox.runtimes import likely_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from grader.batch.run import Result, Run
    from grader.cli.printer import Printer

SWITCH_SECONDS = 0.0001  # a box that has answered should not wait while another thread imports or parses


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("submissions", nargs=-1, required=True, type=Named(), metavar="SUBMISSION...")
@click.option(
    "-a",
    "--assignment",
    callback=named,
    metavar="ID",
    help="The assignment (default: detected from the names defined).",
)
@click.option(
    "-o",
    "--output",
    multiple=True,
    metavar="FILE",
    help="Also write a report; the suffix sets the format (.html, .json, .md; for a class .jsonl, .csv, "
    ".xml); - is JSON on standard output.",
)
@click.option(
    "--output-dir",
    type=Named(file_okay=False),
    metavar="DIR",
    help="Write one JSON report per submission; up-to-date reports are kept.",
)
@click.option(
    "--for",
    "platform",
    type=click.Choice(["canvas", "moodle", "excel"]),
    help="Columns of -o FILE.csv: what the platform imports; excel: the gradebook with a byte order mark.",
)
@click.option("--html", is_flag=True, help="With --output-dir: also write an HTML page for each submission.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Submissions graded at once (default: one per core)."
)
@click.option(
    "--scheduler",
    callback=named,
    metavar="ADDRESS",
    help="Grade on the Dask cluster of the scheduler at ADDRESS, such as tcp://10.0.0.1:8786.",
)
@click.option(
    "--roster",
    type=Named(exists=True, dir_okay=False),
    metavar="FILE.csv",
    help="Class list: adds names, lists who submitted nothing.",
)
@click.option(
    "--adjust",
    type=Named(exists=True, dir_okay=False),
    metavar="FILE.csv",
    help="Points added or taken: the columns student, points, reason; also late_minutes.",
)
@click.option(
    "--due",
    callback=named,
    metavar="TIME",
    help="When it was due, such as 2025-03-14T23:59; the rubric's `late` says what a late day costs.",
)
@click.option(
    "--zip-encoding",
    callback=named,
    metavar="NAME",
    help="Encoding of names in zip files that do not state it, such as gbk (default: what fits --roster).",
)
@click.option(
    "--rubric",
    callback=named,
    metavar="NAME|PATH",
    help="Rubric to apply, by name or path (default: the assignment's own).",
)
@click.option(
    "--packs",
    type=Named(exists=True, file_okay=False),
    multiple=True,
    metavar="DIR",
    help="Folder with more assignments, in assignments/, reference/ and rubrics/.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    help="Selects the hidden cases (default: one of 16 sets, by the checksum of the submission).",
)
@click.option(
    "--audience",
    type=click.Choice(CHOICES["audience"]),
    default="student",
    show_default=True,
    help="Who reads the reports: details of hidden cases are for instructors only.",
)
@click.option(
    "--diagnosis",
    type=click.Choice(CHOICES["diagnosis"]),
    default="full",
    show_default=True,
    help="How far to look for the wrong line (quick: no searches; off: not at all). Never affects points.",
)
@click.option(
    "--pass-mark", type=Finite(0, 100), metavar="PERCENT", help="Pass mark (default: the rubric's)."
)
@click.option(
    "--timeout",
    type=Finite(min=0, min_open=True),
    metavar="SECONDS",
    help="Processor seconds for one function's cases (default: 2, with Keras 10, or more if the reference is "
    "slow), and for one cell of --execute all (default: 60).",
)
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=4096,
    show_default=True,
    metavar="MB",
    help="Limit of resident memory for each sandbox.",
)
@click.option(
    "--isolation",
    type=click.Choice(CHOICES["isolation"]),
    default="auto",
    show_default=True,
    help="Isolation of the student's code; require: exit 3 unless it is enforced.",
)
@click.option(
    "--keras",
    type=click.Choice(CHOICES["keras"]),
    default="auto",
    show_default=True,
    help="Keras version to run with; auto: the one the notebook was written for, then the other.",
)
@click.option(
    "--execute",
    type=click.Choice(CHOICES["execute"]),
    default="needed",
    show_default=True,
    help="all: also run the notebook from top to bottom and report the cells that fail.",
)
@click.option(
    "--keep-notebook",
    type=Named(),
    metavar="DIR|FILE.ipynb",
    help="Save the notebook that --execute all ran, with its outputs.",
)
@click.option(
    "--require-packages",
    is_flag=True,
    help="Fail functions that need a package that is not installed here (default: skip them).",
)
@click.option("--watch", is_flag=True, help="Grade again whenever the file is saved; stop with Ctrl-C.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary; errors are still printed.")
@click.option("-v", "--verbose", is_flag=True, help="Also print passed checks, and tracebacks.")
@click.version_option(__version__, prog_name="grade")
def command(**chosen: Any) -> int:
    """Grade CNN assignments: notebooks (.ipynb), scripts (.py), or folders and zip files of them.

    Exit status: 0 graded, at or above the pass mark; 1 graded, below it; 2 nothing to grade; 3 the
    grader's own failure. With several submissions: 0 if each got a verdict; 2 if some could not be read or
    recognised, the others being graded; 3 if the grader failed on some.
    """
    from grader.sandbox.machine import Machine  # the nursery starts first, the rest loads meanwhile

    sys.setswitchinterval(SWITCH_SECONDS)
    quiet, verbose = chosen.pop("quiet"), chosen.pop("verbose")
    saved = _saves(chosen["submissions"]) if chosen.pop("watch") else iter([None])
    next(saved)
    with Machine(chosen["isolation"], chosen["memory"]) as machine:
        if chosen["scheduler"] is None:
            machine.start(likely_kind(chosen["submissions"][0], chosen["keras"]))
        from grader.batch.run import Run

        run = Run(machine, **chosen)
        run.start()
        if chosen["scheduler"] is None:
            machine.busy.wait()
        from grader.cli.printer import Printer  # loads while the first box is at work

        silent = quiet and bool(chosen["output"])
        piped = chosen["output_dir"] is None and not sys.stdout.isatty() and not silent
        json_wanted = "-" in chosen["output"] or piped
        printer = Printer(single=run.single, json=json_wanted, quiet=quiet, verbose=verbose)
        status = _grade(run, printer)
        with suppress(KeyboardInterrupt):  # stops watching
            for _ in saved:
                status = _grade(Run(machine, **chosen), printer)
        return status


def _saves(submissions: tuple[Path, ...]) -> Iterator[None]:
    """Yield at once, and again whenever the submission is saved.

    Raises:
        click.UsageError: There is more than one submission.
    """
    if len(submissions) != 1 or not submissions[0].is_file():
        raise click.UsageError("--watch takes exactly one notebook or script")
    from grader.cli.watch import saves

    return saves(submissions[0])


def _grade(run: Run, printer: Printer) -> int:
    """Grade, print the results as they arrive, and return the exit status."""
    statuses: list[int] = []
    try:
        with printer.progress(len(run.items)):
            for result in run.results():
                statuses.append(_status(result))
                if not _is_read(printer.show, result) and not (run.single or run.folder or run.files):
                    return FAILED  # nobody reads the rest
    except KeyboardInterrupt:
        if run.folder and not run.single:
            done = f"{len(statuses)} of {len(run.items)} done"
            click.echo(f"{done}; the same command continues where this run ended", err=True)
        raise
    _is_read(printer.remark, chain(run.statistics.sentences(), run.remarks.sentences()))
    if run.single:
        return statuses[0]
    return max((status for status in statuses if status > BELOW), default=GRADED)


def _is_read(show: Callable[..., None], what: object) -> bool:
    """Print; return whether the output is still read: `| head` stops reading early."""
    try:
        show(what)
    except (BrokenPipeError, SystemExit):  # rich turns the first into the second
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BrokenPipeError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return False
    return True


def _status(result: Result) -> int:
    if result.error or result.line.status == "skipped":
        return FAILED
    if result.line.status != "graded":
        return NOTHING
    return GRADED if result.line.passed else BELOW


def main() -> None:
    """Run the command and exit with its status."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy loads twice as fast; no array here is large
    exit_with(command, "grade")
