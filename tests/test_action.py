"""The GitHub Action: its steps are run as a runner runs them, and the log is read as a runner reads it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.commands import COMMANDS, PATIENCE_SECONDS, SAMPLE, run, without_timing
from tests.conftest import ROOT, VARIANTS
from tests.hosts.runner import Command, obeyed
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("name", step.get("uses")): step for step in ACTION["runs"]["steps"]}
EXAMPLES = ROOT / ".github" / "examples"
_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


@dataclass
class Job:
    """A job on a runner: its folders, and what its steps have put out."""

    folder: Path
    inputs: dict[str, str]
    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""

    def __post_init__(self) -> None:
        for name in ("work", "temp"):
            (self.folder / name).mkdir(exist_ok=True)
        programs = self.folder / "temp" / "grade" / "bin"
        programs.mkdir(parents=True, exist_ok=True)
        for name in ("grade", "grader", "python"):
            source = sys.executable if name == "python" else COMMANDS / name
            (programs / name).write_text(f'#!/bin/sh\nexec {source} "$@"\n')
            (programs / name).chmod(0o755)
        self.inputs = {n: i.get("default", "") for n, i in ACTION["inputs"].items()} | self.inputs

    @property
    def work(self) -> Path:
        """The workspace: where the repository has been checked out."""
        return self.folder / "work"

    def step(self, name: str, **environment: str) -> int:
        """Run a step's script, and return its status."""
        script = self.folder / "script.sh"
        script.write_text(STEPS[name]["run"])
        output, summary = self.folder / "output", self.folder / "summary"
        result = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.work,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.folder),
                "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
                "RUNNER_TEMP": str(self.folder / "temp"),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                **{key: self._value(text) for key, text in STEPS[name].get("env", {}).items()},
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        self.log += result.stdout
        if output.exists():
            self.outputs |= dict(line.split("=", 1) for line in output.read_text().splitlines())
        return result.returncode

    @property
    def summary(self) -> str:
        """The job's summary."""
        return (self.folder / "summary").read_text(encoding="utf-8")

    @property
    def commands(self) -> list[Command]:
        """What the runner obeyed."""
        return obeyed(self.log)

    def report(self, name: str) -> str:
        """A file of the artifact."""
        return (self.folder / "temp" / "grade-report" / name).read_text(encoding="utf-8")

    def _value(self, text: str) -> str:
        """Put values in for the expressions of a variable's text."""

        def value(match: re.Match[str]) -> str:
            kind, name = match[1].split(".", 1)
            if kind == "inputs":
                return self.inputs[name]
            return self.outputs.get(name.removeprefix("grade.outputs."), sys.executable)

        return _EXPRESSION.sub(value, text)


def graded(folder: Path, *files: Path, **inputs: str) -> Job:
    """Run the step that grades, on files in the workspace."""
    job = Job(folder, {name.replace("_", "-"): text for name, text in inputs.items()})
    for file in files:
        shutil.copy(file, job.work)
    assert job.step("Grade") == 0, job.log
    return job


class TestFile:
    def test_every_input_is_used_and_every_used_one_is_there(self) -> None:
        """By its name."""
        used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"])))
        assert used == set(ACTION["inputs"])

    def test_every_input_and_output_is_described(self) -> None:
        """For the reader."""
        entries = [*ACTION["inputs"].values(), *ACTION["outputs"].values()]
        assert all(entry["description"] for entry in entries)

    def test_no_expression_is_part_of_a_script(self) -> None:
        """An input would be executed."""
        assert [name for name, step in STEPS.items() if "${{" in step.get("run", "")] == []

    def test_every_script_names_its_shell(self) -> None:
        """A composite action needs that."""
        assert {step["shell"] for step in STEPS.values() if "run" in step} == {"bash"}

    def test_other_actions_have_a_version(self) -> None:
        """None is whatever it is today."""
        used = [step["uses"] for step in STEPS.values() if "uses" in step]
        assert [name for name in used if not re.fullmatch(r"actions/[\w-]+@v\d+", name)] == []

    @pytest.mark.parametrize("name", [name for name, step in STEPS.items() if "run" in step])
    def test_shellcheck_has_nothing_to_say(self, name: str) -> None:
        """Variables that come from outside are named in capitals."""
        script = "#!/bin/bash\nset -eo pipefail\n" + STEPS[name]["run"]
        command = [COMMANDS / "shellcheck", "--exclude=SC2153", "-"]
        result = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
        assert (result.stdout, result.returncode) == ("", 0)


