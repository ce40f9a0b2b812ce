"""The commands of `grader` that measure: mutants, accuracy, similar."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.parameters import more_packs
from grader.sandbox import cores

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table

WIDE = 200  # characters per line in a pipe

_json = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
_jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many to run at once (default: one per core).",
)
_folder = click.argument("folder", type=click.Path(path_type=Path, exists=True), metavar="DIR")


@click.command()
@click.argument("assignment", metavar="ID")
@click.option(
    "--solution",
    "solutions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="Also change this right solution of your own; repeatable.",
)
@click.option(
    "--function", "functions", multiple=True, metavar="NAME", help="Change only this function; repeatable."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many mutants of each function to try.",
)
@click.option(
    "--sets",
    type=click.IntRange(min=1),
    default=24,
    show_default=True,
    help="How many sets of hidden cases to try before a mutant counts as equivalent.",
)
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    help="Selects the mutants; the same number selects the same ones.",
)
@click.option("--rubric", metavar="NAME|PATH", help="Rubric to try (default: the assignment's own).")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Also write those that are not equivalent as scripts, with expected.csv for grader accuracy.",
)
@_jobs
@_json
@more_packs
def mutants(assignment: str, *, as_json: bool, **chosen: Any) -> None:
    """Find wrong solutions that the rubric of the assignment ID lets through.

    Mutants are right solutions with one change each, and are judged like submissions.
    A mutant that keeps all points with one set of hidden cases is tried with others. If its results are
    always those of the solution, it is equivalent.
    """
    from grader.instruments.run import survey, write_scripts

    output = chosen.pop("output")
    found = survey(assignment, jobs=chosen.pop("jobs") or cores.available(), **chosen)
    if output is not None:
        write_scripts(found, output)
    if as_json:
        click.echo(json.dumps(found.as_dict(), indent=2))
        return
    rows = [
        (
            name,
            *(
                str(len(found.of(word, name)))
                for word in ("rejected", "let through", "equivalent", "unjudged")
            ),
            str(found.rejected(name)),
        )
        for name in [*found.functions, None]
    ]
    _print(("function", "rejected", "let through", "equivalent", "unjudged", "rejected of the others"), rows)
    for fate in found.of("let through"):
        mutant, original = fate.altered.mutant, fate.altered.original
        change = (
            f"`{mutant.before}` became `{mutant.after}`" if mutant.after else f"without `{mutant.before}`"
        )
        where = f"{original.source}, {original.function}, line {mutant.line}"
        click.echo(f"{where}: {change}: all points with {fate.sets} of {fate.tried} sets of hidden cases")


@click.command()
@_folder
@click.option(
    "--expected",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    metavar="FILE",
    help="CSV file that says which functions are right: path, function, right, line, cell.",
)
@click.option(
    "-a",
    "--assignment",
    metavar="ID",
    help="Assignment of all submissions, if DIR contains submissions (default: recognised).",
)
@_jobs
@_json
@more_packs
def accuracy(folder: Path, expected: Path, *, as_json: bool, **chosen: Any) -> None:
    """Measure how many verdicts and lines in reports are right, by a list of what is true.

    DIR contains the reports of a run (grade --output-dir DIR), or submissions, which are graded first.
    """
    from grader.instruments.accuracy import LINE_WORDS
    from grader.instruments.run import measured

    found = measured(folder, expected, **chosen)
    if as_json:
        click.echo(json.dumps(found.as_dict(), indent=2))
        return
    rows = [
        ("wrong functions that passed", found.false_accepts),
        ("right functions that did not pass", found.false_rejects),
        *((f"line: {word}", found.lines(word)) for word in LINE_WORDS),
    ]
    _print(("", "share, with its 95 % interval"), [(name, str(share)) for name, share in rows])
    if found.without_verdict:
        click.echo(f"without a verdict: {found.without_verdict}")
    for each in found.disagreements:
        status = each.entry.status if each.entry else "no report"
        line = f", line: {each.line}" if each.line else ""
        true = "right" if each.truth.right else "wrong"
        click.echo(f"{each.truth.path}: {each.truth.function} is {true}; report: {status}{line}")


@click.command()
@_folder
@click.option("-a", "--assignment", metavar="ID", help="Assignment of all submissions (default: recognised).")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Also write the list as CSV.",
)
@_json
@more_packs
def similar(folder: Path, *, as_json: bool, output: Path | None, **chosen: Any) -> None:
    """List submissions in DIR whose functions differ only in names, comments and layout.

    Lines that the starter or more than half of the class has are left out. It is a list to look at, not a
    verdict.
    """
    from grader.instruments.run import similar_in
    from grader.instruments.similar import as_csv
    from grader.support.atomic_files import write_atomically
    from grader.support.text import on_one_line

    groups = similar_in(folder, **chosen)
    if output is not None:
        write_atomically(output, as_csv(groups))
    if as_json:
        click.echo(json.dumps([group.as_dict() for group in groups], indent=2))
        return
    for group in groups:
        share = f"{len(group.paths)} of {group.total} submissions"
        size = f"{group.size} syntax nodes"
        click.echo(f"{share}, {group.assignment}: {', '.join(group.functions)} ({size})")
        for path in group.paths:
            click.echo(f"  {on_one_line(path)}")
    if not groups:
        click.echo("no two submissions share a function")


def _print(titles: Sequence[str], rows: Iterable[Sequence[str | None]]) -> None:
    from rich.console import Console
    from rich.table import Table as Grid

    table: Table = Grid(*titles, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(cell or "all" for cell in row))
    Console(width=None if sys.stdout.isatty() else WIDE, highlight=False).print(table)


COMMANDS = (mutants, accuracy, similar)
