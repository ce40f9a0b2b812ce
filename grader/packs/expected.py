"""What a student's own machine needs to check by the public cases: the public checks and the right answers.

Both come from the rubric and the reference, which a student does not have; `grader publish` writes them down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.errors import PackError
from grader.packs.files import load_json
from grader.packs.rubric import read_criterion
from grader.support.decimals import exact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from grader.packs.model import Criterion

FILE_NAME = "expected.json"
_Key = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Expected:
    """The public checks of one assignment.

    Attributes:
        pass_mark: The percentage of all points that passes.
        points: What each function is worth, hidden checks included.
        checks: The public criteria of each function.
        answers: What the reference gives, by case, generation and stubs' names in use: to be compared.
        arrays: The same for what is worth a picture: the arrays of a result by place, to four digits.
    """

    pass_mark: float
    points: Mapping[str, Fraction]
    checks: Mapping[str, tuple[Criterion, ...]]
    answers: Mapping[_Key, Any] = field(repr=False)
    arrays: Mapping[_Key, Mapping[str, np.ndarray]] = field(repr=False)

    def checks_in(self, edition: str, name: str) -> tuple[Criterion, ...]:
        """Return the public criteria of a function that count in an edition."""
        return tuple(c for c in self.checks[name] if not c.generations or edition in c.generations)


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
        points={name: exact(entry["points"]) for name, entry in functions.items()},
        checks={
            name: tuple(read_criterion(check, content) for check in entry["checks"])
            for name, entry in functions.items()
        },
        answers=_by_key(content["answers"]),
        arrays={
            key: {location: np.array(value) for location, value in locations.items()}
            for key, locations in _by_key(content["arrays"]).items()
        },
    )


def _by_key(entries: list[dict[str, Any]]) -> dict[_Key, Any]:
    return {
        (entry["case"], generation, tuple(entry["variants"])): entry["value"]
        for entry in entries
        for generation in entry["generations"]
    }
