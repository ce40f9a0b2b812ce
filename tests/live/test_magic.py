"""The cell magic `%%check`."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from grader.live import magic
from grader.live.result import Checked


class Shell:
    """As much of IPython's shell as the magic uses."""

    def __init__(self, *, succeeds: bool = True) -> None:
        self.user_ns: dict[str, Any] = {}
        self.succeeds = succeeds
        self.cells: list[str] = []
        self.magics: list[tuple[Any, str, str]] = []

    def register_magic_function(self, function: Any, kind: str, name: str) -> None:
        self.magics.append((function, kind, name))

    def run_cell(self, cell: str) -> Any:
        self.cells.append(cell)
        return SimpleNamespace(success=self.succeeds)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Checked]:
    """Return what is shown, where every check finds its names only."""
    found: list[Checked] = []
    monkeypatch.setattr("IPython.display.display", found.append)
    monkeypatch.setattr(magic, "check_in", lambda _notebook, names: Checked(title=" ".join(names)))
    return found


def run(monkeypatch: pytest.MonkeyPatch, line: str, cell: str, *, succeeds: bool = True) -> Shell:
    """Run a cell with the magic on top."""
    shell = Shell(succeeds=succeeds)
    monkeypatch.setattr(magic, "running_shell", lambda: shell)
    magic.register()
    (function, _, _), *_ = shell.magics
    function(line, cell)
    return shell


def test_it_is_a_cell_magic(monkeypatch: pytest.MonkeyPatch, shown: list[Checked]) -> None:
    """Called `check`."""
    shell = run(monkeypatch, "", "x = 1")
    assert [(kind, name) for _, kind, name in shell.magics] == [("cell", "check")]
    assert len(shown) == 1


def test_without_ipython_there_is_no_magic(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing fails."""
    monkeypatch.setattr(magic, "running_shell", lambda: None)
    assert magic.register() is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    ("line", "cell", "names"),
    [
        ("", "def zero_pad(X, pad):\n    return X", "zero_pad"),
        (
            "",
            "def f():\n    pass\ndef conv_forward():\n    pass\ndef zero_pad():\n    pass",
            "zero_pad conv_forward",
        ),
        ("", "loss_function = 1", "fine_tuning"),
        ("pool_forward zero_pad", "def zero_pad(X, pad):\n    return X", "pool_forward zero_pad"),
    ],
    ids=["one", "several in the assignment's order", "a variable", "named"],
)
def test_what_the_cell_defines_is_checked(
    monkeypatch: pytest.MonkeyPatch, shown: list[Checked], line: str, cell: str, names: str
) -> None:
    """Or what the line names."""
    shell = run(monkeypatch, line, cell)
    assert (shell.cells, [checked.title for checked in shown]) == ([cell], [names])


def test_a_cell_without_graded_names_is_told_so(
    monkeypatch: pytest.MonkeyPatch, shown: list[Checked]
) -> None:
    """In place of a finding."""
    run(monkeypatch, "", "x = 1")
    assert shown[0].remarks == ("This cell defines nothing that is graded, so nothing was checked.",)


def test_a_cell_that_raises_is_not_checked(monkeypatch: pytest.MonkeyPatch, shown: list[Checked]) -> None:
    """Its own error says enough."""
    run(monkeypatch, "", "def zero_pad(X, pad):\n    return X", succeeds=False)
    assert shown == []
