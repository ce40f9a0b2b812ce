"""Reading exercises in the style of learntools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.authoring.importers import learntools
from tests.authoring.importers.notebooks import EXERCISES

if TYPE_CHECKING:
    from pathlib import Path

    from grader.authoring.importers.source import CourseNotebook


def read(folder: Path) -> CourseNotebook:
    path = folder / "ex1.py"
    path.write_text(EXERCISES)
    found = learntools.read(path, "ex1")
    assert found is not None
    return found


def test_values_and_test_cases_become_assertions(tmp_path: Path) -> None:
    """Floats may differ a little."""
    assert [test.source.splitlines()[-1] for test in read(tmp_path).tests] == [
        "assert total == 6",
        "assert math.isclose(mean([4, 4]), 4.0, rel_tol=1e-06)",
    ]


def test_solutions_are_what_their_classes_spell_out(tmp_path: Path) -> None:
    """As code of the notebook."""
    assert [part.source.splitlines()[0] for part in read(tmp_path).parts] == [
        "total = 1 + 2 + 3", "def mean(values):",
    ]  # fmt: skip


def test_a_check_of_its_own_is_left_out(tmp_path: Path) -> None:
    """It looks at objects."""
    (left,) = read(tmp_path).left_out
    assert (left.name, left.why) == ("Plots", "has a check of its own")
