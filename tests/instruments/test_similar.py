"""Submissions whose functions are the same."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from grader.extract.submission import Cell, Submission, read
from grader.instruments import similar
from grader.instruments.similar import Group, as_csv, groups_in
from grader.packs import Library
from tests.small import write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Pack

ADA = """\
def double(x):
    # Twice.
    total = x
    for i in range(1):
        total = total + x * (i + 1)
    return total
"""
RENAMED = '''\
def double(x: int) -> int:
    """Return twice x."""
    s = x
    for n in range(1): s = (s + x * (n + 1))
    return s
'''
OTHER = "def double(x):\n    total = x\n    for i in range(1):\n        total += x\n    return total\n"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    """Return a small assignment, of whose functions little is enough."""
    monkeypatch.setattr(similar, "MIN_SHARED", 20)
    return Library([write_pack(tmp_path)]).get("doubling")


def groups(pack: Pack, *sources: str) -> list[Group]:
    """Return the groups among submissions, which are numbered from 0."""
    submissions = [Submission(str(n), "", (Cell(0, source),)) for n, source in enumerate(sources)]
    return groups_in((submission, pack) for submission in submissions)


def test_names_comments_and_layout_do_not_matter(pack: Pack) -> None:
    """Nor do docstrings and annotations."""
    (group,) = groups(pack, ADA, OTHER, RENAMED)
    assert (group.paths, group.functions, group.total) == (("0", "2"), ("double",), 3)


def test_other_code_is_another_group(pack: Pack) -> None:
    """However similar it is."""
    assert groups(pack, ADA, OTHER) == []


def test_what_most_of_a_class_have_is_left_out(pack: Pack) -> None:
    """It was given, or there is one way to write it."""
    assert groups(pack, *[ADA] * 7) == []


def test_short_functions_are_alike_by_chance(pack: Pack) -> None:
    """They are no group."""
    assert groups(pack, *["def double(x):\n    return x + x\n"] * 2) == []


def test_what_the_starter_has_is_left_out(library: Library) -> None:
    """A course's own lines are nobody's."""
    pack = library.get("convolution-step-by-step")
    path = pack.assignment.folder / "starter.ipynb"
    assert groups_in((read(path, name=name), pack) for name in ("a", "b")) == []


def test_a_table_has_a_row_for_each_submission() -> None:
    """With the number of its group; no cell is a formula."""
    text = as_csv([Group("doubling", ("=a", "b"), ("double", "quadruple"), 80, 30)])
    assert list(csv.DictReader(io.StringIO(text))) == [
        {
            "group": "1", "path": path, "assignment": "doubling", "functions": "double quadruple",
            "size": "80", "share": "2 of 30",
        }
        for path in ("'=a", "b")
    ]  # fmt: skip


DEEP = f"def double(x):\n    total = x\n    total = {'-' * 3000}total\n    return total + x * (total + 1)\n"
NESTED = "def double(x):\n" + "".join(f"{' ' * n}if x:\n" for n in range(1, 80)) + " " * 80 + "return x + x\n"


@pytest.mark.parametrize("source", [DEEP, NESTED], ids=["expression", "blocks"])
def test_what_is_too_deep_does_not_stop_the_others(pack: Pack, source: str) -> None:
    """One submission, whatever is in it."""
    found = groups(pack, source, ADA, RENAMED)
    assert ("1", "2") in [group.paths for group in found]
