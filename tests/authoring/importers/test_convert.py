"""Courses become packs that grade right and wrong notebooks."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

import pytest

from grader.authoring.importers.convert import import_course
from grader.errors import UsageError
from grader.packs import Library
from grader.pipeline import Grader
from tests.authoring.importers.notebooks import (
    EXERCISES,
    LENGTHS,
    TRIANGLE,
    code,
    marked,
    nbgrader_course,
    otter_course,
    text,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from grader.authoring.importers.convert import Imported
    from grader.report.model import Report
    from grader.sandbox.machine import Machine

RIGHT_OTTER = "start = 3\n\ndef square(x):\n    return x ** 2\n\nsides = [3, 4]\n"
WRONG_OTTER = "start = 3\n\ndef square(x):\n    return 2 * x\n\nsides = 3\n"
RIGHT_SUMS = "total = 6\n\ndef mean(values):\n    return sum(values) / len(values)\n"


class Course:
    """An imported course, with a grader for its pack."""

    def __init__(self, imported: Imported, root: Path, machine: Machine) -> None:
        self.imported, self.root, self._machine = imported, root, machine
        self.why = {question.name: question.why for question in imported.questions}

    def grade(self, path: Path) -> Report:
        return Grader(Library([self.root]), self._machine).grade(path)

    def checks(self, path: Path, source: str) -> dict[str, str]:
        """Return the status of each check of a script."""
        path.write_text(source, encoding="utf-8")
        return {c.id: c.status for function in self.grade(path).functions for c in function.checks}


def imported(style: str, folder: Path, machine: Machine, **more: Any) -> Course:
    root = folder / "packs"
    (only,) = import_course(style, folder, root, machine, **more)
    return Course(only, root, machine)


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory, machine: Machine) -> Course:
    """The course of nbgrader's."""
    folder = tmp_path_factory.mktemp("nbgrader")
    nbgrader_course(folder)
    return imported("nbgrader", folder, machine)


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory, machine: Machine) -> Course:
    """The course of otter's."""
    folder = tmp_path_factory.mktemp("otter")
    otter_course(folder)
    return imported("otter", folder, machine)


def test_what_a_course_says_stays_text(tmp_path: Path, machine: Machine) -> None:
    """Its title, names and sentences are no code in what is written, whatever they contain."""
    evil = '""" + 1/0 + """ \\\'\'\' {{ 7 }} \x1b[0m\u2028raise SystemExit'
    folder = tmp_path / "evil"
    write(
        folder / "a.ipynb",
        text("markdown", f"# {evil}"),
        code(TRIANGLE, **marked(f"triangle {evil}", solution=True)),
        code(f"{evil!r}\nassert triangle(3) == 6", **marked(f"values {evil}", grade=True, points=2)),
    )
    course = imported("nbgrader", folder, machine)
    tests = ast.parse((course.root / "reference" / str(course.imported.pack) / "test_course.py").read_text())
    kinds = [type(node).__name__ for node in tests.body]
    assert (kinds, evil in str(ast.get_docstring(tests, clean=False))) == (["Expr", "FunctionDef"], True)
    assert course.grade(course.imported.path).score == 2.0


