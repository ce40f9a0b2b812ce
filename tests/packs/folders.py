"""Small packs made for one test."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from grader.packs.model import Assignment, Edition, Function

if TYPE_CHECKING:
    from pathlib import Path

ASSIGNMENT: dict[str, Any] = {
    "schema_version": "1.0",
    "id": "sums",
    "title": "Sums",
    "runtime": "numpy",
    "functions": [{"name": "add"}, {"name": "total", "helpers": ["add"]}],
    "generations": [
        {"id": "old", "title": "the old one", "marks": ["old +edition", "start here"]},
        {"id": "new", "title": "the new one", "marks": ["new edition", "start here"]},
    ],
    "stubs": {"helpers": ["norm"]},
}
PUBLISHED: dict[str, Any] = {
    "schema_version": "1.0",
    "cases": [{"id": "add.text", "function": "add", "args": [1, 2], "expect": [{"value": 3}]}],
}
TOLERANCES = {"float64": {"rtol": 1e-5, "atol": 1e-6}, "float32": {"rtol": 1e-4, "atol": 1e-4}}
RUBRIC: dict[str, Any] = {
    "schema_version": "1.0",
    "name": "default",
    "pass_mark": 80,
    "seed": 7,
    "tolerances": TOLERANCES,
    "functions": {
        "add": [
            {"id": "add.seeded", "kind": "seeded", "points": 2, "visibility": "public"},
            {"id": "add.values", "kind": "reference", "points": 3, "visibility": "hidden"},
        ],
        "total": [{"id": "total.values", "kind": "reference", "points": 5, "visibility": "hidden"}],
    },
}
SOLUTION = "def add(a, b):\n    return a + b\n\n\ndef total(v):\n    return sum(v)\n"
CASES = (
    "from grader.packs import Call\n\n\n"
    "def cases(random):\n"
    "    for _ in range(2):\n"
    "        yield Call('add', 'values', (random.randn(2), random.randn(2)))\n"
    "    yield Call('total', 'values', ([1, 2, 3],), {})\n"
)


def changed(content: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a copy with some entries replaced, or left out where the new value is `...`."""
    result = deepcopy(content) | changes
    return {key: value for key, value in result.items() if value is not ...}


def write(path: Path, content: Any) -> Path:
    """Write text, or JSON, into a file whose folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def write_pack(root: Path, name: str = "sums") -> Path:
    """Write the three folders of a small assignment."""
    write(root / "assignments" / name / "assignment.json", changed(ASSIGNMENT, id=name))
    write(root / "assignments" / name / "published.json", PUBLISHED)
    write(root / "reference" / name / "solution.py", SOLUTION)
    write(root / "reference" / name / "cases.py", CASES)
    write(root / "rubrics" / f"{name}.json", RUBRIC)
    return root


def assignment(folder: Path) -> Assignment:
    """Return the small assignment without reading it."""
    return Assignment(
        id="sums",
        title="Sums",
        digest="",
        runtime="numpy",
        functions=(Function("add"), Function("total", ("add",))),
        editions=(Edition("old", "the old one"), Edition("new", "the new one")),
        stubs={},
        folder=folder,
    )
