"""What `run_autograder` does with a submission, in a folder like Gradescope's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from grader.errors import UnreadableError
from grader.hosts.gradescope import __main__ as main
from grader.hosts.gradescope.__main__ import find_submission
from grader.sandbox import machine
from grader.sandbox.interface import Isolation
from tests.commands import SAMPLE, run
from tests.hosts.gradescope.test_results import DOCUMENTED, named

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hosts.gradescope.conftest import Autograder


class TestRun:
    def test_the_results_are_the_reports(self, autograder: Autograder) -> None:
        """Points, check by check, as `grade` gives them."""
        autograder.submit(SAMPLE)
        assert autograder.run().returncode == 0
        report, results = json.loads(run(SAMPLE).stdout), autograder.results
        DOCUMENTED.validate(results)
        checks = [check for function in report["functions"] for check in function["checks"]]
        told = [test for test in results["tests"] if "score" in test]
        assert results["score"] == report["score"]
        assert [(test["name"], test["score"], test["max_score"]) for test in told] == [
            (check["id"], check["score"], check["max_score"]) for check in checks
        ]
        assert [test["visibility"] == "hidden" for test in told] == [
            check["visibility"] == "hidden" for check in checks
        ]

    def test_the_students_test_says_what_is_wrong(self, autograder: Autograder) -> None:
        """By the function's feedback."""
        autograder.submit(SAMPLE)
        autograder.run()
        assert named(autograder.results, "pool_forward")["output"].startswith("The pooling runs over all")

    def test_the_instructor_reads_the_summary(self, autograder: Autograder) -> None:
        """On standard output, which students don't see."""
        autograder.submit(SAMPLE)
        assert "79 / 100  not passed" in autograder.run().stdout

    def test_the_grader_of_the_zip_file_is_run(self, autograder: Autograder) -> None:
        """Not one that happens to be installed."""
        module = autograder.folder / "source" / "grader" / "hosts" / "gradescope" / "results.py"
        module.write_text(module.read_text().replace("edition", "EDITION"))
        autograder.submit(SAMPLE)
        autograder.run()
        assert "EDITION" in autograder.results["output"]

    def test_a_submission_can_not_replace_a_module(self, autograder: Autograder) -> None:
        """Nothing is imported from where the script is started."""
        (autograder.folder / "json.py").write_text("raise SystemExit('imported')")
        (autograder.folder / "grader.py").write_text("raise SystemExit('imported')")
        autograder.submit(SAMPLE, ("numpy.py", "raise SystemExit('imported')"))
        autograder.run()
        assert autograder.results["score"] == 79.0

    @pytest.mark.parametrize(
        ("files", "words"),
        [
            ([], "There is no notebook"),
            ([("notes.txt", "x")], "There is no notebook"),
            ([("a.ipynb", "{"), ("b/c.ipynb", "{")], "There are 2 files to grade: a.ipynb, b/c.ipynb."),
            ([("a.ipynb", "no JSON")], "It is not a notebook: it is not JSON"),
            ([("a.ipynb", '{"cells": 3}')], "It is not a notebook: it is JSON"),
        ],
    )
    def test_what_can_not_be_graded_is_told(
        self, autograder: Autograder, files: list[tuple[str, str]], words: str
    ) -> None:
        """No points, one sentence, and no path of the machine's."""
        autograder.submit(*files)
        result = autograder.run()
        results = autograder.results
        DOCUMENTED.validate(results)
        assert (result.returncode, results["score"]) == (0, 0.0), result.stderr
        assert words in results["output"]
        assert str(autograder.folder) not in json.dumps(results)

    def test_the_graders_failure_is_no_zero(self, autograder: Autograder) -> None:
        """The results are there, and have no points."""
        (autograder.folder / "source" / "rubrics" / "convolution-step-by-step.json").write_text("{")
        autograder.submit(SAMPLE)
        result = autograder.run()
        DOCUMENTED.validate(autograder.results)
        assert (result.returncode, "score" in autograder.results) == (1, False)
        assert "Traceback" in result.stderr

    def test_a_box_that_is_required_and_not_to_be_had_is_a_failure(
        self, autograder: Autograder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of the machine's, not a zero."""
        settings = autograder.folder / "source" / "autograder.json"
        settings.write_text(settings.read_text().replace('"auto"', '"require"'))
        autograder.submit(SAMPLE)
        monkeypatch.setattr(machine, "isolation", lambda: Isolation("partial", ("seccomp",), ("files",)))
        assert main.run(autograder.folder) == 1
        assert "score" not in autograder.results


class TestFindSubmission:
    def test_a_notebook_comes_before_scripts(self, tmp_path: Path) -> None:
        """Those are its helpers."""
        for name in ("a.ipynb", "utils.py", "more.py"):
            (tmp_path / name).touch()
        assert find_submission(tmp_path).name == "a.ipynb"

    def test_a_script_will_do(self, tmp_path: Path) -> None:
        """Where there is no notebook."""
        (tmp_path / "a.py").touch()
        assert find_submission(tmp_path).name == "a.py"

    def test_a_link_is_no_submission(self, tmp_path: Path) -> None:
        """It may lead to the solution, which lies on the same machine."""
        (tmp_path / "source").mkdir()
        (tmp_path / "source" / "solution.py").touch()
        (tmp_path / "submission").mkdir()
        (tmp_path / "submission" / "a.py").symlink_to(tmp_path / "source" / "solution.py")
        with pytest.raises(UnreadableError, match="There is no notebook"):
            find_submission(tmp_path / "submission")

    def test_checkpoints_are_no_submissions(self, tmp_path: Path) -> None:
        """Nor are folders that are called like one."""
        (tmp_path / ".ipynb_checkpoints").mkdir()
        (tmp_path / ".ipynb_checkpoints" / "a.ipynb").touch()
        (tmp_path / "folder.ipynb").mkdir()
        with pytest.raises(UnreadableError, match="There is no notebook"):
            find_submission(tmp_path)
