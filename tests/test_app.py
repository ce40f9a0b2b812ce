"""One invocation: many submissions, their reports into files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from grader import app
from grader.app import Run
from grader.errors import MachineError, UsageError
from grader.pipeline import Grader
from tests.programs import Watched
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.run.machine import Machine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"a.py": SOLUTION, "b.ipynb": "{", "c.py": SOLUTION}.items():
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text)
    return tmp_path


def run(machine: Any, folder: Path, **options: Any) -> Run:
    """Prepare a run over a folder."""
    return Run(machine, [folder / "in"], packs=[write_pack(folder / "packs")], **options)


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_order(machine: Machine, folder: Path, jobs: int) -> None:
    """A broken submission stops no other."""
    assert [(r.line.path[-7:], r.line.status) for r in run(machine, folder, jobs=jobs).results()] == [
        ("in/a.py", "graded"), ("b.ipynb", "ungradable"), ("in/c.py", "graded"),
    ]  # fmt: skip


def test_a_current_report_opens_no_box(machine: Machine, folder: Path) -> None:
    """Not even the reference answers."""
    list(run(machine, folder, output_dir=folder / "out").results())
    watched = Watched(machine)
    results = list(run(watched, folder, output_dir=folder / "out").results())
    assert ([r.line.score for r in results], watched.boxes) == ([10.0, None, 10.0], [])
    assert [r.report is None for r in results] == [True, False, True]  # what is unreadable is read again


def test_a_bug_of_ours_is_one_submissions(
    machine: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are graded; its traceback comes with the result, and it is graded again next time."""
    grade = Grader.grade

    def sometimes(self: Grader, path: Path, name: str | None = None) -> Any:
        if path.name == "a.py":
            raise ZeroDivisionError
        return grade(self, path, name)

    with monkeypatch.context() as context:
        context.setattr(Grader, "grade", sometimes)
        results = list(run(machine, folder, output_dir=folder / "out").results())
    assert [("ZeroDivisionError" in r.error, r.line.score) for r in results] == [
        (True, None),
        (False, None),
        (False, 10.0),
    ]
    again = list(run(machine, folder, output_dir=folder / "out").results())
    assert [r.line.score for r in again] == [10.0, None, 10.0]


def test_a_line_file_has_every_report(machine: Machine, folder: Path) -> None:
    """In order."""
    list(run(machine, folder, output=[str(folder / "a.jsonl")]).results())
    lines = (folder / "a.jsonl").read_text().splitlines()
    assert [json.loads(line)["score"] for line in lines] == [10.0, None, 10.0]


def test_a_run_that_breaks_leaves_no_file(
    machine: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file looks like a whole class."""

    def fail(*_: object) -> None:
        raise MachineError("no")

    monkeypatch.setattr(app.JsonLinesFile, "add", fail)
    with pytest.raises(MachineError):
        list(run(machine, folder, output=[str(folder / "a.jsonl")]).results())
    assert [p.name for p in folder.iterdir() if p.is_file()] == []


def test_nobody_waits_for_a_box_that_is_not_needed(machine: Machine, folder: Path) -> None:
    """The machine is called busy when all is current, or when an option is wrong."""
    list(run(machine, folder, output_dir=folder / "out").results())
    machine.busy.clear()
    list(run(machine, folder, output_dir=folder / "out").results())
    assert machine.busy.is_set()


def test_an_error_of_an_option_wakes_those_who_wait(machine: Machine, folder: Path) -> None:
    """A rubric that is not there is found by the first submission."""
    machine.busy.clear()
    with pytest.raises(UsageError):
        list(run(machine, folder, rubric="no").results())
    assert machine.busy.is_set()


def test_one_file_in_a_folder_is_still_a_class(machine: Machine, tmp_path: Path) -> None:
    """What was named decides, so scripts get the same format whatever is in it."""
    (tmp_path / "a.py").write_text(SOLUTION)
    assert [Run(machine, [path]).single for path in (tmp_path, tmp_path / "a.py")] == [False, True]