class TestInstall:
    def test_the_action_itself_is_installed_into_an_environment_of_its_own(self, tmp_path: Path) -> None:
        """By a Python that imports nothing from the workspace."""
        job, log = Job(tmp_path, {}), tmp_path / "calls"
        python, pip = tmp_path / "python", tmp_path / "temp" / "grade" / "bin" / "pip"
        for program in (python, pip):
            program.write_text(f'#!/bin/sh\necho "{program.name} $*" >> {log}\n')
            program.chmod(0o755)
        assert job.step("Install", PYTHON=str(python)) == 0, job.log
        assert log.read_text().splitlines() == [
            f"python -I -m venv {tmp_path}/temp/grade",
            f"pip install --quiet {ROOT}",
        ]


class TestGrade:
    def test_the_report_is_what_grade_gives(self, tmp_path: Path) -> None:
        """To the letter."""
        job = graded(tmp_path, SAMPLE, path="sample.ipynb")
        assert without_timing(job.report("report.jsonl")) == without_timing(
            run("sample.ipynb", cwd=SAMPLE.parent).stdout
        )

    def test_the_outputs_are_the_verdict(self, tmp_path: Path) -> None:
        """And every output of the action is among them."""
        job = graded(tmp_path, SAMPLE, path="sample.ipynb")
        assert job.outputs == {
            "exit-status": "1",
            "status": "graded",
            "score": "79",
            "max-score": "100",
            "passed": "false",
        }
        assert set(ACTION["outputs"]) < set(job.outputs)

    def test_the_summary_is_a_page(self, tmp_path: Path) -> None:
        """The Markdown report."""
        job = graded(tmp_path, SAMPLE, path="sample.ipynb")
        assert job.summary.startswith("## sample.ipynb: 79 / 100, not passed\n")

    def test_cells_are_annotated(self, tmp_path: Path) -> None:
        """On the lines that define the functions."""
        job = graded(tmp_path, SAMPLE, path="sample.ipynb")
        lines = SAMPLE.read_text().splitlines()
        defined = {c.properties["title"]: lines[int(c.properties["line"]) - 1].strip() for c in job.commands}
        assert defined == {
            "pool_forward: 0 / 15, failed": '"def pool_forward(A_prev, hparameters, mode=\\"max\\"):\\n",',
            "pool_backward: 4 / 10, failed": '"def pool_backward(dA, cache, mode=\\"max\\"):\\n",',
        }

    def test_junit_is_kept_too(self, tmp_path: Path) -> None:
        """With the same verdict."""
        job = graded(tmp_path, SAMPLE, path="sample.ipynb")
        (suite,) = ET.fromstring(job.report("report.xml"))  # noqa: S314 - it is our own
        functions = json.loads(job.report("report.jsonl"))["functions"]
        statuses = [check["status"] for function in functions for check in function["checks"]]
        assert (suite.get("tests"), suite.get("failures")) == (
            str(len(statuses)),
            str(statuses.count("failed")),
        )

    def test_a_persons_summary_is_in_the_log(self, tmp_path: Path) -> None:
        """Where it stands still."""
        assert "79 / 100  not passed" in graded(tmp_path, SAMPLE, path="sample.ipynb").log

    def test_options_reach_the_grader(self, tmp_path: Path) -> None:
        """Each by its input."""
        options = {"assignment": "convolution-step-by-step", "rubric": "course", "pass_mark": "10"}
        job = graded(tmp_path, SAMPLE, path="sample.ipynb", isolation="require", keras="3", **options)
        report = json.loads(job.report("report.jsonl"))
        assert (report["rubric"]["name"], report["pass_mark"]) == ("course", 10.0)
        assert job.outputs["exit-status"] == "0"

    def test_several_submissions_are_a_table(self, tmp_path: Path) -> None:
        """One a line; empty lines are none, and a name may look like an option."""
        shutil.copy(VARIANTS / "standard.py", tmp_path / "--help.py")
        job = graded(tmp_path, SAMPLE, tmp_path / "--help.py", path="sample.ipynb\n\n./--help.py\n")
        assert job.summary.count("\n| ") == 3
        assert job.outputs == {"exit-status": "0", "status": "graded"}

    def test_a_classroom_is_told_the_points(self, tmp_path: Path) -> None:
        """If it wants to know."""
        job = graded(tmp_path, SAMPLE, path="sample.ipynb", classroom="true")
        notices = [command.data for command in job.commands if command.name == "notice"]
        assert notices[0] == "Points 79/100"
        assert json.loads(notices[1]) == {"totalPoints": 79.0, "maxPoints": 100.0}

    def test_what_is_not_there_is_2(self, tmp_path: Path) -> None:
        """The step goes on, so that the last one can fail with that status."""
        job = graded(tmp_path, path="nowhere.ipynb")
        assert job.outputs["exit-status"] == "2"
        assert "nowhere.ipynb: does not exist" in job.log

    def test_an_unreadable_notebook_is_annotated(self, tmp_path: Path) -> None:
        """And is 2."""
        (tmp_path / "a.ipynb").write_text("{")
        job = graded(tmp_path, tmp_path / "a.ipynb", path="a.ipynb")
        assert [command.properties["title"] for command in job.commands] == ["No verdict"]
        assert job.outputs == {"exit-status": "2", "status": "ungradable"}


