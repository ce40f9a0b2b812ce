"""Published cases: recipes in JSON become calls with their expected values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.errors import PackError
from grader.packs.files import load_json
from grader.packs.kinds import PUBLISHED
from grader.packs.model import Case, Expectation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def published_cases(folder: Path, edition: str, variants: tuple[str, ...] = ()) -> tuple[Case, ...]:
    """Return the public cases of one edition of the assignment in `folder`, with their expected values.

    Args:
        folder: The assignment's folder.
        edition: The id of the edition.
        variants: The names of the stubs in use, if values depend on them.

    Raises:
        PackError: `published.json` does not match its schema, or names a missing draw or file.
    """
    path = folder / "published.json"
    recipes = load_json(path, "published")["cases"]
    return tuple(
        _case(recipe, path, number)
        for number, recipe in enumerate(recipes)
        if edition in recipe.get("generations", [edition])
        and list(variants) == recipe.get("variants", list(variants))
    )


def _case(recipe: Mapping[str, Any], path: Path, number: int) -> Case:
    random = np.random.RandomState(recipe.get("seed", 0))
    draws = {name: random.randn(*shape) for name, shape in recipe.get("draw", {}).items()}
    evaluator = _RecipeEvaluator(draws, path.parent)
    try:
        return Case(
            id=recipe["id"],
            function=recipe["function"],
            group=recipe.get("group", PUBLISHED),
            args=tuple(evaluator.value(part) for part in recipe["args"]),
            kwargs={name: evaluator.value(part) for name, part in recipe.get("kwargs", {}).items()},
            public=True,
            expectations=tuple(_expectations(recipe.get("expect", []), evaluator)),
            probe=evaluator.value(recipe["probe"]) if "probe" in recipe else None,
            editions=tuple(recipe.get("generations", ())),
        )
    except (KeyError, OSError, ValueError, EOFError) as error:
        raise PackError(f"cases[{number}] ({recipe['id']}): {error}", path) from error


def _expectations(entries: list[dict[str, Any]], evaluator: _RecipeEvaluator) -> Iterator[Expectation]:
    for entry in entries:
        yield Expectation(
            value=evaluator.expected(entry["value"]),
            path=tuple(entry.get("path", ())),
            index=tuple(_index(part) for part in entry.get("index", ())),
            reduce=entry.get("reduce"),
        )


def _index(part: int | str) -> int | slice:
    if isinstance(part, int):
        return part
    start, stop = (int(bound) if bound else None for bound in part.split(":"))
    return slice(start, stop)


class _RecipeEvaluator:
    """Turns a recipe's JSON into values: `"$x"` is a draw; `$array`, `$full`, … construct values."""

    def __init__(self, draws: Mapping[str, np.ndarray], folder: Path) -> None:
        self.draws = draws
        self.folder = folder

    def value(self, part: Any) -> Any:
        if isinstance(part, str) and part.startswith("$"):
            if part[1:] not in self.draws:
                raise KeyError(f"there is no draw named {part[1:]}")
            return self.draws[part[1:]]
        if isinstance(part, dict) and len(part) == 1:
            ((tag, content),) = part.items()
            match tag:
                case "$array":
                    return np.array(content)
                case "$float32":
                    return np.asarray(self.value(content), np.float32)
                case "$full":
                    shape, fill = content
                    return np.full(shape, fill, np.float32)
                case "$concatenate":
                    return np.concatenate([self.value(item) for item in content])
                case "$tuple":
                    return tuple(self.value(item) for item in content)
                case "$uniform":
                    low, high, shape, seed = content
                    return np.random.RandomState(seed).uniform(low, high, shape).astype(np.float32)
                case "$file":
                    return _loaded(self.folder, content)
        if isinstance(part, dict):
            return {name: self.value(item) for name, item in part.items()}
        return [self.value(item) for item in part] if isinstance(part, list) else part

    def expected(self, part: Any) -> Any:
        """Like `value`, but a plain list becomes an array."""
        return np.array(part) if isinstance(part, list) else self.value(part)


def _loaded(folder: Path, name: str) -> Any:
    path = folder / name
    if not path.is_file():
        raise ValueError(f"there is no file {name} in {folder}")
    return np.load(path, allow_pickle=False)
