"""The commands for authors: what they print, and how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from grader.cli.authors import new, validate
from grader.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import click


def ran(command: click.Command, *arguments: object) -> tuple[Any, list[str]]:
    """Return the exit status of a command that ends without an error, and its lines."""
    options: Any = {"standalone_mode": False, "catch_exceptions": False}
    result = CliRunner().invoke(command, list(map(str, arguments)), **options)
    return result.return_value, result.stdout.splitlines()


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with a new pack, which has no starter yet."""
    ran(new, "sums", "--packs", tmp_path / "mine", "--example", "numpy")
    return tmp_path / "mine"


def test_new_prints_the_files(tmp_path: Path) -> None:
    """Six of them, below the folder."""
    status, lines = ran(new, "sums", "--packs", tmp_path)
    assert (status, len(lines)) == (None, 6)
    assert lines[0] == str(tmp_path / "assignments" / "sums" / "assignment.json")


def test_warnings_alone_are_a_success(packs: Path) -> None:
    """The exit status is 0."""
    status, (line, last) = ran(validate, "--quick", "--packs", packs)
    assert (status, last) == (0, "sums: 1 warning")
    assert f"starter.ipynb: warning: is missing; run: grader build sums --packs {packs}" in line


def test_something_to_mend_is_exit_status_1(packs: Path) -> None:
    """And the line says what."""
    (packs / "reference" / "sums" / "cases.py").unlink()
    status, (line, *_) = ran(validate, "sums", "--quick", "--packs", packs)
    assert (status, "cases.py: error: is missing" in line) == (1, True)


def test_an_empty_folder_is_bad_usage(tmp_path: Path) -> None:
    """There is nothing to validate."""
    with pytest.raises(UsageError, match="has no packs"):
        ran(validate, "--packs", tmp_path)
