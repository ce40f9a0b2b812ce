"""A published case as one line of code, for a student who wants to run it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.packs.files import load_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MAX_CHARACTERS = 300  # a longer line is of no use
_ELSEWHERE = frozenset({"files", "result", "variables", "epochs"})  # what a plain call does not show


class _NotPlainError(Exception):
    """A value that no short expression makes."""


def line_of(folder: Path, edition: str, case: str, variants: tuple[str, ...] = ()) -> str:
    """Return the line that calls a function as a public case does; empty if there is no short one.

    Args:
        folder: The assignment's folder.
        edition: The id of the edition.
        case: The id of the case.
        variants: The names of the stubs in use, if values depend on them.
    """
    for recipe in load_json(folder / "published.json", "published")["cases"]:
        applies = edition in recipe.get("generations", [edition])
        if recipe["id"] == case and applies and recipe.get("variants", list(variants)) == list(variants):
            return _line(recipe)
    return ""


def _line(recipe: Mapping[str, Any]) -> str:
    if _ELSEWHERE & recipe.get("probe", {}).keys():
        return ""
    try:
        arguments = [_code(part) for part in recipe["args"]]
        arguments += [f"{name}={_code(part)}" for name, part in recipe.get("kwargs", {}).items()]
    except _NotPlainError:
        return ""
    draws = [
        f"{name} = np.random.randn({', '.join(map(str, shape))})"
        for name, shape in recipe.get("draw", {}).items()
    ]
    seeded = [f"np.random.seed({recipe.get('seed', 0)})", *draws] if draws else []
    line = "; ".join([*seeded, f"{recipe['function']}({', '.join(arguments)})"])
    return line if len(line) <= MAX_CHARACTERS else ""


def _code(part: Any) -> str:
    """Return an expression that makes a value of a recipe.

    Raises:
        _NotPlainError: No short one does.
    """
    if isinstance(part, str) and part.startswith("$"):
        return part[1:]
    if isinstance(part, dict) and len(part) == 1:
        ((tag, content),) = part.items()
        if tag.startswith("$"):
            if tag not in _TAGS:
                raise _NotPlainError
            return _TAGS[tag](content)
    if isinstance(part, dict):
        return f"{{{', '.join(f'{name!r}: {_code(item)}' for name, item in part.items())}}}"
    if isinstance(part, list):
        return f"[{', '.join(map(_code, part))}]"
    return repr(part)


def _tuple(items: list[Any]) -> str:
    return f"({', '.join(map(_code, items))}{',' if len(items) == 1 else ''})"


def _uniform(content: list[Any]) -> str:
    low, high, shape, seed = content
    drawn = f"np.random.RandomState({seed}).uniform({low}, {high}, {_tuple(shape)})"
    return f"{drawn}.astype(np.float32)"


_TAGS: dict[str, Callable[[Any], str]] = {
    "$array": lambda content: f"np.array({_code(content)})",
    "$float32": lambda content: f"np.asarray({_code(content)}, np.float32)",
    "$full": lambda content: f"np.full({_tuple(content[0])}, {content[1]}, np.float32)",
    "$concatenate": lambda content: f"np.concatenate({_code(content)})",
    "$tuple": _tuple,
    "$uniform": _uniform,
    "$tensor": lambda content: f"tf.convert_to_tensor({_code(content)})",
    "$input": lambda content: f"tf.keras.Input({_tuple(content)})",
}
