"""The grader as a distribution: its name, files, requirements and licence, in a checkout or as installed."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from grader.errors import MachineError

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "cnn-grade"
PACKAGE = Path(__file__).resolve().parents[1]


def requirements() -> list[Requirement]:
    """Return what the grader needs; a checkout states it more recently than the installed metadata.

    Raises:
        MachineError: The grader was not installed by pip.
    """
    checkout = PACKAGE.parent / "pyproject.toml"
    if checkout.is_file():
        project = tomllib.loads(checkout.read_text(encoding="utf-8"))["project"]
        return [Requirement(line) for line in project["dependencies"]]
    try:
        lines = distribution(NAME).requires or []
    except PackageNotFoundError as error:
        raise MachineError(f"{NAME} is not installed, so its requirements are unknown") from error
    return [Requirement(line) for line in lines if "extra ==" not in line]


def licence() -> str:
    """Return the text of the licence.

    Raises:
        MachineError: It is neither in a checkout nor in the installed metadata.
    """
    checkout = PACKAGE.parent / "LICENSE"
    if checkout.is_file():
        return checkout.read_text(encoding="utf-8")
    try:
        text = distribution(NAME).read_text("licenses/LICENSE")
    except PackageNotFoundError:
        text = None
    if text is None:
        raise MachineError(f"{NAME} was not installed by pip, so its licence is missing")
    return text


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its subfolders in order, without what Python compiled."""
    yield from (p for p in sorted(folder.rglob("*")) if p.is_file() and "__pycache__" not in p.parts)
