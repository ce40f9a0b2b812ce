"""Who handed in a file, by its place."""

from __future__ import annotations

import pytest

from grader.batch.classroom import HandedIn, Student
from grader.batch.lms import by_location, identify, is_metadata, read_metadata

METADATA = """\
---
submission_101:
  :submitters:
  - :name: Jane Doe
    :sid: '007'
    :email: jane@example.edu
  :created_at: 2024-03-01 12:00:00.000000000 Z
  :score:
  :history:
  - :created_at: 2024-02-28 12:00:00.000000000 Z
    :score: 3.0
submission_102:
  :submitters:
  - :name: Pair One
    :sid: 200
  - :name: Pair Two
    :email:
"""


def who(name: str, number: str = "") -> tuple[Student, ...]:
    """Return one student."""
    return (Student(name, number),)


class TestCanvas:
    @pytest.mark.parametrize(
        ("name", "student", "attempt", "late", "work"),
        [
            ("doejane_123_4567_nb.ipynb", who("doejane", "123"), 1, False, "nb.ipynb"),
            ("doejane_LATE_123_4567_nb.ipynb", who("doejane", "123"), 1, True, "nb.ipynb"),
            ("doejane_123_4567_nb-2.ipynb", who("doejane", "123"), 3, False, "nb.ipynb"),
            ("doejane_123_4567_nb-final.ipynb", who("doejane", "123"), 1, False, "nb-final.ipynb"),
            ("doejane_123_4567_a_b_c.py", who("doejane", "123"), 1, False, "a_b_c.py"),
            ("doejane_123_4567_12_345_x.py", who("doejane", "123"), 1, False, "12_345_x.py"),
            ("von_dérmüller_1_4567_x.py", who("von_dérmüller", "1"), 1, False, "x.py"),
            ("anon_aB3dE_4567_x.py", who("anon_aB3dE"), 1, False, "x.py"),
            ("LATE_anon_aB3dE_4567_x.py", who("anon_aB3dE"), 1, True, "x.py"),
        ],
    )
    def test_a_file_of_a_download(
        self, name: str, student: tuple[Student, ...], attempt: int, work: str, *, late: bool
    ) -> None:
        """Student, attempt and lateness are in its name."""
        assert identify(["class.zip", name], {}) == HandedIn(student, attempt, late, work)

    def test_an_archive_of_a_download(self) -> None:
        """What is in it is nobody else's."""
        inside = ["doejane_123_4567_work.zip", "roebob_9_9999_x.py"]
        found = identify(inside, {})
        assert found == HandedIn(who("doejane", "123"), 1, late=False, work="work.zip")

    @pytest.mark.parametrize(
        "name",
        [
            "nb.ipynb",
            "week_1_nb.ipynb",
            "Doe_123_4567_nb.ipynb",
            "123_4567_nb.ipynb",
            "doe_123_45.py",
            "a_1_12_b.py",
        ],
    )
    def test_other_names(self, name: str) -> None:
        """Tell nothing."""
        assert identify([name], {}) is None


class TestMoodle:
    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("Jane Doe_77_assignsubmission_file_/nb.ipynb", HandedIn(who("Jane Doe", "77"))),
            ("Jane Doe_77_assignsubmission_file/deep/nb.ipynb", HandedIn(who("Jane Doe", "77"))),
            ("Jane Doe_77_assignsubmission_file_nb.ipynb", HandedIn(who("Jane Doe", "77"), work="nb.ipynb")),
            ("Participant_77_assignsubmission_file_/nb.ipynb", HandedIn(who("Participant", "77"))),
            ("class-hw.zip/Jane Doe_77_assignsubmission_file_/a.zip/b.py", HandedIn(who("Jane Doe", "77"))),
            ("Default group_assignsubmission_file_/nb.ipynb", HandedIn(who("Default group"))),
        ],
    )  # fmt: skip
    def test_a_file_of_a_download(self, path: str, expected: HandedIn) -> None:
        """In folders and without."""
        assert identify(path.split("/"), {}) == expected


class TestGradescope:
    def test_metadata_tell_whose_a_folder_is(self) -> None:
        """All of a group; the number of earlier attempts."""
        found = read_metadata(METADATA, ["assignment_1_export"])
        assert found == {
            "assignment_1_export/submission_101": HandedIn(
                (Student("Jane Doe", "007", "jane@example.edu"),), attempt=2
            ),
            "assignment_1_export/submission_102": HandedIn(
                (Student("Pair One", "200"), Student("Pair Two")), attempt=1
            ),
        }
        path = ["assignment_1_export", "submission_101", "deep", "nb.ipynb"]
        assert identify(path, found) == found["assignment_1_export/submission_101"]

    @pytest.mark.parametrize(
        "text",
        ["", "[", "- a", "text", "a: b", "a:\n  :submitters: 3", "a:\n  :submitters: [1]", "\x00", "{" * 5000,
         "!!python/object/apply:os.system ['true']"],
    )  # fmt: skip
    def test_other_texts(self, text: str) -> None:
        """Tell nothing, and run nothing."""
        assert read_metadata(text, []) == {}

    def test_what_repeats_itself_is_not_spelled_out(self) -> None:
        """A few lines of YAML stand for gigabytes."""
        lines = ["a: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
        text = "submission_1:\n  :submitters:\n" + "  - &b {':name': *a11}\n" + "  - *b\n" * 1000
        assert read_metadata("x:\n" + "".join(f"  {line}\n" for line in lines) + text, []) == {}

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            ("submission_metadata.yml", True),
            ("assignment_12_export/submission_metadata.yml", True),
            ("scope.zip/assignment_12_export/submission_metadata.yml", True),
            ("scope.zip/alice/submission_metadata.yml", False),
            ("alice/submission_metadata.yml", False),
            ("assignment_12_export/submission_1/submission_metadata.yml", False),
            ("other.yml", False),
        ],
    )
    def test_only_the_export_has_metadata(self, path: str, *, expected: bool) -> None:
        """A student's file of that name is a student's file."""
        assert is_metadata(path.split("/")) is expected


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
        (["class.zip/alice/a.ipynb", "class.zip/bob/a.ipynb", "carl.py"], ["alice", "bob", "carl"]),
        (["class.zip/alice.ipynb", "class.zip/bob.ipynb"], ["alice", "bob"]),
        (["class.zip/alice.zip/a.ipynb", "class.zip/bob.ZIP/a.ipynb"], ["alice", "bob"]),
        (["alice.zip"], ["alice"]),
    ],
)
def test_a_folder_or_a_file_is_called_by_its_student(paths: list[str], expected: list[str]) -> None:
    """The first one that tells students apart."""
    found = by_location([path.split("/") for path in paths])
    assert [(each.label, each.guessed) for each in found] == [(name, True) for name in expected]
