"""A small class from end to end: files, folders and archives, two libraries, and what nobody can read."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import time
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil
import pytest

from grader.extract.unreadable import AGAIN
from tests.commands import COMMANDS, PATIENCE_SECONDS, SAMPLE, run, without_timing
from tests.conftest import ROOT, STEP_BY_STEP
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

VARIANTS = ROOT / "tests" / "variants"
APPLICATION = "convolution-application"
KERAS_SAMPLE = ROOT / "assignments" / APPLICATION / "sample.ipynb"
ENOUGH = 3  # reports that are there when a run is killed
ROSTER = """\
Student,ID,SIS Login ID
    Points Possible,,
"Fox, Fred",11,ffox
"Gus, Greg",12,ggus
"Hall, Hana",13,hhall
"Ivy, Ivan",14,iivy
Jo Jay,21,jjay
Ann,1,ann
Cat,3,cat
Dan,4,dan
Zoe,26,zoe
"""
SCORES = {
    "ann.ipynb": 100.0,
    "ben.py": 85.0,
    "canvas.zip/evil.ipynb": None,
    "canvas.zip/foxfred_LATE_11_1111_nb.ipynb": 79.0,
    "canvas.zip/gusgreg_12_1113_nb-1.ipynb": 100.0,
    "canvas.zip/hallhana_13_1114_work.zip/nb.ipynb": 79.0,
    "canvas.zip/ivyivan_14_1115_work.zip": None,
    "cat/work.ipynb": 79.0,
    "dan/app.ipynb": 25.0,
    "eve.ipynb": None,
    "moodle.zip/Jo Jay_21_assignsubmission_file_/app.ipynb": 100.0,
}


@dataclass(frozen=True)
class Graded:
    """A class that has been graded: the command's end, and every file that it wrote."""

    status: int
    remarks: str
    files: Mapping[str, object]

    def rows(self) -> dict[str, dict[str, str]]:
        """Return the gradebook by path, and by student for those who submitted nothing."""
        table = csv.DictReader(io.StringIO(str(self.files["gradebook.csv"])))
        return {row["path"] or row["student"]: row for row in table}


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what a class submitted, and the list of the class beside it."""
    folder = tmp_path_factory.mktemp("class") / "in"
    right = write_notebook(folder.parent / "right.ipynb", source_of(STEP_BY_STEP)).read_bytes()
    keras = write_notebook(folder.parent / "keras.ipynb", source_of(APPLICATION)).read_bytes()
    sample = SAMPLE.read_bytes()
    hopeless = "\n\n\ndef conv_forward(A_prev, W, b, hparameters):\n    while True:\n        pass\n"
    files = {
        "ann.ipynb": right,
        "ben.py": (source_of(STEP_BY_STEP) + hopeless).encode(),
        "cat/work.ipynb": sample,
        "dan/app.ipynb": KERAS_SAMPLE.read_bytes(),
        "eve.ipynb": sample[:5000],
        "notes.txt": b"",
        "cat/.ipynb_checkpoints/work-checkpoint.ipynb": sample,
        "canvas.zip": zipped(
            {
                "../evil.ipynb": right,
                "foxfred_LATE_11_1111_nb.ipynb": sample,
                "gusgreg_12_1112_nb.ipynb": sample,
                "gusgreg_12_1113_nb-1.ipynb": right,
                "hallhana_13_1114_work.zip": zipped({"nb.ipynb": sample, "data.h5": b""}),
                "ivyivan_14_1115_work.zip": zipped({"nb.ipynb": right})[:200],
            }
        ),
        "moodle.zip": zipped({"Jo Jay_21_assignsubmission_file_/app.ipynb": keras}),
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder.parent / "roster.csv").write_text(ROSTER)
    return folder


def source_of(assignment: str) -> str:
    """Return a right solution."""
    return (VARIANTS / assignment / "standard.py").read_text(encoding="utf-8")


def zipped(content: Mapping[str, bytes]) -> bytes:
    """Return a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in content.items():
            archive.writestr(name, each)
    return data.getvalue()


def command(out: Path, jobs: int) -> list[str]:
    """Return the command that grades the class, from the folder that it lies in."""
    words = f"grade in --roster roster.csv -j {jobs} --timeout 2 --output-dir"
    return [str(COMMANDS / "grade"), *shlex.split(words)[1:], str(out)]


def graded(folder: Path, out: Path, jobs: int = 2) -> Graded:
    """Grade the class."""
    done = run(*command(out, jobs)[1:], cwd=folder.parent)
    return Graded(done.returncode, done.stderr, files_in(out))


