"""Files written whole or not at all, and folders that know what is in them."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import MachineError, UsageError
from grader.outputs import JsonLinesFile, ReportFolder, check_output, key_of, write_whole


@pytest.mark.parametrize(
    ("name", "many"), [("-", True), ("-", False), ("a.json", False), ("a.jsonl", True), ("a.jsonl", False)]
)
def test_an_output_that_can_be_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, many: bool
) -> None:
    """Is no error."""
    monkeypatch.chdir(tmp_path)
    assert check_output(name, many=many) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    ("name", "many", "sentence"),
    [
        ("a.txt", False, "must be one of .json, .jsonl"),
        ("a", False, "the suffix chooses the format"),
        ("a.html", False, "the suffix chooses the format"),
        ("a.json", True, "for several submissions use .jsonl"),
        ("no/a.json", False, "there is no folder no"),
    ],
)
def test_an_output_that_can_not_be_written(name: str, sentence: str, *, many: bool) -> None:
    """Is refused before anything runs."""
    with pytest.raises(UsageError, match=sentence):
        check_output(name, many=many)


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """However deep."""
    write_whole(tmp_path / "a" / "b" / "c.json", "ü\n")
    assert (tmp_path / "a" / "b" / "c.json").read_bytes() == "ü\n".encode()


def test_nothing_is_left_beside_a_file(tmp_path: Path) -> None:
    """No temporary name."""
    write_whole(tmp_path / "a.json", "1")
    assert os.listdir(tmp_path) == ["a.json"]  # noqa: PTH208


def test_a_file_that_can_not_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing else."""
    path = tmp_path / "a.json"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(MachineError, match=r"a\.json: can't be written: No space left on device"):
        write_whole(path, "new")
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["a.json"])  # noqa: PTH208


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    """Is a sentence."""
    (tmp_path / "file").touch()
    with pytest.raises(MachineError, match="can't be written: "):
        write_whole(tmp_path / "file" / "a.json", "")


class TestJsonLines:
    def test_the_file_is_there_when_it_is_finished(self, tmp_path: Path) -> None:
        """Not before."""
        file = JsonLinesFile(tmp_path / "a.jsonl")
        file.add("1\n")
        file.add("2\n")
        before = (tmp_path / "a.jsonl").exists()
        file.finish()
        assert (before, (tmp_path / "a.jsonl").read_text()) == (False, "1\n2\n")

    def test_discarding_leaves_the_old_one(self, tmp_path: Path) -> None:
        """A run that was cut changes nothing."""
        (tmp_path / "a.jsonl").write_text("old")
        file = JsonLinesFile(tmp_path / "a.jsonl")
        file.add("1\n")
        file.discard()
        assert ((tmp_path / "a.jsonl").read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        """Is a sentence."""
        with pytest.raises(MachineError, match="can't be written"):
            JsonLinesFile(tmp_path / "no" / "a.jsonl")


class TestReportFolder:
    def test_a_report_is_current_for_its_key(self, tmp_path: Path) -> None:
        """And for no other."""
        folder = ReportFolder(tmp_path / "out")
        folder.write(Path("a.json"), "k1", '{"x": 1}')
        again = ReportFolder(tmp_path / "out")
        assert [again.is_current(Path(n), k) for n, k in [("a.json", "k1"), ("a.json", "k2"), ("b.json", "k1")]] == [  # noqa: E501
            True, False, False,
        ]  # fmt: skip
        assert again.read(Path("a.json")) == {"x": 1}

    def test_a_report_without_a_key_is_never_current(self, tmp_path: Path) -> None:
        """The grader failed on it: next time again."""
        folder = ReportFolder(tmp_path)
        folder.write(Path("a.json"), "k", "{}")
        folder.write(Path("a.json"), None, "{}")
        assert [
            f.is_current(Path("a.json"), k) for f in (folder, ReportFolder(tmp_path)) for k in ("k", "None")
        ] == [False] * 4

    def test_a_record_that_was_cut_counts_as_far_as_it_goes(self, tmp_path: Path) -> None:
        """The last line may be half."""
        folder = ReportFolder(tmp_path)
        for name in ("a.json", "b.json"):
            folder.write(Path(name), "k", "{}")
        record = tmp_path / ReportFolder.RECORD
        record.write_text(record.read_text()[:-10])
        again = ReportFolder(tmp_path)
        assert [again.is_current(Path(name), "k") for name in ("a.json", "b.json")] == [True, False]

    @pytest.mark.parametrize("line", ["[]", "1", "{}", '{"report": [], "key": 1}', "null", "\x00"])
    def test_a_strange_record_is_ignored(self, tmp_path: Path, line: str) -> None:
        """Nobody should have written it."""
        (tmp_path / ReportFolder.RECORD).write_text(f"{line}\n")
        assert not ReportFolder(tmp_path).is_current(Path("a.json"), "k")

    def test_many_threads_may_write(self, tmp_path: Path) -> None:
        """Every line of the record is whole."""
        folder = ReportFolder(tmp_path)
        threads = [
            threading.Thread(target=folder.write, args=(Path(f"{n}.json"), f"k{n}", "{}")) for n in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        again = ReportFolder(tmp_path)
        assert all(again.is_current(Path(f"{n}.json"), f"k{n}") for n in range(20))


PARTS = st.lists(st.text() | st.binary() | st.none() | st.integers(), max_size=4)


@given(PARTS, PARTS)
def test_keys_are_equal_only_for_equal_parts(one: list[object], other: list[object]) -> None:
    """However the parts are cut."""
    assert (key_of(*one) == key_of(*other)) == (one == other)
