"""Commands of `grader` for those who write assignments."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.parameters import Named, more_packs


@click.command()
@click.argument("assignment", metavar="ID")
@click.option(
    "--packs",
    type=Named(file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Folder in which assignments/, reference/ and rubrics/ are written (default: the current one).",
)
@click.option(
    "--example",
    "examples",
    type=click.Choice(["numpy", "model", "files"]),
    multiple=True,
    help="What to begin with: a NumPy function, a Keras model, a function that writes a file; repeatable "
    "(default: one of each).",
)
def new(assignment: str, packs: Path, examples: tuple[str, ...]) -> None:
    """Write the three folders of a new assignment ID: a small, complete example for you to change."""
    from grader.authoring.new import write_pack

    for path in write_pack(assignment, packs, examples):
        click.echo(str(path))
    where = "" if packs == Path() else f"{packs}"
    for command in ("build", "publish", "validate"):
        click.echo(f"next: grader {command} {assignment} --packs {where or '.'}", err=True)


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@more_packs
@click.option("--quick", is_flag=True, help="Only look at the files; run nothing.")
@click.option(
    "--mutants", is_flag=True, help="Also run mutants of models, not only of NumPy functions; takes long."
)
def validate(ids: tuple[str, ...], packs: tuple[Path, ...], *, quick: bool, mutants: bool) -> int:
    """Check assignments: files, solution, starter, hidden cases, misconceptions.

    By default all assignments in DIR, or the built-in ones. Exit status: 0 nothing to fix, warnings
    aside; 1 something to fix.
    """
    from grader.authoring.validation.command import validated

    errors = 0
    for line, is_error in validated(ids, packs, quick=quick, with_mutants=mutants):
        click.echo(line)
        errors += is_error
    return 1 if errors else 0


COMMANDS = (new, validate)
