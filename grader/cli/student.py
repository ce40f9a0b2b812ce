"""`grader student`: what students install."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.parameters import more_packs
from grader.errors import UsageError


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="dist",
    show_default=True,
    metavar="DIR",
    help="Where to write the wheel, and each starter as ID.ipynb.",
)
@click.option(
    "--url",
    metavar="ADDRESS",
    help="Where students find the wheel: the address of its folder (default: beside the notebook).",
)
@more_packs
def student(ids: tuple[str, ...], output: Path, url: str | None, packs: tuple[Path, ...]) -> None:
    """Write the wheel that students install for `check`, and the starters with the line that installs it.

    The wheel contains no solutions, hidden cases or rubrics. It requires TensorFlow only if an assignment ID
    does.
    """
    if url is not None and not url.startswith(("https://", "http://")):
        raise UsageError(f"--url {url}: should begin with https:// or http://")
    from grader.authoring.student_wheel import write_for_students
    from grader.packs import Library

    library = Library(packs)
    written = write_for_students([library.get(name) for name in dict.fromkeys(ids)], output, url)
    for path in (written.wheel, *written.starters):
        click.echo(str(path))
    with_it = ", which the starters contain" if written.starters else ""
    click.echo(f"Students install it with this line{with_it}: {written.line}")
