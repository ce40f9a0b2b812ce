"""What goes to standard output and what to standard error."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from grader.batch.run import Result
from grader.cli.grade import _grade
from grader.cli.printer import Printer
from grader.report.line import Line
from tests.commands import SAMPLE
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.batch.run import Run
    from grader.pipeline import Grader


@pytest.fixture(scope="module")
def result(grader: Grader) -> Result:
    report = grader.grade(SAMPLE)
    return Result(Line.of(report), report, "Traceback: ours\n")


def shown(
    result: Result,
    capsys: pytest.CaptureFixture[str],
    *,
    single: bool,
    json: bool,
    quiet: bool = False,
    verbose: bool = False,
) -> tuple[str, str]:
    """Print one result."""
    printer = Printer(single=single, json=json, quiet=quiet, verbose=verbose)
    with printer.progress(1):
        printer.show(result)
    captured = capsys.readouterr()
    return captured.out, captured.err


@pytest.mark.parametrize("single", [True, False])
def test_json_goes_to_standard_output(
    result: Result, capsys: pytest.CaptureFixture[str], *, single: bool
) -> None:
    """A page for one, a line for each of several."""
    out, err = shown(result, capsys, single=single, json=True)
    assert (json.loads(out)["score"], out.count("\n") > 1, err != "") == (79.0, single, True)


def test_without_json_standard_output_is_empty_in_a_pipe(
    result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    """The summary stays on standard error."""
    out, err = shown(result, capsys, single=True, json=False)
    assert (out, "79 / 100" in err) == ("", True)


def test_quiet_says_nothing(result: Result, capsys: pytest.CaptureFixture[str]) -> None:
    """But JSON."""
    out, err = shown(result, capsys, single=True, json=True, quiet=True)
    assert (out != "", err) == (True, "")


@pytest.mark.parametrize("verbose", [True, False])
def test_our_own_traceback_is_for_verbose(
    result: Result, capsys: pytest.CaptureFixture[str], *, verbose: bool
) -> None:
    """Others get a sentence."""
    assert ("Traceback: ours" in shown(result, capsys, single=True, json=True, verbose=verbose)[1]) is verbose


@pytest.mark.parametrize(
    ("single", "quiet", "expected"),
    [(False, False, "not there: a\nnot there: b c\n"), (True, False, ""), (False, True, "")],
)
def test_remarks_on_a_class_go_to_standard_error(
    capsys: pytest.CaptureFixture[str], *, single: bool, quiet: bool, expected: str
) -> None:
    """Without what would move a terminal's cursor; there are none on a single submission."""
    printer = Printer(single=single, json=True, quiet=quiet, verbose=False)
    printer.remark(["not there: a", "not there: b\x1bc"])
    assert capsys.readouterr() == ("", expected)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_what_goes_into_a_pipe_does_not_come_out_at_the_terminal(tmp_path: Path) -> None:
    """Also while the terminal shows how far it is, and how long it will take."""
    code = (
        "from grader.batch.run import Result\n"
        "from grader.cli import printer\n"
        "from grader.report.line import Line\n"
        "from tests.batch.reports import report_on\n"
        "printer.PATIENCE_SECONDS = 0\n"
        "shown = printer.Printer(single=False, json=True, quiet=False, verbose=False)\n"
        "with shown.progress(9):\n"
        "    while not shown._bar.live.is_started: pass\n"
        "    for path in 'ab': shown.show(Result(Line.of(report_on(path)), report_on(path)))\n"
    )
    terminal, other_end = os.openpty()
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, stderr=other_end, cwd=ROOT, check=True)
    os.close(other_end)
    lines = (tmp_path / "out").read_text().splitlines()
    assert [json.loads(line)["submission"]["path"] for line in lines] == ["a", "b"]
    seen = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", os.read(terminal, 100_000).decode())
    os.close(terminal)
    assert ("grading" in seen, "/9" in seen, " a  10 / 10" in seen) == (True, True, True)


def test_an_interrupted_class_says_how_to_continue(
    result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reports that are written are kept."""

    def results() -> Iterator[Result]:
        yield result
        raise KeyboardInterrupt

    run = SimpleNamespace(items=[1, 2, 3], single=False, folder="out", files=[], results=results)
    with pytest.raises(KeyboardInterrupt):
        _grade(cast("Run", run), Printer(single=False, json=False, quiet=True, verbose=False))
    assert capsys.readouterr().err == "1 of 3 done; the same command continues where this run ended\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_terminal_gets_lines_broken_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would break them anywhere; a path stays whole."""
    terminal, other_end = os.openpty()
    monkeypatch.setenv("COLUMNS", "30")
    with os.fdopen(other_end, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        printer = Printer(single=False, json=True, quiet=False, verbose=False)
        printer.remark([f"submitted more than once: {'a' * 40}"])
    assert os.read(terminal, 1000).decode().splitlines() == [
        "submitted more than once:",
        f"  {'a' * 40}",
    ]
    os.close(terminal)
