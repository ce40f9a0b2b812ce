"""What GitHub Actions is told of reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from grader.errors import MachineError
from grader.hosts import github
from grader.report.formats.json import render_json, render_json_line
from tests import reports
from tests.commands import run
from tests.hosts.runner import Command, obeyed
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import Report


def commands(report: Report) -> list[Command]:
    """Return the commands that a runner obeys when it reads a report's annotations."""
    return obeyed("".join(github.annotate(report)))


class TestAnnotations:
    def test_every_function_that_is_not_right_is_annotated(self) -> None:
        """As an error with its points in the title."""
        assert [command.properties["title"] for command in commands(reports.mixed())] == [
            "wrong: 4 / 8, failed",
            "broken: 0 / 4, error",
            "endless: 0 / 4, timeout",
            "absent: 0 / 4, missing",
        ]

    def test_an_annotation_says_what_is_wrong(self) -> None:
        """And which checks were lost."""
        first = commands(reports.mixed())[0]
        assert (first.name, first.properties["file"]) == ("error", "a.ipynb")
        assert first.data == "The value is squared; add it to itself.\nFailed checks: seeded"

    def test_an_annotation_is_on_the_definitions_line(self, tmp_path: Path) -> None:
        """Of the file as it lies there."""
        path = write_notebook(tmp_path / "a.ipynb", "", "", "x = 1\ndef wrong(): pass")
        (command,) = commands(reports.report(reports.mixed().functions[1], path=str(path)))
        line = path.read_text().splitlines()[int(command.properties["line"]) - 1]
        assert line.strip() == '"def wrong(): pass"'

    def test_what_can_not_be_graded_is_one_error(self) -> None:
        """With the reason."""
        (command,) = commands(reports.ungradable())
        assert (command.properties["title"], command.data) == ("No verdict", "It is no notebook.")

    @pytest.mark.parametrize("text", reports.NASTY)
    def test_hostile_text_is_no_command(self, text: str) -> None:
        """There is the one annotation, and it says the text."""
        (command,) = commands(reports.hostile(text))
        assert command.data.startswith(text.encode("utf-8", "replace").decode())
        assert command.properties["file"] == text.encode("utf-8", "replace").decode()


class TestClassroom:
    def test_the_points_are_two_notices(self) -> None:
        """A sentence, and data."""
        text, data = obeyed("".join(github.classroom(reports.mixed())))
        assert (text.properties["title"], text.data) == ("Autograding complete", "Points 8/24")
        assert data.properties["title"] == "Autograding report"
        assert json.loads(data.data) == {"totalPoints": 8.0, "maxPoints": 24.0}

    def test_without_a_verdict_nothing_is_said(self) -> None:
        """It would be a zero."""
        assert list(github.classroom(reports.ungradable())) == []


class TestSummary:
    def test_one_submission_has_a_page(self) -> None:
        """As `.md` has it."""
        assert github.summary([reports.mixed()]).startswith("## a.ipynb: 8 / 24, not passed\n")

    def test_several_have_a_table(self) -> None:
        """A row for each."""
        assert github.summary([reports.mixed(), reports.ungradable()]).count("| a.ipynb |") == 2

    def test_a_summary_is_cut_before_github_refuses_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """And says how many it leaves out."""
        monkeypatch.setattr(github, "SUMMARY_BYTES", 400)
        text = github.summary([reports.mixed()] * 20)
        left = int(text.splitlines()[-1].removesuffix(" more are in the report."))
        assert text.count("| a.ipynb |") + left == 20
        assert len(text.encode()) < 500


class TestOutputs:
    def test_one_submission_has_points(self) -> None:
        """And a verdict."""
        expected = "status=graded\nscore=8\nmax-score=24\npassed=false\n"
        assert github.outputs([reports.mixed()]) == expected

    def test_without_a_verdict_there_are_none(self) -> None:
        """Only the status."""
        assert github.outputs([reports.ungradable()]) == "status=ungradable\n"

    def test_several_have_no_points(self) -> None:
        """Which would they be."""
        assert github.outputs([reports.mixed(), reports.ungradable()]) == "status=ungradable\n"


class TestCommand:
    def test_the_runners_files_are_added_to(self, tmp_path: Path) -> None:
        """What other steps wrote stays."""
        report, summary, output = tmp_path / "r.json", tmp_path / "summary", tmp_path / "output"
        report.write_text(render_json(reports.mixed()))
        output.write_text("before=1\n")
        files = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}
        result = run("github", report, command="grader", **files)
        assert result.stdout == "".join(github.annotate(reports.mixed()))
        assert summary.read_text() == github.summary([reports.mixed()])
        assert output.read_text() == "before=1\n" + github.outputs([reports.mixed()])

    def test_a_classroom_is_told_on_demand(self, tmp_path: Path) -> None:
        """Others would wonder what the notice is."""
        report = tmp_path / "r.jsonl"
        report.write_text(render_json_line(reports.mixed()))
        told, untold = (
            run("github", *options, report, command="grader", GITHUB_STEP_SUMMARY="", GITHUB_OUTPUT="").stdout
            for options in (["--classroom"], [])
        )
        assert told == untold + "".join(github.classroom(reports.mixed()))

    def test_what_is_no_report_is_2(self, tmp_path: Path) -> None:
        """One sentence."""
        result = run("github", tmp_path / "no.json", command="grader")
        assert (result.returncode, result.stderr) == (
            2, f"grader: {tmp_path}/no.json: can't be read: No such file or directory\n",
        )  # fmt: skip

    def test_a_file_that_can_not_be_written_is_the_machines_failure(self, tmp_path: Path) -> None:
        """Not the report's."""
        with pytest.raises(MachineError, match="can't be written"):
            github.append(str(tmp_path), "text")
