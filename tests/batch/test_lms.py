"""Who submitted a file, by the name that a platform gave it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from grader.batch.classroom import HandedIn, Student
from grader.batch.lms import identify, read_metadata

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
            ("group_1_12345_67890_x.py", who("group_1", "12345"), 1, False, "x.py"),
            ("group_1_LATE_12345_67890_x.py", who("group_1", "12345"), 1, True, "x.py"),
            ("doejane_4321_1234_1_12345_67890_x.py", who("doejane", "4321"), 1, False, "1_12345_67890_x.py"),
            ("_8_12346_x.py", who("", "8"), 1, False, "x.py"),
            ("7_8_12346_x.py", who("7", "8"), 1, False, "x.py"),
            ("anon_aB3dE_4567_x.py", who("anon_aB3dE"), 1, False, "x.py"),
            ("LATE_anon_aB3dE_4567_x.py", who("anon_aB3dE"), 1, True, "x.py"),
        ],
    )
    def test_a_file_of_a_download(
        self, name: str, student: tuple[Student, ...], attempt: int, work: str, *, late: bool
    ) -> None:
        """Student, attempt and lateness are in its name."""
        assert identify(name) == HandedIn(student, attempt, late, work)

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
        assert identify(name) is None


class TestMoodle:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Jane Doe_77_assignsubmission_file_", HandedIn(who("Jane Doe", "77"))),
            ("Jane Doe_77_assignsubmission_file", HandedIn(who("Jane Doe", "77"))),
            ("Jane Doe_77_assignsubmission_file_nb.ipynb", HandedIn(who("Jane Doe", "77"), work="nb.ipynb")),
            ("Participant_77_assignsubmission_file_", HandedIn(who("Participant", "77"))),
            ("Default group_assignsubmission_file_", HandedIn(who("Default group"))),
        ],
    )
    def test_a_file_of_a_download(self, name: str, expected: HandedIn) -> None:
        """In folders and without."""
        assert identify(name) == expected


class TestBlackboard:
    @pytest.mark.parametrize(
        ("name", "user", "work"),
        [
            ("ps1_alan_attempt_2016-01-30-20-30-10_problem1.ipynb", "alan", "problem1.ipynb"),
            ("my ps_1_alan_attempt_2016-01-30-20-30-10_a_b.ipynb", "alan", "a_b.ipynb"),
            ("ps1_alan_attempt_2016-01-30-20-30-10.txt", "alan", ""),
            (
                "ps1_alan_attempt_2016-01-30-20-30-10_x_bea_attempt_2016-01-30-20-30-10_y.ipynb",
                "alan",
                "x_bea_attempt_2016-01-30-20-30-10_y.ipynb",
            ),
        ],
    )
    def test_a_file_of_a_download(self, name: str, user: str, work: str) -> None:
        """As nbgrader's zip_collect knows them; what the student called the file says nothing."""
        expected = HandedIn((Student(id=user),), work=work, time="2016-01-30-20-30-10")
        assert identify(name) == expected

    @pytest.mark.parametrize(
        "name", ["alan_attempt_2016-01-30-20-30-10_a.py", "a_b_attempt_1_c.py", "a_attempt"]
    )
    def test_other_names(self, name: str) -> None:
        """Tell nothing."""
        assert identify(name) is None


def test_a_folder_of_the_exchange_of_nbgrader() -> None:
    """Student, assignment and time are in its name."""
    expected = HandedIn((Student(id="alan"),), work="ps1", time="2016-01-30 20:30:10 UTC")
    assert identify("alan+ps1+2016-01-30 20:30:10 UTC+cmFuZG9t") == expected


@pytest.mark.parametrize(
    ("name", "time", "work"),
    [
        ("12-34 - Jane Doe - Jan 30, 2024 830 PM", "2024-01-30-20-30", ""),
        ("12-34 - Jane Doe - September 3, 2024 1215 AM - a - b.ipynb", "2024-09-03-00-15", "a - b.ipynb"),
        ("12-34 - Jane Doe - May 3, 2024 115 PM", "2024-05-03-13-15", ""),
    ],
)
def test_a_folder_or_file_of_brightspace(name: str, time: str, work: str) -> None:
    """Student and time are in its name."""
    assert identify(name) == HandedIn(who("Jane Doe"), work=work, time=time)


@pytest.mark.parametrize(
    "name", ["12-34 - Jane Doe - Jan 32, 2024 830 PM", "Jane Doe - a.ipynb", "Doe, Jane"]
)
def test_other_names_are_not_brightspace_or_sakai(name: str) -> None:
    """Tell nothing."""
    assert identify(name) is None


def test_a_folder_of_sakai() -> None:
    """Name and user are in it."""
    assert identify("Doe, Jane(jdoe)") == HandedIn(who("Jane Doe", "jdoe"))


class TestGradescope:
    def test_metadata_tell_whose_a_folder_is(self) -> None:
        """All of a group; the number of earlier attempts; when it was submitted."""
        jane = Student("Jane Doe", "007", "jane@example.edu")
        submitted = datetime(2024, 3, 1, 12, tzinfo=UTC)
        assert read_metadata(METADATA) == {
            "submission_101": HandedIn((jane,), attempt=2, submitted=submitted),
            "submission_102": HandedIn((Student("Pair One", "200"), Student("Pair Two")), attempt=1),
        }

    @pytest.mark.parametrize(
        "text",
        ["", "[", "- a", "text", "a: b", "a:\n  :submitters: 3", "a:\n  :submitters: [1]", "\x00", "{" * 5000,
         "!!python/object/apply:os.system ['true']"],
    )  # fmt: skip
    def test_other_texts(self, text: str) -> None:
        """Tell nothing, and run nothing."""
        assert read_metadata(text) == {}

    def test_what_repeats_itself_is_not_spelled_out(self) -> None:
        """A few lines of YAML stand for gigabytes."""
        lines = ["a: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
        text = "submission_1:\n  :submitters:\n" + "  - &b {':name': *a11}\n" + "  - *b\n" * 1000
        assert read_metadata("x:\n" + "".join(f"  {line}\n" for line in lines) + text) == {}
