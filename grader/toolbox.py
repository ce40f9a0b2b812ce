"""The command `grader`: the instructor's toolbox."""

from __future__ import annotations

from pathlib import Path

import click

from grader import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def commands() -> None:
    """The instructor's toolbox; `grade` does the grading."""


@commands.command()
@click.option(
    "--packs", type=click.Path(path_type=Path, exists=True, file_okay=False), multiple=True, metavar="DIR"
)
def assignments(packs: tuple[Path, ...]) -> None:
    """List the assignments that can be graded, with their functions and rubrics."""
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.table import Column, Table  # noqa: PLC0415

    from grader.packs import Library  # noqa: PLC0415
    from grader.packs.rubric import rubric_names  # noqa: PLC0415

    table = Table(
        Column("id", no_wrap=True), "title", "graded functions", "rubrics", box=None, pad_edge=False
    )
    for name, pack in Library(packs).packs.items():
        rubrics = rubric_names(pack.root / "rubrics", name)
        table.add_row(name, pack.assignment.title, ", ".join(pack.assignment.names), ", ".join(rubrics))
    Console().print(table)


def main() -> None:
    """Run the command and exit with its status."""
    from grader.cli import exit_with  # noqa: PLC0415

    exit_with(commands, "grader")
