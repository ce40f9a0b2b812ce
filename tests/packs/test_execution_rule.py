"""What a rubric may say of notebooks that do not run to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.errors import PackError
from grader.packs.model import ExecutionRule, Rubric
from grader.packs.rubric import load_rubric
from tests.packs.folders import RUBRIC, assignment, changed, write

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path, execution: Any, extension: dict[str, Any] | None = None) -> Rubric:
    """Load a rubric that says something of execution, or one that extends it."""
    write(folder / "sums.json", changed(RUBRIC, execution=execution))
    if extension is not None:
        content = {"schema_version": "1.0", "name": "other", "extends": "default", **extension}
        write(folder / "sums.other.json", content)
    return load_rubric(None if extension is None else "other", folder, assignment(folder))


def test_it_says_nothing_by_default(tmp_path: Path) -> None:
    """Then no notebook is run for its marks."""
    assert load(tmp_path, ...).execution is None


@pytest.mark.parametrize(
    ("execution", "expected"),
    [
        ({"points_lost": 2.5}, ExecutionRule(2.5, required=False)),
        ({"required": True}, ExecutionRule(0.0, required=True)),
        ({"points_lost": 3, "required": True}, ExecutionRule(3, required=True)),
    ],
)
def test_points_are_lost_or_a_pass(tmp_path: Path, execution: Any, expected: ExecutionRule) -> None:
    """Or both."""
    assert load(tmp_path, execution).execution == expected


def test_another_rubric_takes_it_over(tmp_path: Path) -> None:
    """Unless it says something else."""
    assert load(tmp_path, {"points_lost": 1}, {}).execution == ExecutionRule(1)
    other = {"execution": {"required": True}}
    assert load(tmp_path, {"points_lost": 1}, other).execution == ExecutionRule(required=True)


@pytest.mark.parametrize(
    "execution", [{}, {"points_lost": 0}, {"points_lost": -1}, {"required": False}, {"more": 1}, True]
)
def test_anything_else_is_refused(tmp_path: Path, execution: Any) -> None:
    """The message names the field."""
    with pytest.raises(PackError, match=r"sums\.json: execution"):
        load(tmp_path, execution)
