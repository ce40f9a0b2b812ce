"""What goes to standard output and what to standard error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from grader.app import Result
from grader.report.line import Line
from grader.report.printer import Printer
from tests.commands import SAMPLE

if TYPE_CHECKING:
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


def test_a_report_that_was_current_is_a_line(result: Result, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no JSON to print again."""
    out, err = shown(Result(result.line), capsys, single=True, json=False)
    assert (out, err.startswith("✗ ")) == ("", True)
