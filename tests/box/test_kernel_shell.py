"""A kernel's shell: its /tmp is its own, its output has an end."""

from __future__ import annotations

import ast
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from grader.box.kernel_shell import NOTHING_FETCHED, FolderRewriter, configure, run_in_shell

if TYPE_CHECKING:
    from pathlib import Path

PLACES = {"/tmp": "/s/tmp", "/content": "/s/work"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/tmp", "/s/tmp"),
        ("/tmp/", "/s/tmp/"),
        ("/tmp/a/b.h5", "/s/tmp/a/b.h5"),
        ("/content/x", "/s/work/x"),
        ("/tmpfile", "/tmpfile"),
        ("/tmp-1", "/tmp-1"),
        ("/var/tmp/a", "/var/tmp/a"),
        ("a /tmp", "a /tmp"),
        ("./tmp", "./tmp"),
        ("tmp", "tmp"),
        ("", ""),
    ],
)
def test_folders_are_others(text: str, expected: str) -> None:
    """Where a text begins with them, and only there."""
    tree = FolderRewriter(PLACES).visit(ast.parse(f"f({text!r})", mode="eval"))
    assert ast.unparse(tree) == f"f({expected!r})"


@pytest.mark.parametrize(
    ("source", "expected"),
    [("f'/tmp/{x}'", "f'/s/tmp/{x}'"), ("b'/tmp'", "b'/tmp'"), ("5", "5"), ("None", "None")],
)
def test_other_values_stay(source: str, expected: str) -> None:
    """But for the beginning of a text with values in it."""
    assert ast.unparse(FolderRewriter(PLACES).visit(ast.parse(source, mode="eval"))) == expected


def test_a_shell_line_prints_and_tells_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    """Both outputs are one."""
    assert run_in_shell("echo out; echo err >&2; exit 3") == 3
    assert capsys.readouterr().out == "out\nerr\n"


def test_nothing_is_downloaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A made file stays what it is where a cell would download another one over it."""
    made = tmp_path / "made.zip"
    made.write_text("made")
    shell = SimpleNamespace(
        events=SimpleNamespace(register=lambda *_: None),
        ast_transformers=[],
        user_ns={},
        var_expand=lambda command, **_: command,
    )
    configure(shell, {"/tmp": str(tmp_path)})
    shell.system("wget --no-check-certificate 'https://example.org/a.zip' -O /tmp/made.zip")
    assert (shell.user_ns["_exit_code"], made.read_text()) == (NOTHING_FETCHED, "made")
    assert "nothing is downloaded" in capsys.readouterr().out


def test_a_shell_line_has_nobody_to_ask() -> None:
    """It reads the end of its input at once."""
    assert run_in_shell("read answer") == 1
