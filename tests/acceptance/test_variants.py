"""Right solutions written in unlike ways lose nothing; a wrong one loses its own function only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import VARIANTS
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from grader.pipeline import Grader

RIGHT = sorted((VARIANTS / "right").glob("*.py"))
WRONG = sorted((VARIANTS / "wrong").glob("*.py"))


@pytest.mark.parametrize("variant", RIGHT, ids=lambda path: path.stem)
def test_a_right_rewriting_earns_full_marks(
    variant: Path, grader: Grader, standard: str, tmp_path: Path
) -> None:
    """No way of writing a right solution loses a point."""
    report = grader.grade(write_notebook(tmp_path / "a.ipynb", standard, variant.read_text(encoding="utf-8")))
    assert [(f.name, f.feedback) for f in report.functions if f.status != "passed"] == []
    assert report.score == 100.0


@pytest.mark.parametrize("variant", WRONG, ids=lambda path: path.stem)
def test_a_wrong_variant_loses_its_own_function_only(
    variant: Path, grader: Grader, standard: str, tmp_path: Path
) -> None:
    """Exactly the function that is wrong loses points, whoever calls it."""
    source = variant.read_text(encoding="utf-8")
    broken = re.search(r"^# breaks: (\w+)", source, re.MULTILINE)
    assert broken is not None
    report = grader.grade(write_notebook(tmp_path / "a.ipynb", standard, source))
    assert [f.name for f in report.functions if f.status != "passed"] == [broken[1]]


def test_the_standard_solution_earns_full_marks(grader: Grader, standard: str, tmp_path: Path) -> None:
    """What the variants are variants of is right."""
    assert grader.grade(write_notebook(tmp_path / "a.ipynb", standard)).score == 100.0
