"""The command `grade`, as people and their scripts use it."""

# ruff: noqa: E501 - tables of code and of sentences
from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import pytest

import grader as package
from tests.commands import COMMANDS, PATIENCE_SECONDS, SAMPLE, run, without_timing
from tests.conftest import ROOT
from tests.notebooks import write_notebook
from tests.small import CASES, RUBRIC, SOLUTION, write_pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = [
    "schema_version", "assignment", "rubric", "submission", "status", "score", "max_score", "pass_mark", "passed",
    "functions", "adjustments", "diagnostics", "environment", "timing",
]  # fmt: skip
WRONG = "def double(x):\n    return x * x\n\n\ndef quadruple(x):\n    return 4 * x\n"
# In a process of its own: Python that runs between fork and exec may wait for a lock of another thread for ever.
TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
ENDLESS = "def double(x):\n    while True:\n        pass\n"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return written(tmp_path / "right.py", SOLUTION)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return written(tmp_path / "wrong.py", WRONG)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return written(tmp_path / "broken.ipynb", '{"cells": [')


@pytest.fixture
def grade(packs: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command with the small pack, in a folder of the test's own."""
    return lambda *arguments, **environment: run("--packs", packs, *arguments, cwd=tmp_path, **environment)


def written(path: Path, text: str) -> Path:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    """Return the only line of standard error; there is nothing else anywhere."""
    assert (result.stdout, result.stderr.count("\n")) == ("", 1)
    return result.stderr.strip()


class TestStatus:
    """Exit statuses, as the interface has them."""

    def test_0_at_the_pass_mark(self, grade: Any, right: Path) -> None:
        """Graded, and at or above it."""
        assert grade(right).returncode == 0

    def test_1_below_the_pass_mark(self, grade: Any, wrong: Path) -> None:
        """Graded."""
        result = grade(wrong)
        assert (result.returncode, json.loads(result.stdout)["passed"]) == (1, False)

    @pytest.mark.parametrize(("mark", "status"), [(40, 0), (40.01, 1), (0, 0), (100, 1)])
    def test_the_pass_mark_is_inclusive(self, grade: Any, wrong: Path, mark: float, status: int) -> None:
        """Four of ten points are forty percent."""
        result = grade("--pass-mark", mark, wrong)
        report = json.loads(result.stdout)
        assert (result.returncode, report["score"], report["pass_mark"]) == (status, 4.0, mark)

    def test_2_when_a_submission_is_unreadable(self, grade: Any, broken: Path) -> None:
        """One sentence, no traceback, and a report all the same."""
        result = grade(broken)
        report = json.loads(result.stdout)
        assert (result.returncode, report["status"], report["functions"]) == (2, "ungradable", [])
        assert "Traceback" not in result.stderr
        assert report["diagnostics"] == [
            {
                "severity": "error",
                "cell": None,
                "message": f"{broken}: is not a notebook: it is not JSON, so it may have been cut short; open it in Jupyter, save it, and submit it again",
                "code_cell": None,
            }
        ]

    @pytest.mark.parametrize("name", ["empty.ipynb", "text.ipynb", "list.ipynb", "latin.py", "picture.png"])
    def test_2_for_every_kind_of_unreadable_file(self, grade: Any, tmp_path: Path, name: str) -> None:
        """Whatever is wrong with it."""
        content = {"empty.ipynb": b"", "list.ipynb": b"[1, 2]", "latin.py": "x = 'é'".encode("latin-1")}
        (tmp_path / name).write_bytes(content.get(name, b"just text"))
        result = grade(name)
        assert (result.returncode, json.loads(result.stdout)["assignment"]) == (2, None)

    def test_2_when_no_assignment_is_recognised(self, grade: Any, tmp_path: Path) -> None:
        """The sentence lists what there is."""
        result = grade(written(tmp_path / "other.py", "def other(): pass"))
        report = json.loads(result.stdout)
        assert (result.returncode, report["assignment"], report["score"]) == (2, None, None)
        assert ": doubling, cats-vs-dogs, " in report["diagnostics"][0]["message"]

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["--nonsense"],
            ["-j", "0"],
            ["-j", "two"],
            ["--timeout", "0"],
            ["--timeout", "-1"],
            ["--memory", "1"],
            ["--seed", "-1"],
            ["--seed", "1.5"],
            ["--pass-mark", "101"],
            ["--pass-mark", "-1"],
            ["--audience", "everyone"],
            ["--isolation", "maybe"],
            ["--packs", "nowhere"],
            ["--keras", "4"],
            ["--execute", "some"],
        ],
        ids=" ".join,
    )
    def test_2_for_bad_usage(self, arguments: list[str], tmp_path: Path) -> None:
        """With how to call it."""
        submission = [str(SAMPLE)] if arguments else []
        result = run(*arguments, *submission, cwd=tmp_path)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.startswith("Usage: grade [OPTIONS] SUBMISSION...")

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (["nowhere.ipynb"], "grade: nowhere.ipynb: does not exist"),
            (["empty"], "grade: empty: contains no notebook (.ipynb) or script (.py)"),
            (["right.py", "-a", "tripling"], "grade: there is no assignment 'tripling'; there are: doubling, "),
            (["right.py", "-a", "doubling", "--rubric", "hard"], "grade: doubling has no rubric 'hard'; there are: "),
            (["right.py", "--rubric", "./hard.json"], "grade: there is no rubric ./hard.json"),
            (["right.py", "-o", "a.pdf"], "grade: --output a.pdf: the suffix sets the format and must be one of"),
            (["right.py", "-o", "a"], "grade: --output a: the suffix sets the format"),
            (["right.py", "-o", "no/a.json"], "grade: --output no/a.json: there is no folder no"),
            (["right.py", "wrong.py", "-o", "a.json"], "grade: --output a.json: holds a single report; for several"),
            (["folder", "-o", "a.json"], "grade: --output a.json: holds a single report; for several"),
            (["right.py", "folder/right.py", "--output-dir", "out"], "grade: right.py and folder/right.py would both"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )  # fmt: skip
    def test_2_before_anything_runs(
        self, grade: Any, right: Path, arguments: list[str], sentence: str
    ) -> None:
        """One sentence that says what to do, and no file."""
        written(right.parent / "wrong.py", WRONG)
        written(right.parent / "folder" / "right.py", SOLUTION)
        (right.parent / "empty").mkdir()
        before = sorted(right.parent.rglob("*"))
        result = grade(*arguments)
        assert (result.returncode, one_sentence(result)[: len(sentence)]) == (2, sentence)
        assert [p for p in right.parent.rglob("*") if p not in before and p.suffix] == []

    def test_3_when_the_report_can_not_be_written(self, right: Path) -> None:
        """A full disk is nobody's zero."""
        (right.parent / "full.jsonl").symlink_to("/dev/full/x")
        limited = f"ulimit -f 1; exec {COMMANDS / 'grade'} {SAMPLE} -q -o big.json > /dev/null"
        result = subprocess.run(
            ["/bin/bash", "-c", limited], cwd=right.parent, capture_output=True, text=True, check=False
        )
        assert (result.returncode, result.stderr) == (
            3,
            "grade: big.json: can't be written: File too large\n",
        )
        assert sorted(p.name for p in right.parent.iterdir()) == ["full.jsonl", "right.py"]

    def test_3_when_standard_output_is_full(self, packs: Path, right: Path) -> None:
        """The report is lost, so the status must say so."""
        with open("/dev/full", "w") as full:  # noqa: PTH123
            result = subprocess.run(
                [COMMANDS / "grade", "--packs", packs, right],
                stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
        assert (result.returncode, "No space left on device" in result.stderr) == (3, True)

    @pytest.mark.parametrize(
        ("names", "status"),
        [
            (["right"], 0),
            (["right", "wrong"], 0),
            (["right", "broken"], 2),
            (["wrong", "wrong2"], 0),
        ],
    )
    def test_several_submissions(self, grade: Any, tmp_path: Path, names: list[str], status: int) -> None:
        """0 when every one got a verdict, else the highest that applies of 2 and 3."""
        texts = {"right": SOLUTION, "wrong": WRONG, "wrong2": WRONG, "broken": "{"}
        for name in names:
            written(tmp_path / "in" / f"{name}{'.ipynb' if name == 'broken' else '.py'}", texts[name])
        result = grade("in")
        assert (result.returncode, len(result.stdout.splitlines())) == (status, len(names))

    def test_several_with_a_failure_of_ours(self, tmp_path: Path, right: Path, broken: Path) -> None:
        """3 is higher than 2."""
        packs = write_pack(tmp_path / "bad", solution=SOLUTION.replace("x + x", "nowhere"))
        assert run("--packs", packs, right, broken).returncode == 3

    def test_0_for_the_version(self) -> None:
        """It is the package's."""
        result = run("--version")
        assert (result.returncode, result.stdout) == (0, f"grade, version {package.__version__}\n")

    @pytest.mark.parametrize("flag", ["-h", "--help"])
    def test_0_for_help(self, flag: str) -> None:
        """It lists every option that is delivered, and no other."""
        result = run(flag)
        options = set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", result.stdout, re.MULTILINE))
        assert (result.returncode, options) == (0, {
            "--adjust", "--assignment", "--audience", "--diagnosis", "--due", "--execute", "--for", "--help", "--html",
            "--isolation", "--jobs", "--keep-notebook", "--keras", "--memory", "--output", "--output-dir", "--packs",
            "--pass-mark", "--quiet", "--require-packages", "--roster", "--rubric", "--scheduler", "--seed", "--timeout",
            "--verbose", "--version", "--watch", "--zip-encoding",
        })  # fmt: skip


class TestStreams:
    """What goes where."""

    def test_json_in_a_pipe_and_the_summary_beside_it(self, grade: Any, wrong: Path) -> None:
        """So `grade x | jq .score` works."""
        result = grade(wrong)
        assert (json.loads(result.stdout)["score"], result.stderr.splitlines()[-1]) == (
            4.0,
            "4 / 10  not passed  (pass mark 50 %)",
        )

    def test_keys_have_the_interfaces_order(self, grade: Any, right: Path) -> None:
        """Scripts and people rely on it."""
        report = json.loads(grade(right).stdout)
        assert list(report) == KEYS
        assert list(report["functions"][0]) == [
            "name", "status", "score", "max_score", "feedback", "cell", "faults", "checks", "code_cell",
        ]  # fmt: skip
        assert list(report["functions"][0]["checks"][0]) == [
            "id", "kind", "visibility", "status", "score", "max_score", "message", "expected", "actual", "hint",
            "waiting",
        ]  # fmt: skip
        assert list(report["environment"]) == [
            "grader", "python", "numpy", "tensorflow", "keras", "isolation", "seed",
        ]  # fmt: skip

    def test_one_line_a_submission_when_there_are_several(self, grade: Any, right: Path, wrong: Path) -> None:
        """In the order that they were named in; then how the class did."""
        result = grade(wrong, right)
        assert [json.loads(line)["submission"]["path"] for line in result.stdout.splitlines()] == [
            str(wrong),
            str(right),
        ]
        assert [line.split()[0] for line in result.stderr.splitlines()] == ["✗", "✓", "doubling:", "double:"]

    def test_quiet_prints_no_summary(self, grade: Any, right: Path) -> None:
        """The report stays."""
        result = grade("-q", right)
        assert (result.stderr, json.loads(result.stdout)["score"]) == ("", 10.0)

    def test_verbose_lists_checks_that_hold(self, grade: Any, right: Path) -> None:
        """Each with its points."""
        assert "✓ double.seeded  2 / 2  Passed." in grade("-v", right).stderr

    def test_an_output_folder_leaves_standard_output_alone(self, grade: Any, right: Path) -> None:
        """The reports are in the folder."""
        result = grade(right, "--output-dir", "out")
        assert (result.stdout, (right.parent / "out" / "right.py.json").is_file()) == ("", True)

    def test_files_and_standard_output_at_once(self, grade: Any, right: Path) -> None:
        """Every --output counts."""
        result = grade(right, "-o", "a.json", "-o", "b.jsonl", "-o", "-", "--output-dir", "out")
        texts = [
            result.stdout,
            *((right.parent / n).read_text() for n in ("a.json", "b.jsonl", "out/right.py.json")),
        ]
        assert [without_timing(text) == without_timing(texts[0]) for text in texts] == [True] * 4
        assert texts[2].count("\n") == 1

    def test_a_file_is_replaced_whole(self, grade: Any, right: Path) -> None:
        """With the rights that any new file has, and nothing left beside it."""
        path = written(right.parent / "a.json", "old")
        grade("-q", right, "-o", "a.json")
        mask = os.umask(0o022)
        os.umask(mask)
        assert (json.loads(path.read_text())["score"], path.stat().st_mode & 0o777) == (10.0, 0o666 & ~mask)
        assert sorted(p.name for p in right.parent.iterdir()) == ["a.json", "right.py"]

    def test_characters_that_a_console_does_not_have(self, grade: Any, right: Path) -> None:
        """Become question marks, not an error."""
        result = grade(right, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
        assert (result.returncode, "?  double" in result.stderr) == (0, True)

    def test_a_reader_that_goes_away_ends_a_run_without_files(self, packs: Path, tmp_path: Path) -> None:
        """`grade … | true` ends in silence, but the class has no verdicts then."""
        for n in range(12):
            written(tmp_path / "in" / f"{n:02}.py", SOLUTION)
        command = f"{COMMANDS / 'grade'} -q --packs {packs} in | true; echo ${{PIPESTATUS[0]}}"
        result = subprocess.run(
            ["/bin/bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (result.stdout.split(), result.stderr) == (["3"], "")

    def test_a_reader_that_goes_away_stops_no_reports(self, packs: Path, tmp_path: Path) -> None:
        """They are what the run is for."""
        for n in range(12):
            written(tmp_path / "in" / f"{n:02}.py", SOLUTION)
        command = (
            f"{COMMANDS / 'grade'} --packs {packs} in --output-dir out 2>&1 | true; echo ${{PIPESTATUS[0]}}"
        )
        result = subprocess.run(
            ["/bin/bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (result.stdout.split(), result.stderr) == (["0"], "")
        assert len(list((tmp_path / "out").glob("*.json"))) == 12

    @pytest.mark.parametrize(
        "arguments",
        [[""], ["a.py", "--rubric", ""], ["a.py", "--output-dir", ""], ["a.py", "--pass-mark", "nan"]],
    )
    def test_a_variable_that_was_not_set_is_no_name(self, grade: Any, arguments: list[str]) -> None:
        """Nor is `nan` a number."""
        assert grade(*arguments).returncode == 2

    def test_a_closed_standard_output_is_a_failure(self, right: Path) -> None:
        """Nobody would ever see the report."""
        command = f"{COMMANDS / 'grade'} {right} >&-"
        result = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)
        assert (result.returncode, result.stderr) == (3, "grade: standard output is closed\n")

    def test_a_name_of_several_lines_is_printed_on_one(self, grade: Any, tmp_path: Path) -> None:
        """A host that reads commands from the output must not find one of a student's."""
        for name in ("a\n::error::b.py", "c.py"):
            written(tmp_path / "in" / name, SOLUTION)
        result = grade("in")
        assert not any(line.startswith("::") for line in result.stderr.splitlines())

    def test_a_title_with_markup_is_shown_as_it_is(self, grade: Any, tmp_path: Path) -> None:
        """A student's text is no markup of ours."""
        path = written(tmp_path / "[red]a.py", "def double(x):\n    raise ValueError('[bold]x[/bold] [/]')\n")
        result = grade(path)
        assert "[bold]x[/bold] [/]" in result.stderr
        assert "[red]a.py" in result.stderr


class Terminal:
    """A command with a terminal on every side."""

    def __init__(self, *arguments: object, cwd: Path) -> None:
        self.text = ""
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (50, 120))
        self.process = subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, COMMANDS / "grade", *map(str, arguments)],
            stdin=slave, stdout=slave, stderr=slave, cwd=cwd, start_new_session=True,
            env={**os.environ, "TERM": "xterm", "TMPDIR": str(cwd)},
        )  # fmt: skip
        os.close(slave)

    def read(self, until: str = "") -> str:
        """Read until some text has come, or to the end."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not until or until not in self.text:
            if time.monotonic() > end:
                self.process.kill()
                pytest.fail(f"the command does not end: {self.text}")
            if not select.select([self.master], [], [], 1)[0]:
                continue
            try:
                data = os.read(self.master, 2**16)
            except OSError:
                break
            if not data:
                break
            self.text += data.decode()
        return self.text

    def finish(self) -> int:
        """Read to the end and return the exit status."""
        self.read()
        os.close(self.master)
        return self.process.wait(PATIENCE_SECONDS)


class TestTerminal:
    """For a person."""

    def test_a_summary_and_no_json(self, packs: Path, wrong: Path) -> None:
        """On standard output, in colours."""
        terminal = Terminal("--packs", packs, wrong, cwd=wrong.parent)
        assert terminal.finish() == 1
        assert "4 / 10  not passed" in terminal.text
        assert ("schema_version" in terminal.text, "\x1b[" in terminal.text) == (False, True)

    def test_json_where_it_is_asked_for(self, packs: Path, right: Path) -> None:
        """`-o -` wins over the terminal."""
        terminal = Terminal("--packs", packs, right, "-q", "-o", "-", cwd=right.parent)
        assert terminal.finish() == 0
        assert json.loads(terminal.text)["score"] == 10.0

    def test_ctrl_c_leaves_nothing(self, packs: Path, tmp_path: Path) -> None:
        """No process, no folder, no traceback; one word."""
        path = written(tmp_path / "endless.py", ENDLESS)
        terminal = Terminal("--packs", packs, path, path, "-q", "--timeout", "60", cwd=tmp_path)
        family = box_of(terminal.process.pid)
        os.write(terminal.master, b"\x03")
        status = terminal.finish()
        assert (terminal.text.replace("^C", "").split(), status) == (["grade:", "interrupted"], 130)
        assert psutil.wait_procs(family, timeout=PATIENCE_SECONDS)[1] == []
        assert sorted(p.name for p in tmp_path.iterdir()) == ["endless.py"]


def box_of(pid: int) -> list[psutil.Process]:
    """Wait until a box is at work, and return all processes under a grader."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        family = psutil.Process(pid).children(recursive=True)
        if any(is_at_work(process, pid) for process in family):
            return family
        time.sleep(0.02)
    raise AssertionError("no box came to work")


def is_at_work(process: psutil.Process, grader: int) -> bool:
    """Tell whether a process is a box that has been busy for a while; boxes of the reference come and go."""
    try:
        return bool(process.ppid() != grader and process.cpu_times().user > 0.3)
    except psutil.NoSuchProcess:
        return False


class TestOutputFolder:
    """`--output-dir`."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """Return a folder of submissions."""
        written(tmp_path / "in" / "ann.py", SOLUTION)
        write_notebook(tmp_path / "in" / "bob.ipynb", SOLUTION)
        written(tmp_path / "in" / "deep" / "ann.py", WRONG)
        written(tmp_path / "in" / ".ipynb_checkpoints" / "bob.py", WRONG)
        written(tmp_path / "in" / "notes.txt", "nothing")
        return tmp_path / "in"

    def names(self, folder: Path) -> list[str]:
        """Return the reports in a folder."""
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.json"))

    def stamps(self, folder: Path) -> dict[str, int]:
        """Return when each report was written."""
        return {name: (folder / name).stat().st_mtime_ns for name in self.names(folder)}

    def test_reports_are_named_after_their_submissions(self, grade: Any, folder: Path) -> None:
        """By the path in the folder that was named."""
        assert grade(folder, "--output-dir", "out").returncode == 0
        assert self.names(folder.parent / "out") == ["ann.py.json", "bob.json", "deep/ann.py.json"]

    def test_several_folders_keep_their_names(self, grade: Any, folder: Path, right: Path) -> None:
        """A file that was named by itself has no folder."""
        other = written(folder.parent / "late" / "ann.py", SOLUTION)
        grade(folder, other.parent, right, "--output-dir", "out")
        assert self.names(folder.parent / "out") == [
            "in/ann.py.json", "in/bob.json", "in/deep/ann.py.json", "late/ann.py.json", "right.py.json",
        ]  # fmt: skip

    def test_a_clash_is_refused_before_anything_runs(self, grade: Any, folder: Path) -> None:
        """Folders of one name."""
        other = written(folder.parent / "late" / "in" / "ann.py", SOLUTION)
        result = grade(folder, other.parent, "--output-dir", "out")
        assert (result.returncode, "would both be reported in in/ann.py.json" in one_sentence(result)) == (
            2,
            True,
        )
        assert not (folder.parent / "out").exists()

    def test_what_is_current_is_not_graded_again(self, grade: Any, folder: Path) -> None:
        """The summary is the same, and no report is written."""
        first = grade(folder, "--output-dir", "out")
        stamps = self.stamps(folder.parent / "out")
        second = grade(folder, "--output-dir", "out")
        assert (second.stderr, second.returncode) == (first.stderr, first.returncode)
        assert self.stamps(folder.parent / "out") == stamps

    def test_a_submission_that_changed_is_graded_again(self, grade: Any, folder: Path) -> None:
        """And no other."""
        grade(folder, "--output-dir", "out")
        before = self.stamps(folder.parent / "out")
        written(folder / "ann.py", WRONG)
        grade(folder, "--output-dir", "out")
        after = self.stamps(folder.parent / "out")
        assert [name for name in before if before[name] != after[name]] == ["ann.py.json"]

    @pytest.mark.parametrize(
        "options",
        [["--seed", "3"], ["--pass-mark", "90"], ["--audience", "instructor"], ["--rubric", "other.json"], ["--timeout", "9"]],
        ids=lambda options: options[0],
    )  # fmt: skip
    def test_other_options_grade_again(self, grade: Any, folder: Path, options: list[str]) -> None:
        """Every report depends on them."""
        other = {"schema_version": "1.0", "name": "other", "extends": "default", "points": {"double": 90}}
        written(folder.parent / "other.json", json.dumps(other))
        grade(folder, "--output-dir", "out")
        before = self.stamps(folder.parent / "out")
        grade(folder, "--output-dir", "out", *options)
        after = self.stamps(folder.parent / "out")
        assert [name for name in before if before[name] == after[name]] == []

    def test_another_reference_grades_again(self, folder: Path, tmp_path: Path) -> None:
        """A pack that was corrected changes verdicts."""
        packs = write_pack(tmp_path / "mine", solution=WRONG)
        run("--packs", packs, folder / "ann.py", "--output-dir", tmp_path / "out")
        write_pack(packs)
        result = run("--packs", packs, folder / "ann.py", "--output-dir", tmp_path / "out")
        report = json.loads((tmp_path / "out" / "ann.py.json").read_text())
        assert (result.returncode, report["score"]) == (0, 10.0)

    def test_a_report_that_was_removed_is_made_again(self, grade: Any, folder: Path) -> None:
        """Whatever the record says."""
        grade(folder, "--output-dir", "out")
        (folder.parent / "out" / "bob.json").unlink()
        grade(folder, "--output-dir", "out")
        assert "bob.json" in self.names(folder.parent / "out")

    def test_a_run_that_was_killed_is_resumed(self, packs: Path, tmp_path: Path) -> None:
        """What was graded before stays as it is; nothing is left of the boxes."""
        for n in range(3):
            written(tmp_path / "in" / f"{n}.py", SOLUTION)
        written(tmp_path / "in" / "9.py", ENDLESS)
        out = tmp_path / "out"
        command = [
            COMMANDS / "grade",
            "--packs",
            packs,
            tmp_path / "in",
            "--output-dir",
            out,
            "-q",
            "-j",
            "1",
        ]
        environment = {**os.environ, "TMPDIR": str(tmp_path)}
        with subprocess.Popen([*map(str, command), "--timeout", "60"], env=environment) as process:
            wait_for(out / "2.py.json")
            family = box_of(process.pid)
            process.kill()
        assert psutil.wait_procs(family, timeout=PATIENCE_SECONDS)[1] == []
        assert sorted(p.name for p in tmp_path.glob("grade-*")) == []
        before = self.stamps(out)
        written(tmp_path / "in" / "9.py", WRONG)
        result = run(*command[1:], "--timeout", "60")
        after = self.stamps(out)
        assert (result.returncode, sorted(set(after) - set(before))) == (0, ["9.py.json"])
        assert {name: after[name] for name in before} == before
        assert not list(out.glob(".*[!l]"))

    def test_a_folder_that_can_not_be_made(self, grade: Any, right: Path) -> None:
        """A file is in the way: one sentence."""
        written(right.parent / "file", "")
        result = grade(right, "--output-dir", "file/out")
        assert (result.returncode, one_sentence(result)) == (
            2,
            "grade: --output-dir file/out: Not a directory",
        )


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.02)


class TestRubrics:
    """`--rubric`."""

    def rubric(self, tmp_path: Path, **content: Any) -> Path:
        """Write a rubric that extends the default one."""
        whole = {"schema_version": "1.0", "name": "mine", "extends": "default", **content}
        return written(tmp_path / "mine.json", json.dumps({k: v for k, v in whole.items() if v is not None}))

    def test_a_file_with_points_of_its_own(self, grade: Any, wrong: Path) -> None:
        """Shared out over the criteria."""
        path = self.rubric(wrong.parent, points={"double": 1, "quadruple": 3}, pass_mark=75)
        report = json.loads(grade("--rubric", path, wrong).stdout)
        assert (report["rubric"]["name"], report["score"], report["max_score"], report["passed"]) == (
            "mine", 3.0, 4.0, True,
        )  # fmt: skip

    def test_a_rubric_by_name(self) -> None:
        """The course pays only four functions."""
        report = json.loads(run("--rubric", "course", SAMPLE).stdout)
        assert (report["rubric"]["name"], report["max_score"], report["score"]) == ("course", 40.0, 30.0)

    @pytest.mark.parametrize(
        ("content", "field"),
        [
            ({"pass_mark": "high"}, 'pass_mark: "high" should be a number, without quotes'),
            ({"points": {"triple": 1}}, "points: doubling has no function triple"),
            ({"points": {"double": -1}}, "points.double: -1 should be at least 0"),
            ({"colour": "red"}, "the file: there is no field 'colour'"),
            ({"name": None}, "the file: lacks 'name'"),
            ({"extends": "mine.json"}, "extends: "),
        ],
        ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
    )
    def test_a_broken_rubric_names_file_and_field(
        self, grade: Any, right: Path, content: dict[str, Any], field: str
    ) -> None:
        """Status 2: the instructor's to fix."""
        path = self.rubric(right.parent, **content)
        result = grade("-a", "doubling", "--rubric", path, right)
        if content == {"extends": "mine.json"}:
            assert (result.returncode, result.stdout) == (2, "")
            return
        assert (result.returncode, one_sentence(result)) == (2, f"grade: {path}: {field}")

    def test_a_rubric_that_is_no_json(self, grade: Any, right: Path) -> None:
        """With the place."""
        path = written(right.parent / "bad.json", '{"name": }')
        result = grade("--rubric", path, right)
        assert (result.returncode, one_sentence(result)) == (
            2, f"grade: {path}: is not JSON: Expecting value: line 1 column 10 (char 9)",
        )  # fmt: skip


class TestPacks:
    """`--packs`."""

    def test_a_pack_of_ones_own(self, grade: Any, wrong: Path) -> None:
        """Its functions, its hidden cases, its misconceptions."""
        report = json.loads(grade(wrong).stdout)
        assert (report["assignment"]["id"], [f["score"] for f in report["functions"]]) == (
            "doubling",
            [0.0, 4.0],
        )
        assert report["functions"][0]["feedback"] == "The value is squared; add it to itself."

    def test_a_folder_without_packs(self, right: Path) -> None:
        """One sentence."""
        result = run("--packs", right.parent, right)
        assert (result.returncode, one_sentence(result)) == (
            2, f"grade: {right.parent}: has no folder assignments/, so it contains no packs",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("cases", "message"),
        [
            ("def cases(random):\n    yield 1 / 0", "cases.py:2: ZeroDivisionError: division by zero"),
            ("import nowhere_to_be_found", "nowhere_to_be_found"),
        ],
    )
    def test_cases_that_fail_name_their_file(
        self, tmp_path: Path, right: Path, cases: str, message: str
    ) -> None:
        """Status 2, without a traceback."""
        result = run("--packs", write_pack(tmp_path / "bad", cases=cases), right)
        assert (result.returncode, message in one_sentence(result)) == (2, True)

    def test_another_seed_draws_other_cases(self, tmp_path: Path) -> None:
        """A function that knows the answers of one seed does not know those of another."""
        known = np.random.RandomState(RUBRIC["seed"]).randn(3)[0]
        source = (
            f"def double(x):\n    return x + x if isinstance(x, int) or abs(x[0] - {known!r}) < 1e-9 else x\n"
        )
        cases = CASES.replace("range(2)", "range(1)")
        one = write_pack(tmp_path / "one", cases=cases)
        path = written(tmp_path / "knows.py", source.replace("np.float64", ""))
        scores = [
            json.loads(run("--packs", one, path, "--seed", seed).stdout)["functions"][0]["score"]
            for seed in (RUBRIC["seed"], 8)
        ]
        assert scores == [6.0, 2.0]

    def test_assignments_by_name(self, grade: Any, right: Path) -> None:
        """-a wins over what the notebook defines."""
        report = json.loads(grade("-a", "convolution-step-by-step", right).stdout)
        assert (report["assignment"]["id"], report["score"]) == ("convolution-step-by-step", 0.0)


class TestLimits:
    """`--timeout`, `--memory`, `--isolation`."""

    def test_a_timeout_is_told(self, grade: Any, tmp_path: Path) -> None:
        """The status says so."""
        report = json.loads(grade("--timeout", "0.2", written(tmp_path / "a.py", ENDLESS)).stdout)
        assert report["functions"][0]["status"] == "timeout"
        assert report["functions"][0]["feedback"].endswith("did not end within its time limit.")

    def test_memory_is_limited(self, grade: Any, tmp_path: Path) -> None:
        """With the limit that was asked for."""
        source = (
            "import numpy as np, time\ndef double(x):\n    kept = np.ones(40_000_000)\n    time.sleep(99)\n"
        )
        report = json.loads(grade("--memory", "200", written(tmp_path / "a.py", source)).stdout)
        assert report["functions"][0]["feedback"] == "double: used more than 200 MB of memory."

    @pytest.mark.parametrize(("level", "expected"), [("require", "enforced"), ("off", "none")])
    def test_isolation_is_reported(self, grade: Any, right: Path, level: str, expected: str) -> None:
        """What was in force, not what was asked for."""
        report = json.loads(grade("--isolation", level, right).stdout)
        assert (report["score"], report["environment"]["isolation"]["level"]) == (10.0, expected)

    def test_isolation_that_is_required_and_missing_is_3(self, right: Path, packs: Path) -> None:
        """One sentence."""
        code = (
            "import sys\nfrom grader.sandbox import machine\nfrom grader.sandbox.interface import Isolation\n"
            "machine.isolation = lambda: Isolation('partial', (), ('files',))\n"
            "from grader.cli.grade import main\nmain()"
        )
        result = subprocess.run(
            [sys.executable, "-c", code, "--packs", packs, right, "--isolation", "require"],
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        assert (result.returncode, one_sentence(result)) == (
            3, "grade: isolation is required, but this machine can't enforce it (missing: files)",
        )  # fmt: skip

    def test_an_instructor_sees_the_seed(self, grade: Any, right: Path) -> None:
        """A student does not."""
        seeds = [
            json.loads(grade(right, "--audience", audience, "--seed", "11").stdout)["environment"]["seed"]
            for audience in ("instructor", "student")
        ]
        assert seeds == [11, None]


def test_a_bug_of_ours_is_told_without_a_traceback(right: Path, packs: Path) -> None:
    """And with one where it is asked for; the report gives no verdict."""
    code = (
        "import sys\nfrom grader import pipeline\ndef broken(*a, **k): raise RuntimeError('a bug')\n"
        "pipeline.judge_as_kernel = broken\nfrom grader.cli.grade import main\nmain()"
    )
    results = [
        subprocess.run(
            [sys.executable, "-c", code, "--packs", packs, right, *flags],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        for flags in ([], ["-v"])
    ]
    assert [(r.returncode, "Traceback" in r.stderr) for r in results] == [(3, False), (3, True)]
    assert (json.loads(results[0].stdout)["status"], json.loads(results[0].stdout)["score"]) == (
        "ungradable",
        None,
    )


def test_the_module_can_be_started_by_its_main() -> None:
    """As the entry point does."""
    result = subprocess.run(
        [sys.executable, "-c", "from grader.cli.grade import main; main()", "--version"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert result.returncode == 0
