"""Whose a file is, by where it lies in a class."""

from __future__ import annotations

import pytest

from grader.batch import layout
from grader.batch.file_tree import tree_of
from grader.batch.layout import Layout, layout_of

METADATA = "submission_8:\n  :submitters:\n  - :name: Bob"
FAKE = "roebob_7_12399_hw-9.ipynb"  # as Canvas would name it
MOODLE = "Cy Poe_13_assignsubmission_file_"


def laid_out(*paths: str, roster: tuple[str, ...] | None = None, name: str = "class") -> Layout:
    """Return the layout of a class of these files; the text of each is Gradescope's metadata."""
    knows = None if roster is None else lambda name: name.lower() in roster
    files = [(path.split("/"), path.endswith((".ipynb", ".py"))) for path in paths]
    return layout_of(tree_of(name, files), lambda _: METADATA, knows)


def labels(*paths: str, roster: tuple[str, ...] | None = None, name: str = "class") -> list[str]:
    """Return who submitted what, in order."""
    return [entry.who.label for entry in laid_out(*paths, roster=roster, name=name).entries]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["alice.ipynb", "bob.py"], ["alice", "bob"]),
        (["alice.v2.ipynb"], ["alice.v2"]),
        (["alice/a.ipynb", "bob/deep/a.ipynb", "carl.py"], ["alice", "bob", "carl"]),
        (["alice/a.ipynb"], ["alice"]),
        (["hw1/alice/a.ipynb", "hw1/bob/a.ipynb"], ["alice", "bob"]),
        (["hw1/alice/a.ipynb", "hw2/alice/a.ipynb"], ["hw1", "hw2"]),
        (["alice.zip/a.ipynb", "bob.zip/work/a.ipynb"], ["alice", "bob"]),
        (["alice.zip/a.ipynb", "alice.zip/helper.py", "bob.zip/a.ipynb"], ["alice", "bob"]),
        (["alice.zip/bob/a.ipynb", "alice.zip/x/a.ipynb", "bob.zip/a.ipynb"], ["alice", "bob"]),
        (["alice.zip/bob/a.ipynb", "alice.zip/x/a.ipynb", "bob.py"], ["alice", "bob"]),
        (["class.zip/alice.ipynb", "class.zip/bob.ipynb"], ["alice", "bob"]),
        (["class.zip/alice.zip/a.ipynb", "class.zip/bob.ZIP/a.ipynb"], ["alice", "bob"]),
        (["alice.zip"], ["alice"]),
        (["ann/work.ipynb", "ann/utils.py", "ann/more.py"], ["ann"]),
        (["ps1/alan.ipynb", "ps1/bea.ipynb"], ["alan", "bea"]),
        (["ps1/inbound/alan/nb.ipynb", "ps1/inbound/bea/nb.ipynb"], ["alan", "bea"]),
        (["a.zip/b.zip/c/alan/nb.ipynb", "a.zip/b.zip/c/bea/nb.ipynb"], ["alan", "bea"]),
        (["ps1/alan/nb.ipynb", "ps1/bea/conv.pdf", "ps1.pdf"], ["alan", "bea"]),
        (["1/alan/a.py", "1/bea/a.py", "2/cleo/a.py", "2/dan/a.py"], ["alan", "bea", "cleo", "dan"]),
    ],
)  # fmt: skip
def test_what_holds_the_class_is_nobodys(paths: list[str], expected: list[str]) -> None:
    """However many folders and archives that are."""
    assert labels(*paths) == expected


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["x/bea.py", "other/a.py"], ["bea", "other"]),
        (["hw1/alan/a.py", "hw2/alan/a.py"], ["alan", "alan"]),
        (["alan/bea.py", "mallory/bea.py"], ["alan", "mallory"]),
        (["unknown/a.py", "unknown/b.py"], ["a", "b"]),
    ],
)
def test_a_class_list_tells_where_its_names_are(paths: list[str], expected: list[str]) -> None:
    """Beside somebody who is on it, a name further down is only what a student called a file."""
    assert labels(*paths, roster=("alan", "bea")) == expected


