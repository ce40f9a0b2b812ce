"""Lessons: one source makes the starter and the notebook with the solution."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from grader.authoring.build import build, solutions, without_solution, write
from grader.errors import PackError, UsageError
from grader.packs import Library
from tests.commands import run
from tests.small import write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Pack

LESSON = '''\
# %% [markdown]
# # Doubling
# Twice as much.

# %%
from grader import check

# %%
def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    return x + x
    ### END SOLUTION

# %%
check(double)

# %%
def quadruple(x):
    ### BEGIN SOLUTION
    return double(double(x))
    ### END SOLUTION

# %%
check()
'''


def pack_with(root: Path, lesson: str = LESSON) -> Pack:
    """Return the small pack with a lesson."""
    write_pack(root)
    (root / "reference" / "doubling" / "lesson.py").write_text(lesson, encoding="utf-8")
    return Library([root]).get("doubling")


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return pack_with(tmp_path)


@pytest.fixture
def starter(pack: Pack) -> list[dict[str, Any]]:
    """The cells of the starter."""
    return list(json.loads(build(pack).starter)["cells"])


@pytest.fixture
def solution(pack: Pack) -> list[dict[str, Any]]:
    """The cells of the notebook with the solution."""
    return list(json.loads(build(pack).solution)["cells"])


class TestWithoutSolution:
    """What stands in place of a solution."""

    def test_in_a_function_the_stub_raises(self) -> None:
        """So that trying it says that it is not written."""
        source = "def f(x):\n    ### BEGIN SOLUTION\n    y = x\n    return y\n    ### END SOLUTION"
        assert without_solution(source) == "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError"

    def test_at_the_top_level_it_is_a_comment(self) -> None:
        """So that the starter runs from top to bottom."""
        assert without_solution("a = 1\n### BEGIN SOLUTION\nb = 2\n### END SOLUTION\nc = 3") == (
            "a = 1\n# YOUR CODE HERE\nc = 3"
        )

    def test_a_cell_may_have_several(self) -> None:
        """Each gets a stub."""
        source = "### BEGIN SOLUTION\nb = 2\n### END SOLUTION"
        assert without_solution(f"{source}\nprint()\n{source}").count("# YOUR CODE HERE") == 2

    def test_other_cells_stay(self) -> None:
        """Byte for byte."""
        assert without_solution("a = 1\n\nb = 2\n") == "a = 1\n\nb = 2\n"

    def test_what_is_left_out_can_be_asked_for(self) -> None:
        """To look for it where it should not be."""
        assert solutions(LESSON) == ["    return x + x\n", "    return double(double(x))\n"]


class TestBuild:
    """What both notebooks have in common, and what not."""

    def test_the_starter_has_stubs(self, starter: list[dict[str, Any]]) -> None:
        """The signature and the docstring stay."""
        assert "".join(starter[2]["source"]) == (
            'def double(x):\n    """Return twice x."""\n    # YOUR CODE HERE\n    raise NotImplementedError'
        )

    def test_the_solution_keeps_its_markers(self, solution: list[dict[str, Any]]) -> None:
        """As nbgrader's source notebooks have them."""
        assert "".join(solution[4]["source"]) == (
            "def quadruple(x):\n    ### BEGIN SOLUTION\n    return double(double(x))\n    ### END SOLUTION"
        )

    def test_text_comes_as_text(self, starter: list[dict[str, Any]]) -> None:
        """Without comment signs."""
        assert (starter[0]["cell_type"], starter[0]["source"]) == (
            "markdown", ["# Doubling\n", "Twice as much."],
        )  # fmt: skip

    def test_they_differ_in_the_solution_only(
        self, starter: list[dict[str, Any]], solution: list[dict[str, Any]]
    ) -> None:
        """Ids and metadata are the same."""
        assert [{**cell, "source": None} for cell in starter] == [
            {**cell, "source": None} for cell in solution
        ]

    def test_the_same_bytes_come_every_time(self, pack: Pack) -> None:
        """Also the cells' ids."""
        assert build(pack) == build(pack)

    def test_a_graded_cell_is_tagged(self, starter: list[dict[str, Any]]) -> None:
        """As the courses' are."""
        assert [cell["metadata"].get("tags") for cell in starter] == [
            None, None, ["graded"], None, ["graded"], None,
        ]  # fmt: skip

    def test_nbgrader_leaves_a_graded_cell_to_grade(self, starter: list[dict[str, Any]]) -> None:
        """With the rubric's points: 2 and 4."""
        assert starter[2]["metadata"]["nbgrader"] == {
            "grade": True,
            "grade_id": "double",
            "locked": False,
            "points": 6.0,
            "schema_version": 3,
            "solution": True,
            "task": False,
        }

    def test_a_check_is_locked(self, starter: list[dict[str, Any]]) -> None:
        """And earns nothing."""
        assert starter[3]["metadata"]["nbgrader"] == {
            "grade": False,
            "grade_id": "check-double",
            "locked": True,
            "schema_version": 3,
            "solution": False,
            "task": False,
        }

    def test_cells_are_called_by_what_they_are(self, starter: list[dict[str, Any]]) -> None:
        """The others by their number."""
        assert [cell["id"] for cell in starter] == [
            "cell-00", "cell-01", "double", "check-double", "quadruple", "check-all",
        ]  # fmt: skip

    def test_a_cell_that_only_speaks_of_check_is_not_locked(self, tmp_path: Path) -> None:
        """In its text, or within a function."""
        text = "# %% [markdown]\n# check(double)\n\n# %%\ndef later():\n    check(double)\n"
        cells = json.loads(build(pack_with(tmp_path, LESSON + text)).starter)["cells"]
        assert [cell["metadata"] for cell in cells[-2:]] == [{}, {}]


