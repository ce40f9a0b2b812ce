"""Arguments as a pack has them: recipes in JSON for public cases, Python for hidden ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.checks.author_tests.arguments import plain

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_INLINE = 100  # values of an array that are written out; larger ones become files


class NoRecipeError(Exception):
    """A value that a recipe can't describe."""


def recipe(value: Any, save: Callable[[np.ndarray], str]) -> Any:
    """Return a value as a recipe of `published.json`; `save` stores an array and returns the file's name.

    Raises:
        NoRecipeError: No recipe describes it.
    """
    value = plain(value)
    match value:
        case None | bool() | int():
            return value
        case str() if not value.startswith("$"):
            return value
        case float() if math.isfinite(value):
            return value
        case list():
            return [recipe(item, save) for item in value]
        case tuple():
            return {"$tuple": [recipe(item, save) for item in value]}
        case dict() if all(type(name) is str and not name.startswith("$") for name in value):
            return {name: recipe(item, save) for name, item in value.items()}
        case np.ndarray():
            if _is_written_out(value) and np.isfinite(value).all():
                return {"$array": value.tolist()}
            return {"$file": save(value)}
    raise NoRecipeError(f"{type(value).__name__} can't be written as a recipe")


def _is_written_out(array: np.ndarray) -> bool:
    """Return whether `np.array` of an array's values gives the same array."""
    return 0 < array.size <= MAX_INLINE and array.dtype == np.array(array.tolist()).dtype


def python(value: Any, save: Callable[[np.ndarray], str]) -> str:
    """Return a value as an expression of `cases.py`; `save` as for `recipe`."""
    value = plain(value)
    match value:
        case float() if not math.isfinite(value):
            return f'float("{value}")'
        case list():
            return f"[{', '.join(python(item, save) for item in value)}]"
        case tuple():
            return f"({''.join(f'{python(item, save)}, ' for item in value)})"
        case dict():
            return f"{{{', '.join(f'{python(k, save)}: {python(v, save)}' for k, v in value.items())}}}"
        case np.ndarray():
            if _is_written_out(value) and np.isfinite(value).all():
                return f"np.array({value.tolist()})"
            return f"np.load(HERE / {save(value)!r})"
        case np.generic():
            return f"np.{value.dtype.name}({value.item()!r})"
    return repr(value)
