"""What a student's own machine needs to check by the public cases: the public checks and the right answers.

Both come from the rubric and the reference, which a student does not have; `grader publish` writes them down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.errors import PackError
from grader.packs.files import load_json
from grader.packs.model import counting
from grader.packs.rubric import read_criterion
from grader.support.decimals import exact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.packs.model import Criterion

FILE_NAME = "expected.json"
_Key = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Expected:
    """The public checks of one assignment.

    Attributes:
        pass_mark: The percentage of all points that passes.
        points: What each function is worth, hidden checks included; by edition, where that differs.
        checks: The public criteria of each function.
        answers: What the reference gives, by case, generation and stubs' names in use: to be compared.
        arrays: The same for what is worth a picture: the arrays of a result by place, to four digits.
    """

    pass_mark: float
    points: Mapping[str, Mapping[str, Fraction] | Fraction]
    checks: Mapping[str, tuple[Criterion, ...]]
    answers: Mapping[_Key, Any] = field(repr=False)
    arrays: Mapping[_Key, Mapping[str, np.ndarray]] = field(repr=False)

    def criteria(self, name: str, generation: str) -> tuple[Criterion, ...]:
        """Return the public criteria of a function in an edition."""
        return counting(self.checks[name], generation)

    def worth(self, name: str, generation: str) -> Fraction:
        """Return what a function is worth in an edition."""
        points = self.points[name]
        return points if isinstance(points, Fraction) else points[generation]


@cache
def load_expected(folder: Path) -> Expected:
    """Read what is expected in the public cases of the assignment in `folder`; once in a process.

    Raises:
        PackError: `expected.json` is missing, or not as its schema says.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        raise PackError(f"{path}: is missing; an instructor makes it with: grader publish {folder.name}")
    content = load_json(path, "expected")
    functions = content["functions"]
    return Expected(
        pass_mark=float(content["pass_mark"]),
        points={name: _points(entry["points"]) for name, entry in functions.items()},
        checks={
            name: tuple(read_criterion(check, content) for check in entry["checks"])
            for name, entry in functions.items()
        },
        answers={key: _value(value) for key, value in _by_key(content["answers"]).items()},
        arrays={
            key: {location: np.array(value) for location, value in locations.items()}
            for key, locations in _by_key(content["arrays"]).items()
        },
    )


def _points(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {edition: exact(points) for edition, points in entry.items()}
    return exact(entry)


def _value(part: Any) -> Any:
    """Return an answer with its arrays."""
    if isinstance(part, dict):
        return np.array(part["$array"]) if "$array" in part else {k: _value(v) for k, v in part.items()}
    return [_value(item) for item in part] if isinstance(part, list) else part


def _by_key(entries: list[dict[str, Any]]) -> dict[_Key, Any]:
    return {
        (entry["case"], generation, tuple(entry["variants"])): entry["value"]
        for entry in entries
        for generation in entry["generations"]
    }
