"""The options of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Options:
    """The options of a run, named as on the command line."""

    assignment: str | None = None
    rubric: str | None = None
    seed: int | None = None
    audience: str = "student"
    pass_mark: float | None = None
    timeout: float | None = None
    memory: int = 4096
    isolation: str = "auto"
    keras: str = "auto"
    diagnosis: str = "full"
    execute: str = "needed"
    keep_notebook: Path | None = None
    require_packages: bool = False