def files_in(out: Path) -> dict[str, object]:
    """Return every file of a folder; reports without what differs from run to run."""
    texts = {
        path.relative_to(out).as_posix(): path.read_text()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
    return {name: without_timing(text) if name.endswith(".json") else text for name, text in texts.items()}


def stamps(out: Path) -> dict[str, int]:
    """Return when each report was written."""
    return {str(path.relative_to(out)): path.stat().st_mtime_ns for path in out.rglob("*.json")}


def wait_until(there: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not there():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture(scope="module")
def undisturbed(class_folder: Path) -> Graded:
    return graded(class_folder, class_folder.parent / "undisturbed")


def test_every_verdict_is_right(undisturbed: Graded) -> None:
    """And every report lies where its submission does."""
    reports = [content for content in undisturbed.files.values() if isinstance(content, dict)]
    assert {report["submission"]["path"]: report["score"] for report in reports} == {
        f"in/{name}": score for name, score in SCORES.items()
    }
    names = [name.removesuffix(".ipynb") for name in SCORES]
    assert sorted(undisturbed.files) == sorted(
        [*(f"{name}.json" for name in names), ".grade.jsonl", "gradebook.csv", "index.html"]
    )
    assert undisturbed.status == 2


def test_the_gradebook_tells_it_all(undisturbed: Graded) -> None:
    """Names from the list, attempts and lateness from the platform, functions of both assignments."""
    rows = undisturbed.rows()
    assert len(rows) == len(SCORES) + 1
    fox, greg = (
        rows[f"in/canvas.zip/{n}"] for n in ("foxfred_LATE_11_1111_nb.ipynb", "gusgreg_12_1113_nb-1.ipynb")
    )
    assert [fox[key] for key in ("student", "id", "score", "late", "attempt")] == [
        "Fox, Fred",
        "11",
        "79.0",
        "True",
        "1",
    ]
    assert [greg[key] for key in ("student", "score", "late", "attempt")] == [
        "Gus, Greg",
        "100.0",
        "False",
        "2",
    ]
    earlier = "earlier attempts: in/canvas.zip/gusgreg_12_1112_nb.ipynb"
    assert greg["remarks"] == f"{earlier}; the same file as in/ann.ipynb"
    jo = rows["in/moodle.zip/Jo Jay_21_assignsubmission_file_/app.ipynb"]
    assert [jo[f"function.{name}"] for name in ("happyModel", "zero_pad")] == ["50.0", ""]
    assert (rows["Zoe"]["status"], rows["in/eve.ipynb"]["status"]) == ("missing", "ungradable")


def test_the_end_says_what_is_not_graded_and_why(undisturbed: Graded) -> None:
    """Each in a sentence; and who is not there."""
    said = undisturbed.remarks.splitlines()
    earlier, latest = (f"in/canvas.zip/gusgreg_12_{name}.ipynb" for name in ("1112_nb", "1113_nb-1"))
    three = ("canvas.zip/foxfred_LATE_11_1111_nb", "canvas.zip/hallhana_13_1114_work.zip/nb", "cat/work")
    damaged = "is damaged or not a zip file; submit the notebook itself"
    assert said[said.index("no verdict on 3:") + 1 :] == [
        "- in/canvas.zip/evil.ipynb: has a path that points outside its zip file",
        f"- in/canvas.zip/ivyivan_14_1115_work.zip: {damaged}",
        f"- in/eve.ipynb: is not a notebook: it is not JSON, so it may have been cut short; {AGAIN}",
        f"the same file from several students: in/ann.ipynb, {latest}",
        f"the same file from several students: {', '.join(f'in/{name}.ipynb' for name in three)}",
        f"graded only the latest attempt, {latest}; earlier: {earlier}",
        "not on the roster: in/ben.py, in/canvas.zip/evil.ipynb, in/eve.ipynb",
        "submitted nothing: Zoe",
        "ignored 2 files: neither a notebook nor a script",
    ]


@pytest.mark.thorough
def test_one_job_gives_the_same_bytes_as_two(class_folder: Path, undisturbed: Graded) -> None:
    """In every file, and what is said."""
    assert graded(class_folder, class_folder.parent / "one", jobs=1) == undisturbed


@pytest.mark.thorough
def test_a_run_that_was_killed_is_resumed(class_folder: Path, undisturbed: Graded, tmp_path: Path) -> None:
    """Nothing is graded twice, nothing is lost, and nothing is left behind."""
    out, temporary = class_folder.parent / "killed", tmp_path / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen([*command(out, 2), "-q"], cwd=class_folder.parent, env=environment) as process:
        wait_until(lambda: len(list(out.rglob("*.json"))) >= ENOUGH)
        boxes = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert psutil.wait_procs(boxes, timeout=PATIENCE_SECONDS)[1] == []
    before = stamps(out)
    record = (out / ".grade.jsonl").read_text()  # a report that was written last may not be in it yet
    done = run(*command(out, 2)[1:], cwd=class_folder.parent, TMPDIR=str(temporary))
    known = {name for name in before if f'"{name}"' in record}
    verdicts = {name for name in known if (json.loads((out / name).read_text()))["score"] is not None}
    assert {name: stamp for name, stamp in stamps(out).items() if name in verdicts} == {
        name: before[name] for name in verdicts
    }
    assert Graded(done.returncode, done.stderr, files_in(out)) == undisturbed
    wait_until(lambda: list(temporary.iterdir()) == [])  # a nursery may have been about to start


def test_a_full_disk_is_a_sentence(class_folder: Path, undisturbed: Graded) -> None:
    """With some room, the same command goes on; a report was still to come, and what is made of all."""
    out = class_folder.parent / "full"
    shutil.copytree(class_folder.parent / "undisturbed", out)
    for name in ("ann.json", "gradebook.csv", "index.html"):
        (out / name).unlink()
    limited = f"ulimit -f 12; exec {shlex.join(command(out, 1))} -q"
    full = subprocess.run(
        ["/bin/bash", "-c", limited], cwd=class_folder.parent, capture_output=True, text=True, check=False
    )
    assert (full.returncode, full.stderr) == (3, f"grade: {out}/ann.json: can't be written: File too large\n")
    assert graded(class_folder, out) == undisturbed
