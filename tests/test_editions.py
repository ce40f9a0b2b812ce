"""Editions that accept each other's solutions: the better verdict counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.packs import Library
from grader.pipeline import Grader
from tests.notebooks import write_notebook
from tests.packs.folders import ASSIGNMENT, changed, write, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import Report
    from grader.sandbox.machine import Machine

TOTAL = "def total(v):\n    return sum(v)"
PLUS, MINUS = (f"def add(a, b):\n    return a {sign} b" for sign in "+-")


def library(root: Path, *accepted: str) -> Library:
    """Return a library whose old edition subtracts, and accepts some others."""
    write_pack(root)
    old, new = ASSIGNMENT["generations"]
    editions = [{**old, "accepts": list(accepted)}, new]
    write(root / "assignments" / "sums" / "assignment.json", changed(ASSIGNMENT, generations=editions))
    write(root / "assignments" / "sums" / "published.json", published())
    write(root / "reference" / "sums" / "generations" / "old.py", MINUS)
    return Library([root])


def published() -> dict[str, Any]:
    """Return published cases of both editions."""
    recipe = {"id": "add.text", "function": "add", "args": [1, 2]}
    cases = [
        {**recipe, "generations": [edition], "expect": [{"value": value}]}
        for edition, value in (("old", -1), ("new", 3))
    ]
    return {"schema_version": "1.0", "cases": cases}


def graded(machine: Machine, root: Path, edition: str, add: str, *accepted: str) -> Report:
    """Grade a notebook of an edition with a way to add."""
    path = write_notebook(root / "a.ipynb", add, TOTAL, markdown=f"{edition} edition")
    return Grader(library(root / "packs", *accepted), machine).grade(path)


@pytest.mark.parametrize(
    ("notebook", "score"),
    [
        (("old", MINUS), 10.0),
        (("old", PLUS), 5.0),
        (("old", PLUS, "new"), 10.0),
        (("old", MINUS, "new"), 10.0),
        (("new", PLUS), 10.0),
        (("new", MINUS, "new"), 5.0),
        (("old", "def add(a, b):\n    return 0", "new"), 5.0),
    ],
)
def test_a_solution_of_an_accepted_edition_is_right(
    machine: Machine, tmp_path: Path, notebook: tuple[str, ...], score: float
) -> None:
    """In the edition that accepts it, and not the other way round."""
    assert graded(machine, tmp_path, *notebook).score == score


def test_the_report_names_the_edition_of_the_notebook(machine: Machine, tmp_path: Path) -> None:
    """Whichever solution was right."""
    report = graded(machine, tmp_path, "old", PLUS, "new")
    assert report.assignment is not None
    assert report.assignment.generation == "old"


def test_an_edition_accepts_no_other_unless_it_says_so(tmp_path: Path) -> None:
    """Most don't."""
    found = Library([write_pack(tmp_path)]).get("sums").assignment.editions
    assert [edition.accepts for edition in found] == [(), ()]


def test_editions_may_share_a_file(tmp_path: Path) -> None:
    """Named by both; one's own comes after it."""
    write_pack(tmp_path)
    folder = tmp_path / "reference" / "sums" / "generations"
    write(folder / "old+new.py", "def add(a, b):\n    return 'both'\n\n\ndef total(v):\n    return 'both'\n")
    write(folder / "old.py", "def add(a, b):\n    return 'old'\n")
    reference = Library([tmp_path]).get("sums").reference
    last = [
        reference.definitions(edition)[name].last.source.split()[-1]
        for edition in ("old", "new")
        for name in ("add", "total")
    ]
    assert last == ["'old'", "'both'", "'both'", "'both'"]


FLOAT_SIZE = "import numpy as np\ndef add(a, b):\n    return np.zeros(1.0)[0] + a + b"
RANGE = "def add(a, b):\n    return sum((a, b)[n] for n in range(2.0))"


@pytest.mark.parametrize(
    ("edition", "add", "score"),
    [("old", FLOAT_SIZE, 10.0), ("new", FLOAT_SIZE, 5.0), ("old", RANGE, 5.0)],
)
def test_a_size_may_be_a_float_where_it_might_in_the_course(
    machine: Machine, tmp_path: Path, edition: str, add: str, score: float
) -> None:
    """In editions that ran on a NumPy before 1.12; Python's own range never took one."""
    write_pack(tmp_path / "packs")
    old, new = ASSIGNMENT["generations"]
    content = changed(ASSIGNMENT, generations=[{**old, "float_sizes": True}, new])
    write(tmp_path / "packs" / "assignments" / "sums" / "assignment.json", content)
    path = write_notebook(tmp_path / "a.ipynb", add, TOTAL, markdown=f"{edition} edition")
    assert Grader(Library([tmp_path / "packs"]), machine).grade(path).score == score
