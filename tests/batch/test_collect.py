"""From what was named to submissions."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.batch import collect as module
from grader.batch.collect import Item, check_clashes, collect
from grader.errors import UsageError
from grader.extract.unreadable import NOT_SUBMITTABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


METADATA = b"submission_8:\n  :submitters:\n  - :name: Bob"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "in/b.ipynb", "in/a.py", "in/deep/c.ipynb", "in/.hidden/d.py", "in/.e.py", "in/__pycache__/f.py",
        "in/.ipynb_checkpoints/b-checkpoint.ipynb", "in/g.txt", "more/a.py", "x.ipynb",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "in" / "folder.py").mkdir()
    return tmp_path


def pairs(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Return names and reports."""
    return [(item.name, item.report.as_posix()) for item in items]


def test_a_file_is_itself() -> None:
    """Whatever it is called."""
    assert pairs(collect([Path("x.ipynb"), Path("in/g.txt")]).items) == [
        ("x.ipynb", "x.json"),
        ("in/g.txt", "g.txt.json"),
    ]


def test_a_folder_is_what_it_holds() -> None:
    """In order, at every depth; nothing hidden, no checkpoint, no cache, no folder with a suffix."""
    assert pairs(collect([Path("in")]).items) == [
        ("in/a.py", "a.py.json"),
        ("in/b.ipynb", "b.json"),
        ("in/deep/c.ipynb", "deep/c.json"),
    ]


def test_several_folders_lend_their_names() -> None:
    """Files beside them have none."""
    assert [
        report for _, report in pairs(collect([Path("more"), Path("x.ipynb"), Path("in/deep")]).items)
    ] == [
        "more/a.py.json",
        "x.json",
        "deep/c.json",
    ]


def test_a_folder_that_is_called_dot_has_a_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own."""
    monkeypatch.chdir(folder / "in" / "deep")
    assert [report for _, report in pairs(collect([Path(), Path("../../more")]).items)] == [
        "deep/c.json",
        "more/a.py.json",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere", "nowhere: does not exist"),
        ("in/.hidden/none", "does not exist"),
    ],
)
def test_what_is_not_there_is_refused(name: str, sentence: str) -> None:
    """With a sentence."""
    with pytest.raises(UsageError, match=sentence):
        collect([Path("x.ipynb"), Path(name)])


def test_an_empty_folder_alone_is_refused() -> None:
    """There is nothing to do."""
    with pytest.raises(UsageError, match=r"in/folder\.py: contains no notebook"):
        collect([Path("in/folder.py")])


def test_an_empty_folder_among_others_stops_nobody() -> None:
    """It gets a report of its own, which says so."""
    found = collect([Path("more"), Path("in/folder.py")])
    assert [item.problem for item in found.items if item.name == "in/folder.py"] == [
        "contains no notebook (.ipynb) or script (.py)"
    ]


def test_what_is_named_twice_counts_once() -> None:
    """However it is written."""
    assert len(collect([Path("x.ipynb"), Path("./x.ipynb")]).items) == 1


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    """It may lead to another student's work."""
    (tmp_path / "class" / "eve").mkdir(parents=True)
    (tmp_path / "work.py").write_text("def f(): pass")
    (tmp_path / "class" / "eve" / "work.py").symlink_to(tmp_path / "work.py")
    (item,) = collect([tmp_path / "class"]).items
    assert item.problem == "is a link, not a file; submit the file itself"


def test_a_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    """As some systems write it."""
    (tmp_path / "capitals").mkdir()
    (tmp_path / "capitals" / "WORK.IPYNB").touch()
    assert [item.report.name for item in collect([tmp_path / "capitals"]).items] == ["WORK.json"]


def test_who_handed_in_nothing_to_grade_is_there(tmp_path: Path) -> None:
    """Of those whom a learning platform names; what lies beside a notebook is ignored."""
    for name in (
        "doejane_1_2345_work.rar",
        "roebob_2_2346_work.ipynb",
        "roebob_2_2347_data.rar",
        "notes.txt",
    ):
        (tmp_path / "canvas").mkdir(exist_ok=True)
        (tmp_path / "canvas" / name).touch()
    found = collect([tmp_path / "canvas"])
    assert [(item.handed_in.label, bool(item.problem)) for item in found.items] == [
        ("doejane", True),
        ("roebob", False),
    ]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["in/a.py", "in/b.ipynb"], ["a", "b"]),
        (["in/a.py", "more/a.py", "x.ipynb"], ["in", "more", "x"]),
        (["doejane_1_2345_a.py"], ["doejane"]),
    ],
)
def test_files_that_are_named_tell_whose_they_are(names: list[str], labels: list[str]) -> None:
    """By their names, or by their folders where the names are the same."""
    Path("doejane_1_2345_a.py").touch()
    assert [item.handed_in.label for item in collect([Path(name) for name in names]).items] == labels


