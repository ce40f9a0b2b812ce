"""A difference between a value and the expected one: a sentence for people, and fields for the diagnosis."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from grader.checks.places import Place

# What a difference may be about, besides a part of a value.
COMPILED = "compiled"  # a model that is not
FOLDERS = "folders"  # those that should not be there, or are not
TRAINING, VALIDATION = "images for training", "images for validation"  # of how many images how many


class About(NamedTuple):
    """What a difference is about, for the diagnosis: a part of a value by its name, and both its values."""

    part: str
    actual: Any = None
    expected: Any = None


@dataclass(frozen=True)
class Difference:
    """One difference between two values; the samples map a position to its value.

    `place` is its location in the student's code, if that is known; `about` is for code, as `message` is for
    people.
    """

    message: str
    expected: dict[str, Any] = field(default_factory=dict)
    actual: dict[str, Any] = field(default_factory=dict)
    place: Place | None = field(default=None, compare=False)
    about: About | None = field(default=None, compare=False)

    @property
    def part(self) -> str:
        """The name of what it is about; empty if that is not known."""
        return "" if self.about is None else self.about.part
