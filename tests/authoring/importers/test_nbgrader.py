"""Reading nbgrader's notebooks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from grader.authoring.importers import nbgrader
from grader.authoring.importers.source import GIVEN, SOLUTION
from tests.authoring.importers.notebooks import code, marked, nbgrader_course, text, write

if TYPE_CHECKING:
    from pathlib import Path

    from grader.authoring.importers.source import CourseNotebook


def read(path: Path) -> CourseNotebook:
    found = nbgrader.read(path, "numbers")
    assert found is not None
    return found


def test_cells_have_the_roles_that_nbgrader_marks(tmp_path: Path) -> None:
    """Tests are no part of the program."""
    parts = read(nbgrader_course(tmp_path)).parts
    assert [part.role for part in parts] == [GIVEN, GIVEN, SOLUTION, SOLUTION]


def test_a_solution_is_read_without_its_markers(tmp_path: Path) -> None:
    """As Python."""
    assert "###" not in read(nbgrader_course(tmp_path)).parts[2].source


def test_tests_keep_their_points_and_what_they_are_about(tmp_path: Path) -> None:
    """A test with a hidden region is hidden as a whole: nbgrader gives its points for all or nothing."""
    tests = read(nbgrader_course(tmp_path)).tests
    assert [(t.name, t.points, t.hidden, t.sentence) for t in tests] == [
        ("triangle-values", Fraction(2), False, "Check some triangular numbers."),
        ("triangle-refuses", Fraction(1), False, ""),
        ("lengths-values", Fraction(3), True, ""),
        ("both", Fraction(0), False, ""),
    ]


def test_what_a_person_grades_is_left_out(tmp_path: Path) -> None:
    """By name."""
    (left,) = read(nbgrader_course(tmp_path)).left_out
    assert (left.name, left.why) == ("why", "is graded by hand")


def test_the_starter_has_neither_solutions_nor_hidden_tests(tmp_path: Path) -> None:
    """As nbgrader's release version."""
    sources = [cell.source for cell in read(nbgrader_course(tmp_path)).starter.cells]
    assert "n * (n + 1)" not in "".join(sources)
    assert "np.random" not in "".join(sources)
    assert "    # YOUR CODE HERE\n    raise NotImplementedError()" in sources[3]


def test_a_solution_without_markers_is_the_whole_cell(tmp_path: Path) -> None:
    """Also that of a text."""
    path = write(
        tmp_path / "a.ipynb",
        code("x = 5", **marked("x", solution=True)),
        text("markdown", "Because.", **marked("why", grade=True, solution=True)),
    )
    assert [cell.source for cell in read(path).starter.cells] == [
        "# YOUR CODE HERE\nraise NotImplementedError()", "YOUR ANSWER HERE",
    ]  # fmt: skip


def test_a_release_version_has_no_solution(tmp_path: Path) -> None:
    """Its stubs say so."""
    stub = code(
        "def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()", **marked("f", solution=True)
    )
    assert read(write(tmp_path / "a.ipynb", stub)).unsolved


def test_lines_that_nbgrader_turns_into_tests_are_none_yet(tmp_path: Path) -> None:
    """AUTOTEST."""
    path = write(tmp_path / "a.ipynb", code("### AUTOTEST f(1)", **marked("t", grade=True, points=1)))
    assert [(left.name, "AUTOTEST" in left.why) for left in read(path).left_out] == [("t", True)]


def test_a_notebook_without_marks_is_none_of_nbgrader_s(tmp_path: Path) -> None:
    """Nothing is graded in it."""
    assert nbgrader.read(write(tmp_path / "a.ipynb", code("x = 1")), "a") is None
