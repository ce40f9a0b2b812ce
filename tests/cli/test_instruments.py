"""The commands that measure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from grader.cli.grader import commands
from grader.report.formats.json import render_json
from tests import reports
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from pathlib import Path

DOUBLE = """\
def double(x):
    total = x
    for i in range(1):
        total = total + x * (i + 1) - 0 * (i + x) + 0 * (i - x) + 0 * (2 * i + x)
        total = total + 0 * x - 0 * (total + i)
    return total
"""


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], standalone_mode=False)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Return a folder with a report on a wrong function that passed, and with what is true of it."""
    (tmp_path / "out").mkdir()
    report = reports.report(reports.function("double", "passed", reports.check("double.a")))
    (tmp_path / "out" / "a.json").write_text(render_json(report))
    (tmp_path / "expected.csv").write_text("path,function,right\na.ipynb,double,no\nb.ipynb,double,yes\n")
    return tmp_path


def test_false_accepts_are_told(told: Path) -> None:
    """With what is missing."""
    output = run("accuracy", told / "out", "--expected", told / "expected.csv").output
    assert "1 of 1 = 100.0 % (20.7 to 100.0 %)" in output
    assert "without a verdict: 1" in output
    assert "a.ipynb: double is wrong; report: passed" in output
    assert "b.ipynb: double is right; report: no report" in output


def test_figures_can_be_read_by_programs(told: Path) -> None:
    """As JSON."""
    figures = json.loads(run("accuracy", told / "out", "--expected", told / "expected.csv", "--json").output)
    assert (figures["false_accepts"]["count"], figures["without_verdict"]) == (1, 1)


def test_a_report_of_a_students_is_none(tmp_path: Path) -> None:
    """Beside submissions, a valid one changes nothing of what is measured."""
    (tmp_path / "in" / "eve").mkdir(parents=True)
    (tmp_path / "in" / "eve" / "a.py").write_text(
        SOLUTION.replace("def double(x):", "def double(x):\n    return x")
    )
    forged = reports.report(reports.function("double", "passed", reports.check("double.a")))
    (tmp_path / "in" / "eve" / "a.json").write_text(render_json(forged))
    (tmp_path / "expected.csv").write_text("path,function,right\neve/a.py,double,no\n")
    packs = write_pack(tmp_path / "packs")
    where = ("--expected", tmp_path / "expected.csv", "--packs", packs, "--json")
    figures = json.loads(run("accuracy", tmp_path / "in", *where).output)
    assert figures["false_accepts"]["count"] == 0


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """Return a folder with two submissions that are the same but for names, and packs beside it."""
    write_pack(tmp_path)
    for name, source in (("ada", DOUBLE), ("bob", DOUBLE.replace("total", "s")), ("cy", "x = 1")):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "a.py").write_text(source)
    return tmp_path


def test_similar_submissions_are_listed(handed_in: Path) -> None:
    """What is not recognised is left out."""
    output = run("similar", handed_in / "in", "-a", "doubling", "--packs", handed_in).output
    assert output.splitlines()[0].startswith("2 of 3 submissions, doubling: double (")
    assert [line.split("/")[-2] for line in output.splitlines()[1:]] == ["ada", "bob"]


def test_similar_submissions_are_written_as_a_table(handed_in: Path) -> None:
    """And as JSON."""
    table = handed_in / "similar.csv"
    where = ("-a", "doubling", "--packs", handed_in)
    (group,) = json.loads(run("similar", handed_in / "in", *where, "-o", table, "--json").output)
    assert (len(group["paths"]), group["total"], len(table.read_text().splitlines())) == (2, 3, 3)


def test_without_similar_submissions_that_is_said(tmp_path: Path) -> None:
    """It is no error."""
    (tmp_path / "a.py").write_text(DOUBLE)
    result = run("similar", tmp_path, "-a", "doubling", "--packs", write_pack(tmp_path / "packs"))
    assert (result.output, result.exit_code) == ("no two submissions share a function\n", 0)


def test_mutants_can_be_measured(tmp_path: Path) -> None:
    """They are written as scripts with what is true of them."""
    packs = write_pack(tmp_path / "packs")
    output = run(
        "mutants", "doubling", "--packs", packs, "--function", "double", "--limit", 3, "--sets", 2,
        "-j", 1, "-o", tmp_path / "out", "--json",
    ).output  # fmt: skip
    (counts,) = json.loads(output)["functions"]
    written = [path.name for path in (tmp_path / "out").glob("double-*.py")]
    assert len(written) == counts["rejected"] + counts["let_through"]
    assert len((tmp_path / "out" / "expected.csv").read_text().splitlines()) > len(written)


def test_a_function_that_is_not_graded_has_no_mutants(tmp_path: Path) -> None:
    """It is bad usage."""
    result = run("mutants", "doubling", "--packs", write_pack(tmp_path), "--function", "triple")
    assert str(result.exception) == "doubling has no graded function triple"
