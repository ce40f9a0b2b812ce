"""The options of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Circumstances:
    """What is known about a submission beside its content.

    Attributes:
        late: Whether it was late; None if that is unknown.
        minutes_late: By how many minutes; None if that is unknown.
        adjustments: Points that an instructor adds, or deducts if negative, each with its reason.
    """

    late: bool | None = None
    minutes_late: float | None = None
    adjustments: tuple[tuple[str, float], ...] = ()


NOTHING_KNOWN = Circumstances()

# The values that options with names may have.
CHOICES = {
    "audience": ("student", "instructor"),
    "diagnosis": ("full", "quick", "off"),
    "isolation": ("auto", "require", "off"),
    "keras": ("auto", "2", "3"),
    "execute": ("needed", "all"),
}


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