class TestNbgrader:
    def test_what_can_be_judged_by_values_is_taken_over(self, numbers: Course) -> None:
        """The rest is left out, each with a reason."""
        assert numbers.why == {
            "triangle-values": "",
            "triangle-refuses": "",
            "lengths-values": "",
            "both": "calls several functions of the student: lengths, triangle",
            "why": "is graded by hand",
        }

    def test_its_own_solution_gets_all_points(self, numbers: Course) -> None:
        """The source notebook, tests and all."""
        report = numbers.grade(numbers.imported.path)
        assert (report.score, report.max_score) == (6.0, 6.0)

    def test_a_wrong_solution_fails_the_tests_that_it_failed_before(
        self, numbers: Course, tmp_path: Path
    ) -> None:
        """And no others."""
        wrong = TRIANGLE.replace("n + 1", "n - 1") + LENGTHS.replace("axis=1", "axis=-1")
        assert numbers.checks(tmp_path / "a.py", f"import numpy as np\n{wrong}") == {
            "triangle.triangle_values": "failed",
            "triangle.triangle_refuses": "passed",
            "lengths.lengths_values": "passed",
        }

    def test_hidden_values_are_not_told(self, numbers: Course, tmp_path: Path) -> None:
        """Nor the assertion on them."""
        path = tmp_path / "a.py"
        path.write_text(f"import numpy as np\n{TRIANGLE}\ndef lengths(rows):\n    return rows[:, 0]\n")
        (check,) = numbers.grade(path).functions[1].checks
        assert check.message == "lengths: a hidden case gives the wrong result."

    def test_the_starter_counts_as_blank(self, numbers: Course) -> None:
        """It is the pack's own."""
        report = numbers.grade(numbers.root / "assignments" / str(numbers.imported.pack) / "starter.ipynb")
        assert [(f.status, f.score) for f in report.functions] == [("missing", 0.0)] * 2

    def test_a_pack_that_is_there_is_not_replaced(self, numbers: Course, machine: Machine) -> None:
        """An author may have edited it."""
        with pytest.raises(UsageError, match="is there already"):
            list(import_course("nbgrader", numbers.root.parent, numbers.root, machine))

    def test_a_release_version_needs_a_solved_one(self, tmp_path: Path, machine: Machine) -> None:
        """Then it becomes the same."""
        stub = "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
        cells = (marked("f", solution=True), marked("t", grade=True, points=1))
        test = code("assert f(2) == 4", **cells[1])
        write(tmp_path / "course" / "a.ipynb", code(stub, **cells[0]), test)
        solved = write(tmp_path / "solved.ipynb", code("def f(x):\n    return x + x"), test)
        assert (
            imported("nbgrader", tmp_path / "course", machine)
            .why["t"]
            .startswith("the solution is not there")
        )
        again = imported("nbgrader", tmp_path / "course", machine, solution=solved)
        assert again.grade(solved).score == 1.0


class TestOtter:
    def test_a_right_script_passes(self, squares: Course, tmp_path: Path) -> None:
        """Functions and variables."""
        assert squares.checks(tmp_path / "a.py", RIGHT_OTTER) == {
            "square.q1_1": "passed", "square.q1_2": "passed", "q2.q2_1": "passed",
        }  # fmt: skip

    def test_a_wrong_one_does_not(self, squares: Course, tmp_path: Path) -> None:
        """Neither."""
        assert set(squares.checks(tmp_path / "a.py", WRONG_OTTER).values()) == {"failed"}

    def test_a_variable_that_is_not_set_is_told(self, squares: Course, tmp_path: Path) -> None:
        """With what the test is about."""
        path = tmp_path / "a.py"
        path.write_text(RIGHT_OTTER.replace("[3, 4]", "3"))
        (check,) = squares.grade(path).functions[1].checks
        assert check.message == (
            "q2: There are two sides: the test can't use what was returned: "
            "TypeError: object of type 'int' has no len()."
        )


def test_a_course_of_variables_is_recognised_by_its_title(tmp_path: Path, machine: Machine) -> None:
    """There is no function that it could be recognised by."""
    marks = ("# BEGIN QUESTION\nname: q1", "# BEGIN TESTS", "# END TESTS", "# END QUESTION")
    begin, *around = (text("raw", mark) for mark in marks)
    solution = code("total = 6 # SOLUTION")
    test = code("total == 6", "True")
    cells = (text("markdown", "# Lab 1: *Sums*"), begin, solution, around[0], test, *around[1:])
    write(tmp_path / "lab.ipynb", *cells)
    course = imported("otter", tmp_path, machine)
    path = tmp_path / "solved.py"
    assert course.checks(path, "# Lab 1: *Sums*\ntotal = 6\n") == {"q1.q1_1": "passed"}


