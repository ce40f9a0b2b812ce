"""Files that reports go to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.batch.outputs import ManyReports, check_output
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


@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("-", True), ("-", False), ("a.json", False), ("a.jsonl", True), ("a.jsonl", False), ("a.csv", True),
        ("a.csv", False),
    ],
)  # fmt: skip
def test_an_output_that_can_be_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, many: bool
) -> None:
    """Is no error."""
    monkeypatch.chdir(tmp_path)
    assert check_output(name, many=many) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    ("name", "many", "sentence"),
    [
        ("a.txt", False, "must be one of .json, "),
        ("a", False, "the suffix sets the format"),
        ("a.htm", False, "the suffix sets the format"),
        ("a.json", True, "for several submissions use .jsonl"),
        ("no/a.json", False, "there is no folder no"),
    ],
)
def test_an_output_that_can_not_be_written(name: str, sentence: str, *, many: bool) -> None:
    """Is refused before anything runs."""
    with pytest.raises(UsageError, match=sentence):
        check_output(name, many=many)


class Recorder:
    """A format that writes its head with the first report and its tail at the end."""

    def add(self, report: Report) -> str:
        return f"{report.submission.path};"

    def finish(self) -> str:
        return "end"


class TestManyReports:
    def test_the_file_is_there_when_it_is_finished(self, tmp_path: Path, report: Report) -> None:
        """Not before; with what the format writes last."""
        file = ManyReports(tmp_path / "a.txt", Recorder())
        file.add(report)
        file.add(report)
        before = (tmp_path / "a.txt").exists()
        file.finish()
        assert (before, (tmp_path / "a.txt").read_text()) == (False, "a.py;a.py;end")

    def test_discarding_leaves_the_old_one(self, tmp_path: Path, report: Report) -> None:
        """A run that was cut changes nothing."""
        (tmp_path / "a.txt").write_text("old")
        file = ManyReports(tmp_path / "a.txt", Recorder())
        file.add(report)
        file.discard()
        assert ((tmp_path / "a.txt").read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)

    def test_a_full_disk(self, tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
        """Is a sentence, and nothing is left behind."""
        file = ManyReports(tmp_path / "a.txt", Recorder())
        file.add(report)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(MachineError, match=r"a\.txt: can't be written: No space left on device"):
            file.finish()
        assert list(tmp_path.iterdir()) == []
