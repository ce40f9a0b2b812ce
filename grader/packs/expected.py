"""What a student's machine needs to check the public cases: the public checks and the reference answers.

Both come from the rubric and the reference, which students do not have; `grader publish` writes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.errors import PackError
from grader.packs.files import load_json
from grader.packs.rubric import read_criterion
from grader.support.decimals import exact
from grader.wire import Opaque

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
        worth: The points for each function, including hidden checks; by edition where they differ.
        checks: The public criteria of each function.
        answers: The reference answers to compare with, by case, edition and names of the stubs in use.
        misconceptions: Pieces of advice with fingerprints of the results that call for them.
        arrays: The same for results worth a picture: the arrays of a result by path, to four digits.
    """

    pass_mark: float
    worth: Mapping[str, Fraction | Mapping[str, Fraction]]
    checks: Mapping[str, tuple[Criterion, ...]]
    answers: Mapping[_Key, Any] = field(repr=False)
    arrays: Mapping[_Key, Mapping[str, np.ndarray]] = field(repr=False)
    misconceptions: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    def advice_in(
        self, edition: str, variants: tuple[str, ...], name: str
    ) -> list[tuple[str, Mapping[str, Any]]]:
        """Return the pieces of advice on a function of an edition, with fingerprints by case."""
        return [
            (entry["advice"], entry["results"])
            for entry in self.misconceptions
            if entry["function"] == name
            and edition in entry["generations"]
            and tuple(entry["variants"]) == variants
        ]

    def points_in(self, edition: str, name: str) -> Fraction:
        """Return the points of a function in an edition, including hidden checks."""
        worth = self.worth[name]
        return worth if isinstance(worth, Fraction) else worth[edition]

    def checks_in(self, edition: str, name: str) -> tuple[Criterion, ...]:
        """Return the public criteria of a function that count in an edition."""
        return tuple(c for c in self.checks[name] if not c.editions or edition in c.editions)


@cache
def load_expected(folder: Path) -> Expected:
    """Read `expected.json` of the assignment in `folder`, once per process.

    Raises:
        PackError: `expected.json` is missing or does not match its schema.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        raise PackError(f"is missing; an instructor creates it with: grader publish {folder.name}", path)
    content = load_json(path, "expected")
    functions = content["functions"]
    return Expected(
        pass_mark=float(content["pass_mark"]),
        worth={name: _worth(entry["points"]) for name, entry in functions.items()},
        checks={
            name: tuple(read_criterion(check, content) for check in entry["checks"])
            for name, entry in functions.items()
        },
        answers={key: _value(value) for key, value in _by_key(content["answers"]).items()},
        arrays={
            key: {location: np.array(value) for location, value in locations.items()}
            for key, locations in _by_key(content["arrays"]).items()
        },
        misconceptions=tuple(content.get("misconceptions", ())),
    )


def _worth(points: Any) -> Fraction | dict[str, Fraction]:
    if isinstance(points, dict):
        return {edition: exact(number) for edition, number in points.items()}
    return exact(points)


def written(value: Any) -> Any:
    """Return an answer as JSON values; `_value` reads them.

    Raises:
        ValueError: It can't be written, or nothing can be equal to it, as to NaN.
    """
    match value:
        case np.ndarray() if value.dtype.kind in "biuf" and np.isfinite(value).all():
            entry = {"$array": value.tolist()}
            return entry if value.size else {**entry, "shape": list(value.shape)}
        case np.bool_():
            return {"$bool": bool(value)}
        case None | bool() | str() | int():
            return value
        case float() | np.floating() | np.integer() if np.isfinite(value):
            return value.item() if isinstance(value, np.generic) else value
        case tuple() | list():
            return [written(item) for item in value]
        case dict() if all(isinstance(key, str) for key in value):
            return {key: written(item) for key, item in value.items()}
        case dict():
            return {"$dict": [[key, written(item)] for key, item in value.items()]}
    if isinstance(value, (float, np.floating, np.ndarray)) and np.asarray(value).dtype.kind == "f":
        raise ValueError("a value that is not finite, which no submission can be equal to")
    name = value.type_name if isinstance(value, Opaque) else type(value).__name__
    raise ValueError(f"an object of type {name}, which can't be compared")


def _value(part: Any) -> Any:
    """Return an answer with its arrays."""
    match part:
        case {"$array": content, **more}:
            return np.array(content).reshape(more.get("shape", np.shape(content)))
        case {"$bool": truth}:
            return np.bool_(truth)
        case {"$dict": items}:
            return {key: _value(item) for key, item in items}
        case dict():
            return {key: _value(item) for key, item in part.items()}
        case list():
            return [_value(item) for item in part]
    return part


def _by_key(entries: list[dict[str, Any]]) -> dict[_Key, Any]:
    return {
        (entry["case"], edition, tuple(entry["variants"])): entry["value"]
        for entry in entries
        for edition in entry["generations"]
    }
