"""One invocation: many submissions, their reports into files."""

from __future__ import annotations

import gc
import json
import re
import tempfile
import threading
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from grader.batch.outputs import RENDERERS, ManyReports
from grader.batch.run import Run
from grader.errors import MachineError, UnfinishedError, UsageError
from grader.full_run import addition
from grader.full_run.transcript import Transcript
from grader.pipeline import Grader
from tests.notebooks import write_notebook
from tests.programs import Watched
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from grader.extract.submission import SubmissionFile
    from grader.sandbox.machine import Machine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"a.py": SOLUTION, "b.ipynb": "{", "c.py": SOLUTION}.items():
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text)
    return tmp_path


def run(machine: Any, folder: Path, names: Sequence[str] = ("in",), **options: Any) -> Run:
    """Prepare a run over a folder."""
    return Run(machine, [folder / name for name in names], packs=[write_pack(folder / "packs")], **options)


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
    assert [r.report.score for r in results] == [10.0, None, 10.0]


@pytest.mark.parametrize("failure", [ZeroDivisionError, UnfinishedError("ZeroDivisionError")])
def test_a_bug_of_ours_is_one_submissions(
    machine: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    """The others are graded; its reason comes with the result, and it is graded again next time."""
    grade = Grader.graded_file

    def sometimes(self: Grader, file: SubmissionFile, *others: Any) -> Any:
        if file.path.name == "a.py":
            raise failure
        return grade(self, file, *others)

    with monkeypatch.context() as context:
        context.setattr(Grader, "graded_file", sometimes)
        results = list(run(machine, folder, output_dir=folder / "out").results())
    assert [("ZeroDivisionError" in r.error, r.line.score) for r in results] == [
        (True, None),
        (False, None),
        (False, 10.0),
    ]
    again = list(run(machine, folder, output_dir=folder / "out").results())
    assert [r.line.score for r in again] == [10.0, None, 10.0]


def test_a_whole_run_that_the_grader_failed_is_tried_again(
    machine: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The functions are judged, but what was requested is not complete."""

    def fails(*_: object, **__: object) -> None:
        raise MachineError("no memory")

    monkeypatch.setattr(addition, "run", fails)
    options: dict[str, Any] = {"output_dir": folder / "out", "execute": "all"}
    first = list(run(machine, folder, **options).results())
    monkeypatch.setattr(addition, "run", lambda *_, **__: Transcript(["1"], done=True))
    again = list(run(machine, folder, **options).results())
    said = [[d.message for r in results for d in r.report.diagnostics] for results in (first, again)]
    assert sum("The grader failed, not the submission: no memory." in message for message in said[0]) == 2
    assert not any("The grader failed" in message for message in said[1])
    assert [r.line.score for r in again] == [10.0, None, 10.0]


def test_a_page_that_cannot_be_made_stops_nobody(
    machine: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reports are there; the traceback comes with the result, and the page is made next time."""
    with monkeypatch.context() as context:
        context.setitem(RENDERERS, ".html", lambda _: 1 // 0)
        results = list(run(machine, folder, output_dir=folder / "out", html=True).results())
    found = [("ZeroDivisionError" in r.error, r.line.score) for r in results]
    assert found == [(True, 10.0), (True, None), (True, 10.0)]
    again = list(run(machine, folder, output_dir=folder / "out", html=True).results())
    assert [r.error for r in again] == ["", "", ""]
    assert len(list((folder / "out").rglob("*.py.html"))) == 2


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

    monkeypatch.setattr(ManyReports, "add", fail)
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


def test_what_has_been_loaded_is_spared_the_collector(machine: Machine, folder: Path) -> None:
    """After the first submission; looking through it for each of a class takes a tenth of the time."""
    list(run(machine, folder).results())
    assert gc.get_freeze_count() > 10_000


def test_lateness_that_costs_nothing_is_said(machine: Machine, folder: Path) -> None:
    """Before an instructor waits for deductions."""
    remarks = list(run(machine, folder, due="2025-03-14").remarks.sentences())
    assert remarks[0].startswith("--due and late_minutes deduct no points")


def test_a_page_shows_no_folder_of_the_instructor(machine: Machine, folder: Path) -> None:
    """Also where there is no verdict: it says what to submit."""
    list(run(machine, folder, output_dir=folder / "out", html=True).results())
    page = (folder / "out" / "b.html").read_text(encoding="utf-8")
    assert [text in page for text in (folder.name, "in/b.ipynb", "b.ipynb", "submit it again")] == [
        False, False, True, True,
    ]  # fmt: skip


def test_one_file_in_a_folder_is_still_a_class(machine: Machine, tmp_path: Path) -> None:
    """What was named decides, so scripts get the same format whatever is in it."""
    (tmp_path / "a.py").write_text(SOLUTION)
    assert [Run(machine, [path]).single for path in (tmp_path, tmp_path / "a.py")] == [False, True]


class TestClasses:
    """Folders with archives, rosters and several attempts."""

    def test_what_is_in_an_archive_is_graded(self, machine: Machine, folder: Path) -> None:
        """And called by its place in it, also where it can't be read."""
        zipped(folder / "in" / "more.zip", {"x/d.py": SOLUTION.encode(), "x/e.ipynb": b"{", "f.zip": b"no"})
        results = list(run(machine, folder, output_dir=folder / "out").results())
        found = {r.report.submission.path.rpartition("in/")[2]: r for r in results}
        assert {name: r.line.score for name, r in found.items()} == {
            "a.py": 10.0, "b.ipynb": None, "c.py": 10.0, "more.zip/f.zip": None, "more.zip/x/d.py": 10.0,
            "more.zip/x/e.ipynb": None,
        }  # fmt: skip
        notes = [found[name].line.note for name in ("more.zip/x/e.ipynb", "more.zip/f.zip")]
        assert [note[:16] for note in notes] == ["It is not a note", "It is damaged or"]
        assert (folder / "out" / "more.zip" / "x" / "d.py.json").is_file()

    def test_a_current_report_on_a_member_opens_no_box(self, machine: Machine, folder: Path) -> None:
        """One that changed in its archive does."""
        archive = folder / "in" / "more.zip"
        zipped(archive, {"d.py": SOLUTION.encode(), "e.py": SOLUTION.encode()})
        list(run(machine, folder, output_dir=folder / "out").results())
        watched = Watched(machine)
        list(run(watched, folder, output_dir=folder / "out").results())
        assert watched.boxes == []
        zipped(archive, {"d.py": SOLUTION.encode(), "e.py": b"def double(x): return 3 * x"})
        results = list(run(machine, folder, output_dir=folder / "out").results())
        assert [r.line.score for r in results] == [10.0, None, 10.0, 10.0, 0.0]

    def test_a_run_leaves_no_temporary_file(
        self, machine: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of what it took out of archives."""
        zipped(folder / "in" / "more.zip", {"d.py": SOLUTION.encode()})
        (folder / "tmp").mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        list(run(machine, folder).results())
        assert list((folder / "tmp").iterdir()) == []

    def test_a_class_has_a_gradebook(self, machine: Machine, folder: Path) -> None:
        """Kept current: it is complete when nothing had to be graded, and the same bytes."""
        (folder / "roster.csv").write_text("name,id\nA,1\nZoe,26\n")
        books = []
        for _ in range(2):
            list(run(machine, folder, output_dir=folder / "out", roster=folder / "roster.csv").results())
            books.append((folder / "out" / "gradebook.csv").read_text())
        rows = [line.split(",")[:8] for line in books[0].splitlines()[1:]]
        assert [(row[0], row[4], row[7]) for row in rows] == [
            ("A", "10.0", "graded"), ("b", "", "ungradable"), ("c", "10.0", "graded"), ("Zoe", "", "missing"),
        ]  # fmt: skip
        assert books[0] == books[1]

    def test_pages_are_the_same_however_they_were_made(self, machine: Machine, folder: Path) -> None:
        """With any number of jobs; also where one was lost, and made again."""
        (folder / "in" / "d.py").write_text("def double(x): return 3 * x")
        outs = [folder / name for name in ("one", "three")]
        for jobs, out in zip((1, 3), outs, strict=True):
            list(run(machine, folder, jobs=jobs, output_dir=out, html=True).results())
        (outs[1] / "d.py.html").unlink()
        list(run(machine, folder, output_dir=outs[1], html=True).results())
        pages = [{page.name: page.read_bytes() for page in out.rglob("*.html")} for out in outs]
        assert (len(pages[0]), pages[0] == pages[1]) == (5, True)

    def test_a_report_with_a_page_is_current_without_pages(self, machine: Machine, folder: Path) -> None:
        """Its page would else be older than its report."""
        list(run(machine, folder, output_dir=folder / "out", html=True).results())
        watched = Watched(machine)
        list(run(watched, folder, output_dir=folder / "out").results())
        assert watched.boxes == []

    def test_a_single_submission_leaves_the_gradebook_alone(self, machine: Machine, folder: Path) -> None:
        """It is the class's."""
        list(run(machine, folder, output_dir=folder / "out").results())
        before = (folder / "out" / "gradebook.csv").read_bytes()
        list(run(machine, folder, ["in/a.py"], output_dir=folder / "out").results())
        assert (folder / "out" / "gradebook.csv").read_bytes() == before

    def test_a_run_that_is_cut_leaves_the_gradebook_alone(self, machine: Machine, folder: Path) -> None:
        """Half a class is none."""
        results = run(machine, folder, output_dir=folder / "out").results()
        next(results)
        results.close()  # type: ignore[attr-defined]
        assert sorted(p.name for p in (folder / "out").iterdir() if p.suffix != ".json") == [".grade.jsonl"]

    def test_a_run_that_is_cut_waits_for_what_has_begun(self, machine: Machine, folder: Path) -> None:
        """Or half a report might lie there when somebody looks."""
        others = set(threading.enumerate())  # of runs that were interrupted before
        results = run(machine, folder, output_dir=folder / "out").results()
        next(results)
        results.close()  # type: ignore[attr-defined]
        left = set(threading.enumerate()) - others
        assert [thread.name for thread in left if thread.name.startswith("grade")] == []

    @pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.xml"])
    def test_a_file_has_every_report_also_when_they_were_current(
        self, machine: Machine, folder: Path, name: str
    ) -> None:
        """What was graded last night is there too."""
        written = []
        for _ in range(2):
            output = [str(folder / name)]
            list(run(machine, folder, output_dir=folder / "out", output=output).results())
            written.append(
                re.sub(r'timestamp="[^"]*"|time="[^"]*"|"timing".*', "", (folder / name).read_text())
            )
        assert written[0] == written[1]
        assert written[0].count("in/b.ipynb") >= 1

    def test_the_latest_attempt_is_graded(self, machine: Machine, folder: Path) -> None:
        """The others are named; another assignment is no attempt."""
        for name in ("a.py", "b.ipynb", "c.py"):
            (folder / "in" / name).unlink()
        for name in ("doe_1_1234_x.py", "doe_1_1235_x-1.py", "doe_1_1236_y-2.py"):
            (folder / "in" / name).write_text(SOLUTION)
        prepared = run(machine, folder)
        names = [r.report.submission.path.rpartition("/")[2] for r in prepared.results()]
        assert names == ["doe_1_1235_x-1.py", "doe_1_1236_y-2.py"]
        assert [s.replace(f"{folder}/in/", "") for s in prepared.remarks.sentences()] == [
            "doe submitted doubling more than once: doe_1_1235_x-1.py, doe_1_1236_y-2.py",
            "graded only the latest attempt, doe_1_1235_x-1.py; earlier: doe_1_1234_x.py",
        ]

    def test_two_runs_into_one_folder(self, machine: Machine, folder: Path) -> None:
        """Would grade everything twice."""
        first = run(machine, folder, output_dir=folder / "out")
        with pytest.raises(UsageError, match="another run is writing to this folder"):
            run(machine, folder, output_dir=folder / "out")
        list(first.results())
        assert len(list(run(machine, folder, output_dir=folder / "out").results())) == 3

    def test_a_report_that_was_cut_is_made_anew(self, machine: Machine, folder: Path) -> None:
        """By a disk that lost its power."""
        list(run(machine, folder, output_dir=folder / "out").results())
        whole = (folder / "out" / "a.py.json").read_text()
        (folder / "out" / "a.py.json").write_text(whole[:100])
        list(run(machine, folder, output_dir=folder / "out").results())
        assert json.loads((folder / "out" / "a.py.json").read_text())["score"] == 10.0

    def test_a_report_that_was_edited_is_made_anew(self, machine: Machine, folder: Path) -> None:
        """Its score would go into the gradebook."""
        list(run(machine, folder, output_dir=folder / "out").results())
        path = folder / "out" / "a.py.json"
        whole = path.read_text()
        path.write_text(whole.replace('"score": 10.0', '"score": 9.0'))
        list(run(machine, folder, output_dir=folder / "out").results())
        assert json.loads(path.read_text())["score"] == 10.0

    def test_a_report_on_what_is_gone_is_named(self, machine: Machine, folder: Path) -> None:
        """It stays, but who collects reports should know."""
        list(run(machine, folder, output_dir=folder / "out").results())
        (folder / "in" / "c.py").unlink()
        again = run(machine, folder, output_dir=folder / "out")
        list(again.results())
        assert "reports of submissions that are no longer there: c.py.json" in again.remarks.sentences()

    def test_a_module_beside_a_notebook_is_no_submission(self, machine: Machine, folder: Path) -> None:
        """A helper file of the course's; a script that defines what is graded is one."""
        (folder / "class" / "ann").mkdir(parents=True)
        write_notebook(folder / "class" / "ann" / "work.ipynb", SOLUTION)
        (folder / "class" / "ann" / "utils.py").write_text("def load(): pass")
        (folder / "class" / "ann" / "more.py").write_text(SOLUTION)
        found = run(machine, folder, ["class"])
        assert [item.path.name for item in found.items] == ["more.py", "work.ipynb"]
        list(found.results())
        sentence = "ignored 1 script next to notebooks, without graded functions"
        assert sentence in found.remarks.sentences()

    def test_a_rubric_of_another_assignment_stops_nobody(self, machine: Machine, folder: Path) -> None:
        """One notebook of a class is of another assignment; it has no verdict."""
        rubric = folder / "mine.json"
        rubric.write_text(json.dumps({
            "schema_version": "1.0", "name": "mine", "extends": "default", "points": {"double": 20},
        }))  # fmt: skip
        (folder / "in" / "d.py").write_text(
            "def happyModel(): return 1\ndef convolutional_model(x): return 1"
        )
        statuses = [r.line.status for r in run(machine, folder, rubric=str(rubric)).results()]
        assert statuses == ["graded", "ungradable", "graded", "ungradable"]

    def test_what_was_left_beside_an_output_is_removed(self, machine: Machine, folder: Path) -> None:
        """By a run that was killed."""
        (folder / ".grade-abcd1234.part").touch()
        list(run(machine, folder, output=[str(folder / "a.csv")]).results())
        assert sorted(p.name for p in folder.iterdir() if p.is_file()) == ["a.csv"]


def zipped(path: Path, content: dict[str, bytes]) -> None:
    """Write a zip file."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, each in content.items():
            archive.writestr(name, each)
