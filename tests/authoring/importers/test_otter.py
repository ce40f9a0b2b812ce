"""Reading otter's notebooks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from grader.authoring.importers import otter
from tests.authoring.importers.notebooks import code, otter_course, write

if TYPE_CHECKING:
    from pathlib import Path

    from grader.authoring.importers.source import CourseNotebook

OK_TEST = """\
OK_FORMAT = True
test = {'name': 'q1', 'points': 2, 'suites': [{'cases': [
    {'code': '>>> square(3)\\n9', 'hidden': False}, {'code': '>>> square(1) == 1\\nTrue', 'hidden': True},
]}]}
"""


def read(path: Path) -> CourseNotebook:
    found = otter.read(path, "squares")
    assert found is not None
    return found


def test_questions_have_tests_with_points(tmp_path: Path) -> None:
    """Equal shares of the question's, or their own."""
    tests = read(otter_course(tmp_path)).tests
    assert [(t.name, t.points, t.hidden) for t in tests] == [
        ("q1_1", Fraction(2), False), ("q1_2", Fraction(2), True), ("q2_1", Fraction(2), False),
    ]  # fmt: skip


def test_a_cell_s_output_is_what_it_tests(tmp_path: Path) -> None:
    """So it becomes an assertion."""
    tests = read(otter_course(tmp_path)).tests
    assert [t.source for t in tests[:2]] == ["assert square(start) == 9", "assert square(0.5) == 0.25"]


def test_a_message_on_failure_is_what_the_test_is_about(tmp_path: Path) -> None:
    """For the student."""
    assert read(otter_course(tmp_path)).tests[2].sentence == "There are two sides."


def test_otter_s_own_lines_are_no_part_of_the_program(tmp_path: Path) -> None:
    """They need otter; what else is in the same cell stays."""
    sources = [part.source for part in read(otter_course(tmp_path)).parts]
    assert (sources[0], any("otter" in source for source in sources)) == ("import numpy as np\n", False)


@pytest.mark.parametrize(
    "source, solved, shown",
    [
        ("x = 2 # SOLUTION", "x = 2", "x = ..."),
        ("def f():\n    return 1 # SOLUTION", "def f():\n    return 1", "def f():\n    ..."),
        ("y = 1 # SOLUTION NO PROMPT\nz = 2", "y = 1\nz = 2", "\nz = 2"),
        ("# BEGIN SOLUTION\nx = 1\n# END SOLUTION\ny = 2", "x = 1\ny = 2", "...\ny = 2"),
        ('a = 1 # SOLUTION NO PROMPT\n""" # BEGIN PROMPT\na = 0\n""" # END PROMPT', "a = 1\n", "\na = 0\n"),
    ],
)  # fmt: skip
def test_a_cell_has_two_versions(source: str, solved: str, shown: str) -> None:
    """The autograder's and the students'."""
    assert (otter.with_solution(source), otter.for_students(source)) == (solved, shown)


def test_tests_beside_a_student_s_version_are_in_the_format_of_ok(tmp_path: Path) -> None:
    """They are read, not run."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "q1.py").write_text(OK_TEST)
    found = read(write(tmp_path / "a.ipynb", code("def square(x):\n    ...")))
    assert [(t.source, t.points, t.hidden) for t in found.tests] == [
        ("assert square(3) == 9", Fraction(1), False), ("assert square(1) == 1", Fraction(1), True),
    ]  # fmt: skip
    assert found.unsolved


def test_a_file_with_code_of_its_own_is_left_out(tmp_path: Path) -> None:
    """A test that is computed would have to be run."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "q1.py").write_text("test = make()\n")
    (left,) = read(write(tmp_path / "a.ipynb", code("x = 1"))).left_out
    assert left.why.startswith("q1.py has no tests in the format of OK")
