"""The group of the commands of `grader`."""

from __future__ import annotations

import click

_WHOLE = 1000  # characters of a command's help in the list of commands


class Toolbox(click.Group):
    """A group whose commands all take --verbose, which is read where errors become sentences."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command; see click."""
        if not isinstance(cmd, click.Group):
            verbose = click.Option(
                ["-v", "--verbose"], is_flag=True, expose_value=False, help="Print tracebacks of errors."
            )
            cmd.params.append(verbose)
        super().add_command(cmd, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first sentence of each command's help in full; see click."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.get_short_help_str(_WHOLE)) for name, each in found if each is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