class TestBrokenLessons:
    """Errors name the file and the cell."""

    def test_a_pack_may_have_no_lesson(self, tmp_path: Path) -> None:
        """Then there is nothing to build."""
        pack = Library([write_pack(tmp_path)]).get("doubling")
        with pytest.raises(UsageError, match=r"doubling has no lesson to build from: .*lesson.py is missing"):
            build(pack)

    @pytest.mark.parametrize("marker", ["BEGIN", "END"])
    def test_markers_come_in_pairs(self, tmp_path: Path, marker: str) -> None:
        """A lost one would give the solution away."""
        lesson = LESSON.replace(f"    ### {marker} SOLUTION\n", "", 1)
        with pytest.raises(PackError, match=r"lesson\.py:\d+: .* must be in pairs"):
            build(pack_with(tmp_path, lesson))

    def test_a_solution_is_of_something_graded(self, tmp_path: Path) -> None:
        """Otherwise nobody would grade it."""
        lesson = (
            LESSON + "\n# %%\ndef other(x):\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n"
        )
        with pytest.raises(
            PackError, match=r"28: the cell with this solution defines other, but no graded function"
        ):
            build(pack_with(tmp_path, lesson))

    def test_every_graded_function_is_there(self, tmp_path: Path) -> None:
        """The message names those that are not."""
        lesson = LESSON[: LESSON.index("# %%\ndef quadruple")]
        with pytest.raises(PackError, match="no cell has a solution between markers for: quadruple"):
            build(pack_with(tmp_path, lesson))

    def test_nothing_is_there_twice(self, tmp_path: Path) -> None:
        """Names of cells are unique in a notebook."""
        with pytest.raises(PackError, match="more than one cell has the id: check-double"):
            build(pack_with(tmp_path, LESSON + "\n# %%\ncheck(double)\n"))


class TestWrite:
    """Where both go."""

    def test_the_starter_goes_into_the_pack(self, pack: Pack, tmp_path: Path) -> None:
        """And nothing else is written."""
        path = tmp_path / "assignments" / "doubling" / "starter.ipynb"
        assert write(pack) == [path]
        assert path.read_text(encoding="utf-8") == build(pack).starter

    def test_the_solution_goes_where_one_says(self, pack: Pack, tmp_path: Path) -> None:
        """Under the assignment's name."""
        path = tmp_path / "new" / "folder" / "doubling.ipynb"
        assert write(pack, path.parent)[1:] == [path]
        assert path.read_text(encoding="utf-8") == build(pack).solution

    @pytest.mark.parametrize("folder", ["assignments", "assignments/doubling", "reference/../assignments/x"])
    def test_it_does_not_go_where_students_look(self, pack: Pack, tmp_path: Path, folder: str) -> None:
        """Nothing is written then."""
        with pytest.raises(UsageError, match="choose another folder"):
            write(pack, tmp_path / folder)
        assert not list(tmp_path.rglob("*.ipynb"))


class TestCommand:
    """`grader build`."""

    def test_it_says_what_it_wrote(self, tmp_path: Path) -> None:
        """One file a line."""
        pack_with(tmp_path)
        result = run("build", "doubling", "--packs", tmp_path, "-o", tmp_path / "out", command="grader")
        starter, solution = (
            tmp_path / "assignments" / "doubling" / "starter.ipynb",
            tmp_path / "out" / "doubling.ipynb",
        )
        assert (result.returncode, result.stdout) == (0, f"{starter}\n{solution}\n")

    def test_an_assignment_that_is_not_there_is_2(self) -> None:
        """One sentence."""
        result = run("build", "nonsense", command="grader")
        assert (result.returncode, result.stderr.count("\n")) == (2, 1)
