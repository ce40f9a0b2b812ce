"""The rooms of the package: each imports only from those below it."""

from __future__ import annotations

from importlinter import cli

from tests.conftest import ROOT


def test_no_room_imports_from_one_above() -> None:
    """Imports for types included; the order is in pyproject.toml."""
    assert cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