def test_exercises_of_learntools_grade_right_and_wrong_ones(tmp_path: Path, machine: Machine) -> None:
    """Their own values are what is compared with."""
    (tmp_path / "ex1.py").write_text(EXERCISES)
    sums = imported("learntools", tmp_path, machine)
    assert set(sums.checks(tmp_path / "a.py", RIGHT_SUMS).values()) == {"passed"}
    assert set(sums.checks(tmp_path / "a.py", RIGHT_SUMS.replace("total = 6", "total = 5")).values()) == {
        "passed", "failed",
    }  # fmt: skip


@pytest.mark.parametrize(
    "solution, test, why",
    [
        ("def f(g):\n    return g(1)", "assert f(lambda x: x) == 1",
         "calls f with an object of type function (argument 1), which can't be sent"),
        ("def f(x):\n    yield x", "assert next(f(1)) == 1",
         "f returns an object of type generator, which can't leave a box"),
        ("class F:\n    pass", "assert F() is not None", "uses the class F, whose objects can't leave a box"),
        ("def f(x):\n    return x", "assert f(1) == 2", "the course's own solution does not pass in a box"),
        ("def f(x):\n    x.append(1)\n    return x", "y = []\nf(y)\nassert y == [1]",
         "can't be judged by values alone: it fails: assert [] == [1]"),
        ("def f(x):\n    return x", "print(f(2))", "asserts nothing: it accepts whatever is returned"),
        ("def f(x):\n    return x", "assert 1 == 1", "looks at nothing that a cell with a solution defines"),
        ("def f(x):\n    return x", "assert f(", "is not Python"),
        ("def f(x):\n    return x", f"assert f(1) == {'-' * 2500}1", "is nested too deeply"),
    ],
)  # fmt: skip
def test_what_the_models_do_not_share_is_left_out(
    solution: str, test: str, why: str, tmp_path: Path, machine: Machine
) -> None:
    """With the reason."""
    cells = (code(solution, **marked("s", solution=True)), code(test, **marked("t", grade=True, points=1)))
    write(tmp_path / "a.ipynb", *cells)
    course = imported("nbgrader", tmp_path, machine)
    assert course.imported.pack is None
    assert course.why["t"].startswith(why)


def test_a_folder_without_a_course_is_bad_usage(tmp_path: Path, machine: Machine) -> None:
    """Nothing to import."""
    write(tmp_path / "a.ipynb", code("x = 1"))
    with pytest.raises(UsageError, match="has no notebook in which nbgrader grades something"):
        list(import_course("nbgrader", tmp_path, tmp_path / "packs", machine))


@pytest.mark.parametrize("folder", ["submitted", "autograded", "feedback", ".ipynb_checkpoints"])
def test_what_students_submitted_is_not_imported(folder: str, tmp_path: Path, machine: Machine) -> None:
    """Nor what a notebook's editor saved beside it."""
    (tmp_path / folder / "ada").mkdir(parents=True)
    nbgrader_course(tmp_path / folder / "ada")
    with pytest.raises(UsageError, match="has no notebook in which nbgrader grades something"):
        list(import_course("nbgrader", tmp_path, tmp_path / "packs", machine))


def test_large_arrays_become_files(tmp_path: Path, machine: Machine) -> None:
    """And are the same when they are read."""
    cells = (
        code("import numpy as np\nbig = np.arange(400.0)"),
        code("def f(x):\n    return x.sum()", **marked("s", solution=True)),
        code("assert f(big) == 79800.0", **marked("t", grade=True, points=1)),
    )
    path = write(tmp_path / "a.ipynb", *cells)
    course = imported("nbgrader", tmp_path, machine)
    published = course.root / "assignments" / str(course.imported.pack) / "published.json"
    assert "$file" in json.loads(published.read_text())["cases"][0]["args"][0]
    assert course.grade(path).score == 1.0
