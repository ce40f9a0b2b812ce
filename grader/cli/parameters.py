"""Types of command-line parameters that say what is wrong with a value."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click


class Named(click.Path):
    """A path."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Reject an empty name, which would mean the current folder."""
        if value == "":
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


def named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Reject an empty name, as from an unset shell variable."""
    if value == "":
        raise click.BadParameter("the name is empty", ctx, param)
    return value


class Finite(click.FloatRange):
    """A finite number in a range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Reject `nan` and `inf`."""
        number = super().convert(value, param, ctx)
        return number if math.isfinite(number) else self.fail(f"{value} is not a number", param, ctx)


more_packs = click.option(
    "--packs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    multiple=True,
    metavar="DIR",
    help="Folder with more assignments, in assignments/, reference/ and rubrics/.",
)
