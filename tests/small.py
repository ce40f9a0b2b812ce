"""A small pack of a test's own: two functions, one of which may use the other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

ASSIGNMENT = {
    "schema_version": "1.0",
    "id": "doubling",
    "title": "Doubling",
    "runtime": "numpy",
    "functions": [{"name": "double"}, {"name": "quadruple", "helpers": ["double"]}],
    "generations": [{"id": "only", "title": "the only edition"}],
}
PUBLISHED = {
    "schema_version": "1.0",
    "cases": [
        {"id": "double.three", "function": "double", "args": [3], "expect": [{"value": 6}]},
        {"id": "quadruple.three", "function": "quadruple", "args": [3], "expect": [{"value": 12}]},
    ],
}
RUBRIC: dict[str, Any] = {
    "schema_version": "1.0",
    "name": "default",
    "pass_mark": 50,
    "seed": 7,
    "tolerances": {"float64": {"rtol": 1e-6, "atol": 1e-6}, "float32": {"rtol": 1e-3, "atol": 1e-3}},
    "functions": {
        "double": [
            {"id": "double.seeded", "kind": "seeded", "points": 2, "visibility": "public"},
            {"id": "double.values", "kind": "reference", "points": 4, "visibility": "hidden", "hint": "Add."},
        ],
        "quadruple": [
            {"id": "quadruple.seeded", "kind": "seeded", "points": 1, "visibility": "public"},
            {"id": "quadruple.values", "kind": "reference", "points": 3, "visibility": "hidden"},
        ],
    },
}
SOLUTION = """\
def double(x):
    return x + x


def quadruple(x):
    return double(double(x))
"""
CASES = """\
from grader.packs import Call


def cases(random):
    for _ in range(2):
        yield Call("double", "values", (random.randn(3),))
        yield Call("quadruple", "values", (random.randn(3),))
"""
MISCONCEPTIONS = '''\
def double__square(x):
    """The value is squared; add it to itself."""
    return x * x
'''


def write_pack(
    root: Path,
    *,
    solution: str = SOLUTION,
    rubric: dict[str, Any] | None = None,
    cases: str = CASES,
    misconceptions: str = MISCONCEPTIONS,
) -> Path:
    """Write the three folders of the pack under `root`, which may hold others already."""
    files = {
        "assignments/doubling/assignment.json": json.dumps(ASSIGNMENT),
        "assignments/doubling/published.json": json.dumps(PUBLISHED),
        "reference/doubling/solution.py": solution,
        "reference/doubling/cases.py": cases,
        "reference/doubling/misconceptions.py": misconceptions,
        "rubrics/doubling.json": json.dumps(rubric or RUBRIC),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
