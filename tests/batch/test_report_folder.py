"""Folders of reports that know what is in them."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch import report_folder
from grader.batch.report_folder import ReportFolder, key_of
from grader.errors import MachineError, UsageError
from grader.report.formats.json import render_json
from tests.batch.reports import report_on

if TYPE_CHECKING:
    from grader.report.model import Report


@pytest.fixture
def report() -> Report:
    return report_on("a.py")


@pytest.fixture
def text(report: Report) -> str:
    return render_json(report)


def opened(folder: Path) -> closing[ReportFolder]:
    """Open a folder for a while."""
    return closing(ReportFolder(folder))


def is_current(folder: ReportFolder, report: Path, key: str) -> bool:
    """Return whether a folder has a report for a key."""
    return folder.current(report, key) is not None


class TestReportFolder:
    def test_a_report_is_current_for_its_key(self, tmp_path: Path, text: str) -> None:
        """And for no other."""
        with opened(tmp_path / "out") as folder:
            folder.write(Path("a.json"), "k1", text)
        with opened(tmp_path / "out") as again:
            asked = [("a.json", "k1"), ("a.json", "k2"), ("b.json", "k1")]
            assert [is_current(again, Path(n), k) for n, k in asked] == [True, False, False]

    def test_a_report_is_read_as_it_was(self, tmp_path: Path, report: Report, text: str) -> None:
        """Field by field."""
        with opened(tmp_path) as folder:
            folder.write(Path("a.json"), "k", text)
            assert render_json(folder.read(Path("a.json"))) == render_json(report)

    def test_a_report_is_not_current_before_its_page_is_written(self, tmp_path: Path, text: str) -> None:
        """A run that is killed in between leaves no report with the page of another."""
        with opened(tmp_path) as folder:
            folder.write(Path("a.json"), "k", text, "page")
            written = (tmp_path / "a.html").read_text()
            (tmp_path / "a.html").unlink()
            (tmp_path / "a.html").mkdir()  # nothing can be written there
            with pytest.raises(MachineError):
                folder.write(Path("a.json"), "k", text, "page")
        with opened(tmp_path) as again:
            assert (written, is_current(again, Path("a.json"), "k")) == ("page", False)

    def test_a_report_without_a_key_is_never_current(self, tmp_path: Path, text: str) -> None:
        """The grader failed on it: next time again."""
        with opened(tmp_path) as folder:
            folder.write(Path("a.json"), "k", text)
            folder.write(Path("a.json"), None, text)
            now = [is_current(folder, Path("a.json"), key) for key in ("k", "None", "")]
        with opened(tmp_path) as again:
            assert now + [is_current(again, Path("a.json"), key) for key in ("k", "None", "")] == [False] * 6

    @pytest.mark.parametrize("cut", [1, 10, 20])
    def test_a_record_that_was_cut_counts_as_far_as_it_goes(
        self, tmp_path: Path, text: str, cut: int
    ) -> None:
        """The last line may be half; what is written after it counts again."""
        with opened(tmp_path) as folder:
            for name in ("a.json", "b.json"):
                folder.write(Path(name), "k", text)
        record = tmp_path / ReportFolder.RECORD
        record.write_text(record.read_text().rstrip("\n")[:-cut])
        with opened(tmp_path) as again:
            before = [is_current(again, Path(name), "k") for name in ("a.json", "b.json")]
            again.write(Path("c.json"), "k", text)
        with opened(tmp_path) as last:
            after = [is_current(last, Path(name), "k") for name in ("a.json", "c.json")]
        assert (before, after) == ([True, False], [True, True])

    @pytest.mark.parametrize("line", ["[]", "1", "{}", '{"report": [], "key": 1}', "null", "\x00"])
    def test_a_strange_record_is_ignored(self, tmp_path: Path, line: str) -> None:
        """Nobody should have written it."""
        (tmp_path / ReportFolder.RECORD).write_text(f"{line}\n")
        with opened(tmp_path) as folder:
            assert not is_current(folder, Path("a.json"), "k")

    @pytest.mark.parametrize("content", [None, "", "{", "[]", "{}", '{"status": "graded"}', "\x00\x00"])
    def test_a_report_that_is_not_whole_is_not_current(
        self, tmp_path: Path, text: str, content: str | None
    ) -> None:
        """Whatever the record says: it was removed, or a disk lost its power."""
        with opened(tmp_path) as folder:
            folder.write(Path("a.json"), "k", text)
            (tmp_path / "a.json").unlink()
            if content is not None:
                (tmp_path / "a.json").write_text(content)
            assert not is_current(folder, Path("a.json"), "k")

    def test_a_report_that_is_replaced_is_not_what_it_was(
        self, tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Also when the run is cut after the new one is there, and before that is recorded."""
        with opened(tmp_path) as folder:
            folder.write(Path("a.json"), "old", text)

            def cut(*_: object) -> None:
                raise KeyboardInterrupt

            monkeypatch.setattr(report_folder, "write_atomically", cut)
            with pytest.raises(KeyboardInterrupt):
                folder.write(Path("a.json"), "new", text)
        with opened(tmp_path) as again:
            assert not is_current(again, Path("a.json"), "old")

    def test_the_record_is_put_in_order(self, tmp_path: Path, text: str) -> None:
        """It does not tell how many runs it took."""
        with opened(tmp_path / "1") as once, opened(tmp_path / "2") as twice:
            for folder, names in ((once, "ab"), (twice, "abba")):
                for name in names:
                    folder.write(Path(f"{name}.json"), "k", text)
                folder.write(Path("c.json"), None, text)  # still one of its reports
                folder.finish()
        one, two = ((tmp_path / name / ReportFolder.RECORD).read_bytes() for name in "12")
        assert (one, one.count(b"\n")) == (two, 3)

    def test_many_threads_may_write(self, tmp_path: Path, text: str) -> None:
        """Every line of the record is whole."""
        with opened(tmp_path) as folder:
            threads = [
                threading.Thread(target=folder.write, args=(Path(f"{n}.json"), f"k{n}", text))
                for n in range(20)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        with opened(tmp_path) as again:
            assert all(is_current(again, Path(f"{n}.json"), f"k{n}") for n in range(20))

    def test_two_runs_do_not_write_at_once(self, tmp_path: Path) -> None:
        """The second one is told; when the first has ended, it may."""
        with opened(tmp_path), pytest.raises(UsageError, match="another run is writing to this folder"):
            ReportFolder(tmp_path)
        ReportFolder(tmp_path).close()

    def test_what_a_killed_run_left_is_removed(self, tmp_path: Path) -> None:
        """At every depth; nothing that looks only nearly like it."""
        left = [".grade-abcd1234.part", "deep/.grade-a_c_1_3_.part"]
        kept = ["grade-abcd1234.part", ".grade-notes.part", ".grade-abcd1234.part.txt", "a.json"]
        for name in left + kept:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()
        ReportFolder(tmp_path).close()
        assert [name for name in left + kept if (tmp_path / name).exists()] == kept

    def test_a_file_in_its_place_is_refused(self, tmp_path: Path) -> None:
        """With a sentence."""
        (tmp_path / "out").touch()
        with pytest.raises(UsageError, match=r"--output-dir .*out: "):
            ReportFolder(tmp_path / "out")


PARTS = st.lists(st.text() | st.binary() | st.none() | st.integers(), max_size=4)


@given(PARTS, PARTS)
def test_keys_are_equal_only_for_equal_parts(one: list[object], other: list[object]) -> None:
    """However the parts are cut."""
    assert (key_of(*one) == key_of(*other)) == (one == other)
