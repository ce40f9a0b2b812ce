"""The command `grader`: the instructor's toolbox."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from pathlib import Path

import click

from grader._version import __version__
from grader.cli import authors, instruments
from grader.cli.parameters import more_packs
from grader.cli.student import student
from grader.cli.toolbox import Toolbox
from grader.errors import UsageError
from grader.hosts.gradescope import VISIBILITIES
from grader.sandbox import cores

WIDE = 1000  # characters per line in a pipe


@click.group(cls=Toolbox, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def commands() -> None:
    """The instructor's toolbox; `grade` does the grading."""


@commands.command()
@more_packs
def assignments(packs: tuple[Path, ...]) -> None:
    """List the assignments that can be graded, with their editions, functions and rubrics."""
    from rich.console import Console
    from rich.table import Column, Table

    from grader.packs import Library
    from grader.packs.rubric import rubric_names

    table = Table(
        Column("id", no_wrap=True),
        "title",
        "editions",
        "graded functions",
        "rubrics",
        box=None,
        pad_edge=False,
    )
    for name, pack in Library(packs).packs.items():
        first = name, pack.assignment.title, ", ".join(rubric_names(pack.root / "rubrics", name))
        for names, editions in pack.names_by_edition().items():
            applies = "all" if len(editions) == len(pack.assignment.editions) else ", ".join(editions)
            table.add_row(*first[:2], applies, ", ".join(names), first[2])
            first = "", "", ""
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)  # in a pipe, lines are not wrapped


@commands.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--classroom", is_flag=True, help="Also send the points to GitHub Classroom.")
def github(report: Path, *, classroom: bool) -> None:
    """Show a REPORT (.json, .jsonl) in GitHub Actions: annotations, job summary, step outputs."""
    from grader.hosts import github as host
    from grader.report.read import read_reports

    reports = read_reports(report)
    for each in reports:
        click.echo("".join(host.annotate(each)), nl=False)
    if classroom and len(reports) == 1:
        click.echo("".join(host.classroom(reports[0])), nl=False)
    for variable, text in (("GITHUB_STEP_SUMMARY", host.summary), ("GITHUB_OUTPUT", host.outputs)):
        if os.environ.get(variable):
            host.append(os.environ[variable], text(reports))


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="OUT")
@click.option(
    "--for",
    "platform",
    type=click.Choice(["moodle", "canvas", "gradescope", "folder"]),
    required=True,
    help="Where students get it: a zip for the platform's bulk upload, or a folder with a list.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["html", "md"]),
    default="html",
    show_default=True,
    help="html: the pages that grade --html wrote; md: Markdown.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.zip|DIR",
    help="Where to write it (default: in OUT, named after the platform).",
)
def feedback(folder: Path, *, platform: str, format_: str, output: Path | None) -> None:
    """Collect what students get back from the reports in OUT, named as a platform expects it."""
    from grader.batch.feedback import TARGETS, write_feedback
    from grader.support.text import on_one_line, some

    written = write_feedback(folder, platform, format_, output)
    click.echo(f"{written.path}: {written.count} files. {TARGETS[platform].note}")
    if written.unknown:
        left = on_one_line(some(written.unknown))
        click.echo(f"left out, because the path lacks {TARGETS[platform].lacks}: {left}", err=True)
    if written.stale:
        old = on_one_line(some(written.stale))
        click.echo(f"pages older than their reports; grade again with --html: {old}", err=True)


@commands.command()
@click.argument("first", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="OUT1")
@click.argument("second", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="OUT2")
def compare(first: Path, second: Path) -> None:
    """List what changed between two folders of reports, for example after a change of the rubric."""
    from grader.batch.comparison import compare as compared
    from grader.support.text import on_one_line

    for sentence in compared(first, second).sentences():
        click.echo(on_one_line(sentence))


@commands.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@more_packs
def publish(ids: tuple[str, ...], packs: tuple[Path, ...]) -> None:
    """Write the file that `check` needs in notebooks: public checks and expected results of public cases.

    It is assignments/ID/expected.json, by default for every assignment. Run it again when the rubric, the
    public cases, the solution or the misconceptions have changed.
    """
    from grader.authoring.publish import expected_text
    from grader.packs import Library
    from grader.packs.expected import FILE_NAME
    from grader.sandbox.machine import Machine
    from grader.support.atomic_files import write_atomically

    library = Library(packs)
    with Machine() as machine:
        for pack in [library.get(name) for name in ids or library.packs]:
            path = pack.assignment.folder / FILE_NAME
            write_atomically(path, expected_text(pack, machine))
            click.echo(str(path))