def test_files_that_are_no_submissions_are_counted() -> None:
    """But not those that are hidden."""
    assert collect([Path("in"), Path("more")]).ignored == 1


def test_reports_of_earlier_runs_are_no_files_of_the_class(folder: Path) -> None:
    """If they lie in its folder."""
    for name in ("in/out/a.json", "in/out/deep/b.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    found = collect([Path("in")], without=[Path("in/out")])
    assert (len(found.items), found.ignored) == (3, 1)


def test_the_folder_itself_may_take_the_reports() -> None:
    """Then it is not left out."""
    assert len(collect([Path("more")], without=[Path("more/../more")]).items) == 1


class TestArchives:
    def test_an_archive_in_a_folder_is_a_folder(self) -> None:
        """Also one in that one; what it holds is counted."""
        inner = {"b.ipynb": b"", "c.txt": b""}
        zipped(Path("more/class.zip"), {"x/a.py": b"", "y.zip": packed(inner), "z.txt": b""})
        found = collect([Path("more")])
        assert pairs(found.items) == [
            ("more/a.py", "a.py.json"),
            ("more/class.zip/x/a.py", "class.zip/x/a.py.json"),
            ("more/class.zip/y.zip/b.ipynb", "class.zip/y.zip/b.json"),
        ]
        assert (found.ignored, found.items[2].members) == (2, ("y.zip", "b.ipynb"))

    def test_an_archive_may_be_named(self) -> None:
        """What lies in it is relative to it, or comes below its name if there are several."""
        zipped(Path("class.zip"), {"x/a.py": b""})
        one, two = collect([Path("class.zip")]), collect([Path("class.zip"), Path("more")])
        assert pairs(one.items) == [("class.zip/x/a.py", "x/a.py.json")]
        assert [report for _, report in pairs(two.items)] == ["class.zip/x/a.py.json", "more/a.py.json"]
        assert one.containers

    def test_an_archive_that_can_not_be_read_is_a_submission(self) -> None:
        """Somebody handed it in, and is told."""
        Path("more/alice.zip").write_bytes(b"no zip")
        Path("bob.zip").write_bytes(b"no zip")
        items = [*collect([Path("more")]).items, *collect([Path("bob.zip")]).items]
        assert pairs(items) == [
            ("more/a.py", "a.py.json"),
            ("more/alice.zip", "alice.zip.json"),
            ("bob.zip", "bob.zip.json"),
        ]
        assert [item.problem != "" for item in items] == [False, True, True]

    def test_an_archive_without_submissions(self) -> None:
        """Is like a folder without any."""
        zipped(Path("class.zip"), {"a.txt": b""})
        with pytest.raises(UsageError, match=r"class\.zip: contains no notebook"):
            collect([Path("class.zip")])

    def test_a_folder_that_is_called_like_an_archive(self) -> None:
        """Is a folder."""
        Path("x.zip").mkdir()
        Path("x.zip/a.py").touch()
        assert pairs(collect([Path("x.zip")]).items) == [("x.zip/a.py", "a.py.json")]

    def test_names_in_an_archive_do_not_clash(self) -> None:
        """In case, as a folder, or with what leads elsewhere; they are a student's, and stop nobody."""
        names = ["a.ipynb", "A.ipynb", "a.json/b.ipynb", "../a.ipynb", "gradebook.csv/c.ipynb"]
        zipped(Path("class.zip"), dict.fromkeys(names, b""))
        items = collect([Path("class.zip")]).items
        check_clashes(items)
        assert sorted((item.name, item.report.as_posix()) for item in items) == [
            ("class.zip/A.ipynb", "A.json"),
            ("class.zip/a.ipynb", "a~2.json"),
            ("class.zip/a.ipynb", "a~3.json"),
            ("class.zip/a.json/b.ipynb", "a.json~2/b.json"),
            ("class.zip/gradebook.csv/c.ipynb", "gradebook.csv~2/c.json"),
        ]

    def test_a_platforms_names_tell_who_it_was(self) -> None:
        """In folders, in archives, and by what lies beside them."""
        zipped(Path("more/canvas.zip"), {"doejane_LATE_1_2345_nb-1.ipynb": b""})
        zipped(
            Path("more/scope.zip"),
            {
                "assignment_9_export/submission_metadata.yml": METADATA,
                "assignment_9_export/submission_8/nb.ipynb": b"",
            },
        )
        Path("more/a.py").unlink()
        found = {item.path.name: item.handed_in for item in collect([Path("more")]).items}
        assert [(name, who.label, who.attempt, who.late) for name, who in found.items()] == [
            ("canvas.zip", "doejane", 2, True),
            ("scope.zip", "Bob", 1, None),
        ]


def packed(content: Mapping[str, bytes]) -> bytes:
    """Return a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, each in content.items():
            archive.writestr(name, each)
    return data.getvalue()


def zipped(path: Path, content: Mapping[str, bytes]) -> None:
    """Write a zip file."""
    path.write_bytes(packed(content))


@pytest.mark.parametrize(
    ("reports", "clash"),
    [
        (["a.json", "b.json"], False),
        (["a.json", "a.json"], True),
        (["A.json", "a.json"], True),
        (["\u00e9.json", "e\u0301.json"], True),
        (["in/a.json", "a.json"], False),
        (["a.py.json", "a.json"], False),
        (["a.json", "a.json/b.json"], True),
        (["a.json/b.json", "A.json"], True),
    ],
)
def test_two_submissions_with_one_report_clash(reports: list[str], *, clash: bool) -> None:
    """Also where only the case or the way to write an accent differs, as on macOS."""
    items = [Item(f"{n}.py", report, f"{n}.py") for n, report in enumerate(reports)]
    if not clash:
        check_clashes(items)
        return
    with pytest.raises(UsageError, match=r"0\.py and 1\.py would both be reported in"):
        check_clashes(items)


class TestNothingToGrade:
    """Whoever submitted something else has a row that says so."""

    def problems(self, folder: Path, *names: str, roster: tuple[str, ...] = ()) -> dict[str, str]:
        """Return the problem of each student in a folder of empty files."""
        for name in names:
            (folder / "class" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "class" / name).touch()
        found = collect([folder / "class"], knows=roster.__contains__ if roster else None)
        return {item.handed_in.label: item.problem for item in found.items}

    @pytest.mark.parametrize("other", ["carl/conv.pdf", "ps1.pdf"])
    def test_a_folder_without_a_notebook(self, tmp_path: Path, other: str) -> None:
        """Among folders with one; files beside the folders are the instructor's."""
        found = self.problems(tmp_path, "alan/a.py", "bea/conv.ipynb.txt", other)
        assert found == {
            "alan": "",
            "bea": "has a name that does not end in .ipynb; rename it, and submit it again",
        } | ({"carl": NOT_SUBMITTABLE} if "/" in other else {})

    def test_a_file_that_is_no_notebook(self, tmp_path: Path) -> None:
        """Among files of students: what looks like a submission, and what has a name of the class list."""
        names = ["alan.py", "bea.pdf", "notes.txt", "dan.txt", "data/x.csv"]
        assert set(self.problems(tmp_path, *names)) == {"alan", "bea"}
        assert set(self.problems(tmp_path, *names, roster=("dan",))) == {"alan", "bea", "dan"}

    def test_a_file_that_is_only_a_suffix(self, tmp_path: Path) -> None:
        """It is hidden on most systems, but nothing to pass over; it can be reported."""
        (tmp_path / "class" / "eve").mkdir(parents=True)
        (tmp_path / "class" / "eve" / ".ipynb").touch()
        (item,) = collect([tmp_path / "class"]).items
        assert (item.handed_in.label, item.report.as_posix()) == ("eve", "eve/ipynb.json")


def test_a_student_has_so_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are not kept waiting."""
    monkeypatch.setattr(module, "MAX_SUBMISSIONS", 3)
    content = {f"doejane_1_2345_{n}.zip": packed({f"{m}.py": b"" for m in range(n)}) for n in (3, 4)}
    zipped(tmp_path / "class.zip", content)
    found = collect([tmp_path / "class.zip"]).items
    assert [(item.name.rpartition("/")[2], item.problem) for item in found] == [
        *((f"{n}.py", "") for n in range(3)),
        ("doejane_1_2345_4.zip", "contains too many files; submit only the notebook"),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["eve/work.ipynb", "eve/WORK.ipynb"],
        ["eve/a.py", "eve/a.py.ipynb"],
        ["eve/work.ipynb", "eve/work.json/a.ipynb"],
        ["eve/work.ipynb", "eve/work.html/a.ipynb"],
        ["index.html/a.ipynb", "eve/a.ipynb"],
        ["eve/a.ipynb", "Eve/a.ipynb"],
    ],
)
def test_names_in_a_folder_do_not_clash(tmp_path: Path, names: list[str]) -> None:
    """They are a student's, and stop nobody."""
    for name in names:
        (tmp_path / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "class" / name).touch()
    items = collect([tmp_path / "class"]).items
    check_clashes(items)
    assert len(items) == 2


def test_a_clash_of_what_was_named_is_the_users(tmp_path: Path) -> None:
    """Nothing runs before it is solved."""
    for name in ("a/x.py", "b/x.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    with pytest.raises(UsageError, match="would both be reported in"):
        check_clashes(collect([tmp_path / "a" / "x.py", tmp_path / "b" / "x.py"]).items)
