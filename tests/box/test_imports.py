"""Import statements, name by name."""

from __future__ import annotations

from typing import Any

import pytest

from grader.box.imports import errors_of


def executed(source: str) -> tuple[dict[str, Any], list[str]]:
    """Execute a statement; return what it binds, and the types of what it raises."""
    names: dict[str, Any] = {}
    errors = [type(e).__name__ for e in errors_of(source, lambda text: exec(text, names))]  # noqa: S102
    return {name: value for name, value in names.items() if name != "__builtins__"}, errors


@pytest.mark.parametrize(
    ("source", "bound", "errors"),
    [
        ("import math, json as j", {"math", "j"}, []),
        ("import not_here_at_all, math", {"math"}, ["ModuleNotFoundError"]),
        ("from math import nothing, pi as p", {"p"}, ["ImportError"]),
        ("import not_here_at_all", set(), ["ModuleNotFoundError"]),
        ("\n\nfrom not_here_at_all import a, b", set(), ["ModuleNotFoundError"] * 2),
        ("x = 1 / 0", set(), ["ZeroDivisionError"]),
        ("if True:\n    import not_here_at_all, math", set(), ["ModuleNotFoundError"]),
    ],
)
def test_what_can_be_imported_is(source: str, bound: set[str], errors: list[str]) -> None:
    """A missing package takes no other along."""
    names, raised = executed(source)
    assert (set(names), raised) == (bound, errors)
