"""From what was named to submissions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.collect import Item, check_clashes, collect
from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    assert pairs(collect([Path("x.ipynb"), Path("in/g.txt")])) == [
        ("x.ipynb", "x.json"),
        ("in/g.txt", "g.txt.json"),
    ]


def test_a_folder_is_what_it_holds() -> None:
    """In order, at every depth; nothing hidden, no checkpoint, no cache, no folder with a suffix."""
    assert pairs(collect([Path("in")])) == [
        ("in/a.py", "a.py.json"),
        ("in/b.ipynb", "b.json"),
        ("in/deep/c.ipynb", "deep/c.json"),
    ]


def test_several_folders_lend_their_names() -> None:
    """Files beside them have none."""
    assert [report for _, report in pairs(collect([Path("more"), Path("x.ipynb"), Path("in/deep")]))] == [
        "more/a.py.json",
        "x.json",
        "deep/c.json",
    ]


def test_a_folder_that_is_called_dot_has_a_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own."""
    monkeypatch.chdir(folder / "in" / "deep")
    assert [report for _, report in pairs(collect([Path(), Path("../../more")]))] == [
        "deep/c.json",
        "more/a.py.json",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere", "nowhere: does not exist"),
        ("in/.hidden/none", "does not exist"),
        ("in/folder.py", "holds no notebook"),
    ],
)
def test_what_is_not_there_is_refused(name: str, sentence: str) -> None:
    """With a sentence."""
    with pytest.raises(UsageError, match=sentence):
        collect([Path("x.ipynb"), Path(name)])


@pytest.mark.parametrize(
    ("reports", "clash"),
    [
        (["a.json", "b.json"], False),
        (["a.json", "a.json"], True),
        (["A.json", "a.json"], True),
        (["in/a.json", "a.json"], False),
        (["a.py.json", "a.json"], False),
    ],
)
def test_two_submissions_with_one_report_clash(reports: list[str], *, clash: bool) -> None:
    """Also where only the case differs, as on macOS."""
    items = [Item(Path(f"{n}.py"), Path(report)) for n, report in enumerate(reports)]
    if not clash:
        check_clashes(items)
        return
    with pytest.raises(UsageError, match=r"0\.py and 1\.py would both be reported in"):
        check_clashes(items)