@commands.command()
@click.argument("assignment", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Also write the solution as DIR/ID.ipynb; not in a folder that students can read.",
)
@more_packs
def build(assignment: str, output: Path | None, packs: tuple[Path, ...]) -> None:
    """Build the starter notebook of the assignment ID from its lesson, reference/ID/lesson.py."""
    from grader.authoring.build import write
    from grader.packs import Library

    for path in write(Library(packs).get(assignment), output):
        click.echo(str(path))


@commands.command()
@click.argument("assignment", metavar="ID")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.zip")
@click.option(
    "--rubric", metavar="NAME|PATH", help="Rubric to apply, by name or path (default: the assignment's own)."
)
@click.option(
    "--hidden",
    type=click.Choice(VISIBILITIES),
    default="hidden",
    show_default=True,
    help="When students see hidden checks; Gradescope shows no total while any is hidden.",
)
@click.option(
    "--isolation",
    type=click.Choice(["auto", "require"]),
    default="auto",
    show_default=True,
    help="require: no verdict unless Gradescope's machine enforces the isolation.",
)
@more_packs
def gradescope(
    assignment: str, out: Path, *, rubric: str | None, hidden: str, isolation: str, packs: tuple[Path, ...]
) -> None:
    """Write a Gradescope autograder for the assignment ID."""
    from grader.hosts.gradescope.bundle import write_bundle
    from grader.packs import Library

    pack = Library(packs).get(assignment)
    if out.suffix.lower() != ".zip":
        raise UsageError(f"{out}: Gradescope takes a zip file; choose a name that ends in .zip")
    write_bundle(pack, out, rubric=rubric, hidden=hidden, isolation=isolation)
    totals = pack.max_scores(pack.rubric(rubric))
    points = " or ".join(
        f"{points:g}" if len(totals) == 1 else f"{points:g} (edition {', '.join(editions)})"
        for points, editions in totals.items()
    )
    click.echo(f"{out}: upload it under Configure Autograder and set the autograder's points to {points}")


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.option("--scheduler", metavar="ADDRESS", help="Check every worker of a Dask cluster instead.")
def doctor(*, as_json: bool, scheduler: str | None) -> int:
    """Check what this machine supports, and name the command that installs what is missing.

    Exit status: 0 the isolation is enforced and every runtime starts; 1 something is missing.
    """
    from rich.console import Console

    from grader.doctor.examination import examine
    from grader.doctor.show import show

    if scheduler is None:
        findings = examine()
        if as_json:
            click.echo(json.dumps(findings.as_dict(), indent=2))
        else:
            show(findings, Console(highlight=False))
        return 0 if findings.ok else 1
    from grader.batch.cluster import connected, examined

    with connected(scheduler) as client:
        by_worker = examined(client)
    if as_json:
        click.echo(json.dumps({address: found.as_dict() for address, found in by_worker.items()}, indent=2))
    else:
        console = Console(highlight=False)
        for address, found in by_worker.items():
            console.rule(address)
            show(found, console)
    return 0 if all(found.ok for found in by_worker.values()) else 1


@commands.command("import")
@click.argument("style", type=click.Choice(["nbgrader", "otter", "learntools"]))
@click.argument("course", type=click.Path(path_type=Path, exists=True), metavar="DIR")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="PACKS",
    required=True,
    help="Folder for the packs, as for --packs; made if it is missing.",
)
@click.option(
    "--solution",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="NOTEBOOK",
    help="A solved notebook, if the one in DIR has no solutions.",
)
def import_(style: str, course: Path, *, output: Path, solution: Path | None) -> int:
    """Turn the notebooks of a course in DIR into packs, and list which questions were imported.

    Exit status: 0 something was imported; 1 nothing could be.
    """
    from grader.authoring.importers.convert import import_course
    from grader.sandbox.machine import Machine
    from grader.support.text import on_one_line

    made = False
    with Machine() as machine:
        for found in import_course(style, course, output, machine, solution):
            made = made or found.pack is not None
            for number, line in enumerate(found.lines()):
                click.echo(f"{'  ' if number else ''}{on_one_line(line)}")
    return 0 if made else 1


@commands.group(cls=Toolbox)
def cluster() -> None:
    """Start clusters for `grade --scheduler`."""


@cluster.command()
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=cores.available(),
    show_default="one per core",
    metavar="N",
    help="Number of workers.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8786,
    show_default=True,
    help="Port of the scheduler; 0: any that is free.",
)
def local(*, workers: int, port: int) -> None:
    """Start a scheduler and N workers on this machine, to try a cluster out; Ctrl-C stops them."""
    from grader.batch.cluster import local_cluster

    with local_cluster(workers, port) as address:
        click.echo(f"{workers} workers; grade with: grade --scheduler {address} FOLDER --output-dir OUT")
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


for _command in (*authors.COMMANDS, *instruments.COMMANDS, student):
    commands.add_command(_command)


def main() -> None:
    """Run the command and exit with its status."""
    from grader.cli.exits import exit_with

    exit_with(commands, "grader")