class TestHostile:
    def test_nothing_that_a_submission_says_is_obeyed(self, tmp_path: Path) -> None:
        """Neither what it prints, nor what it raises, nor what its file is called."""
        evil = "\\n::set-output name=score::100\\n::error::evil\\n##[add-mask]evil\\n::stop-commands::x"
        source = f'def zero_pad(X, pad):\n    print("{evil}")\n    raise ValueError("{evil}")\n'
        job = Job(tmp_path, {"path": "."})
        write_notebook(job.work / "a\n::warning::evil\n##[debug]evil.ipynb", source)
        assert job.step("Grade") == 0, job.log
        assert "evil" in job.log
        assert {command.name for command in job.commands} == {"error"}
        assert [c for c in job.commands if c.data.startswith("evil")] == []
        assert job.outputs["score"] == "0"

    def test_nothing_is_imported_from_the_workspace(self, tmp_path: Path) -> None:
        """A module there would run outside of every box."""
        job = Job(tmp_path, {"path": "sample.ipynb"})
        shutil.copy(SAMPLE, job.work)
        for name in ("secrets", "json", "numpy", "click", "grader", "sitecustomize"):
            (job.work / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'a').write('x')")
        assert job.step("Grade") == 0, job.log
        assert (job.outputs["score"], (tmp_path / "run").exists()) == ("79", False)

    def test_an_input_is_not_executed(self, tmp_path: Path) -> None:
        """Whatever is in it."""
        job = graded(tmp_path, path='"; touch pwned; $(touch pwned) `touch pwned`')
        assert (job.outputs["exit-status"], (job.work / "pwned").exists()) == ("2", False)


class TestVerdict:
    @pytest.mark.parametrize(
        ("status", "fail_below", "expected"),
        [("0", "true", 0), ("1", "true", 1), ("1", "false", 0), ("2", "false", 2), ("3", "false", 3)],
    )
    def test_the_job_ends_as_the_grader_did(
        self, tmp_path: Path, status: str, fail_below: str, expected: int
    ) -> None:
        """Below the pass mark it may go on."""
        job = Job(tmp_path, {"fail-below": fail_below}, {"exit-status": status})
        assert job.step("Verdict") == expected


class TestExamples:
    @pytest.mark.parametrize("name", ["github.yml", "classroom.yml"])
    def test_inputs_are_the_actions(self, name: str) -> None:
        """And those that it requires are given."""
        (job,) = yaml.safe_load((EXAMPLES / name).read_text())["jobs"].values()
        given = set(job["steps"][-1]["with"])
        required = {key for key, entry in ACTION["inputs"].items() if entry.get("required")}
        assert required <= given <= set(ACTION["inputs"])

    def test_the_gate_gives_inputs_that_there_are(self) -> None:
        """Where it tries the action itself."""
        jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "hosts.yml").read_text())["jobs"]
        (given,) = (step["with"] for step in jobs["action"]["steps"] if step.get("uses") == "./")
        assert set(given) <= set(ACTION["inputs"])

    def test_classroom_finds_its_names(self) -> None:
        """It looks for these."""
        workflow = yaml.safe_load((EXAMPLES / "classroom.yml").read_text())
        assert (workflow["name"], list(workflow["jobs"])) == ("Autograding Tests", ["run-autograding-tests"])

    def test_gitlabs_job_writes_what_it_keeps(self, tmp_path: Path) -> None:
        """Its script is run as it stands."""
        job = yaml.safe_load((EXAMPLES / "gitlab-ci.yml").read_text())["grade"]
        shutil.copy(SAMPLE, tmp_path / "submission.ipynb")
        (command,) = job["script"]
        program, *arguments = command.split()
        assert run(*arguments, command=program, cwd=tmp_path).returncode == 1
        kept = [job["artifacts"]["reports"]["junit"], *job["artifacts"]["paths"]]
        assert [name for name in kept if not (tmp_path / name).stat().st_size] == []
        assert job["artifacts"]["when"] == "always"

    @pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
    def test_examples_are_short(self, path: Path) -> None:
        """About ten lines."""
        assert len(path.read_text().splitlines()) <= 14