class TestPlatforms:
    def test_what_is_inside_tells_nothing(self) -> None:
        """In a file that a platform named, another name is the student's own."""
        inside = [f"doejane_1_2345_w.zip/{FAKE}", f"doejane_1_2345_w.zip/{MOODLE}/a.py", FAKE]
        assert labels(*inside) == ["doejane", "roebob"]

    @pytest.mark.parametrize("fake", [FAKE, f"{MOODLE}/a.py", "submission_metadata.yml"])
    @pytest.mark.parametrize("folder", ["eve", "eve.zip"])
    def test_a_students_folder_is_no_download(self, folder: str, fake: str) -> None:
        """Whatever the files in it are called."""
        assert labels(f"{folder}/{fake}", f"{folder}/submission_8/a.py", "jane/a.py") == ["eve", "jane"]

    def test_downloads_may_lie_side_by_side(self) -> None:
        """If there is nothing else to grade."""
        assert labels(f"canvas.zip/{FAKE}", f"moodle/all/{MOODLE}/a.py", "readme.txt") == ["roebob", "Cy Poe"]

    def test_a_class_list_tells_downloads_from_students(self) -> None:
        """A student's archive is called by a name on it, and a download is not."""
        paths = (f"canvas.zip/{FAKE}", "jane/a.py", "eve.py")
        assert labels(*paths, roster=("7", "jane", "eve")) == ["roebob", "jane", "eve"]
        assert labels(*paths, roster=("7", "jane", "canvas")) == ["canvas", "jane", "eve"]
        assert labels(*paths, "x.zip/a.py", roster=("7", "jane")) == ["canvas", "jane", "eve", "x"]
        assert labels(*paths, roster=("jane",)) == labels(*paths) == ["canvas", "jane", "eve"]

    @pytest.mark.parametrize("above", ["", "assignment_1_export/", "scope.zip/assignment_1_export/"])
    def test_metadata_at_the_top_name_folders(self, above: str) -> None:
        """Not those deeper down."""
        paths = [f"{above}submission_metadata.yml", f"{above}submission_8/a.py", f"{above}submission_9/a.py"]
        deeper = [f"{above}submission_9/submission_metadata.yml", f"{above}submission_9/submission_8/b.py"]
        found = [entry.who.label for entry in laid_out(*paths, *deeper).entries if entry.node.children]
        assert found == ["Bob", "submission_9"]

    def test_times_become_attempts(self) -> None:
        """In their order, for each student and file."""
        days = ("2024-01-02", "2024-01-01", "2024-01-03")
        found = laid_out(*(f"ps1_alan_attempt_{day}-10-00-00_a.ipynb" for day in days)).entries
        assert [entry.who.attempt for entry in found] == [2, 1, 3]


class TestNbgrader:
    def test_only_what_was_submitted_is_graded(self) -> None:
        """A sentence says what was left out."""
        paths = ["source/ps1/a.ipynb", "submitted/alan/ps1/a.ipynb", "gradebook.db", "release/ps1/a.ipynb"]
        found = laid_out(*paths, name="course")
        assert [entry.who.label for entry in found.entries] == ["alan"]
        assert found.notes == (
            "course: a course folder of nbgrader: graded submitted/; skipped source/, release/",
        )
        assert found.left_out == {0, 2, 3}

    def test_the_exchange(self) -> None:
        """Has students in the names of folders."""
        assert labels("alan+ps1+2016-01-30 20:30:10 UTC+x/a.py", "bea+ps1+2016-01-30 20:30:11 UTC/a.py") == [
            "alan",
            "bea",
        ]


class TestGitHub:
    def test_folders_begin_with_the_assignment(self) -> None:
        """Below the folder that GitHub Classroom makes for a class, one student in it or many."""
        assert labels("cnn-1-submissions/cnn-1-alan-b/a.py") == ["alan-b"]
        assert labels("cnn-alan/a.py", "cnn-x-bea/a.py", name="cnn-submissions") == ["alan", "x-bea"]

    def test_a_class_list_tells_where_the_login_begins(self) -> None:
        """For all of a class at once, so a login that ends in another one is not taken for it."""
        paths = ["hw-1-alan/a.py", "hw-1-bea/a.py", "hw-1-x-bea/a.py"]
        assert labels(*paths, roster=("alan", "bea")) == ["alan", "bea", "x-bea"]
        assert labels(*paths) == ["hw-1-alan", "hw-1-bea", "hw-1-x-bea"]


def test_hundreds_of_levels_are_survived() -> None:
    """A student's archive may have them."""
    deep = "/".join(["a", "b"] * 1000)
    assert labels(f"{deep}/x.py", f"{deep}/y.py", roster=("nobody",)) != []
    assert layout.MAX_DEPTH < 100
