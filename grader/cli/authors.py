"""Commands of `grader` for those who write assignments."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.parameters import Named


@click.command()
@click.argument("assignment", metavar="ID")
@click.option(
    "--packs",
    type=Named(file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Folder for assignments/, reference/ and rubrics/ (default: the current one).",
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
    """Write the three folders of a new assignment ID, small and complete, to be changed."""
    from grader.authoring.new import write_pack  # noqa: PLC0415 - heavy

    for path in write_pack(assignment, packs, examples):
        click.echo(str(path))
    where = "" if packs == Path() else f"{packs}"
    for command in ("build", "publish", "validate"):
        click.echo(f"next: grader {command} {assignment} --packs {where or '.'}", err=True)
