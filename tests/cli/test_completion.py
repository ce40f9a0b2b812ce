"""Completion of both commands in a shell, by click."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.shell_completion import get_completion_class

from grader.cli.grade import command
from grader.cli.grader import commands
from tests.commands import COMMANDS

if TYPE_CHECKING:
    import click

PROGRAMS = {"grade": command, "grader": commands}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_every_shell_has_a_script(name: str, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks the command itself."""
    kind = get_completion_class(shell)
    assert kind is not None
    monkeypatch.setattr(kind, "_check_version", staticmethod(lambda: None), raising=False)
    script = kind(PROGRAMS[name], {}, name, f"_{name.upper()}_COMPLETE").source()
    assert f"_{name.upper()}_COMPLETE={shell}_complete" in script


def completions(program: click.Command, args: list[str], incomplete: str) -> set[str]:
    kind = get_completion_class("zsh")
    assert kind is not None
    return {item.value for item in kind(program, {}, "x", "X").get_completions(args, incomplete)}


def test_commands_and_options_are_completed() -> None:
    """And the values that an option may have."""
    assert "import" in completions(commands, [], "im")
    assert "--audience" in completions(command, [], "--au")
    assert completions(command, ["--audience"], "i") == {"instructor"}
    assert completions(commands, ["import"], "n") == {"nbgrader"}


def test_bash_takes_the_script_from_the_command() -> None:
    """As the README says."""
    line = 'eval "$(_GRADE_COMPLETE=bash_source grade)"; complete -p grade'
    environment = os.environ | {"PATH": f"{COMMANDS}{os.pathsep}{os.environ['PATH']}"}
    result = subprocess.run(
        ["/bin/bash", "-c", line], env=environment, capture_output=True, text=True, check=False
    )
    assert result.stdout == "complete -o nosort -F _grade_completion grade\n"
