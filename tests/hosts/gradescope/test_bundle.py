"""The autograder's zip file."""

from __future__ import annotations

import json
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.commands import COMMANDS, SAMPLE, run
from tests.conftest import ROOT, STEP_BY_STEP
from tests.hosts.gradescope.conftest import unpacked
from tests.small import write_pack

FILES = ROOT / "grader" / "hosts" / "gradescope" / "files"


def made(out: Path, *arguments: object) -> zipfile.ZipFile:
    """Make a zip file by the command."""
    assignment, *options = arguments
    result = run("gradescope", assignment, out, *options, command="grader")
    assert result.returncode == 0, result.stderr
    return zipfile.ZipFile(out)


class TestContents:
    def test_the_scripts_are_at_the_top_and_can_be_run(self, bundle: Path) -> None:
        """As the documentation wants them."""
        for name in ("setup.sh", "run_autograder"):
            mode = zipfile.ZipFile(bundle).getinfo(name).external_attr >> 16
            assert (stat.S_ISREG(mode), stat.S_IMODE(mode)) == (True, 0o755)

    def test_the_scripts_have_unix_lines_and_an_interpreter(self) -> None:
        """Else nothing runs."""
        for name in ("setup.sh", "run_autograder"):
            data = (FILES / name).read_bytes()
            assert (data.startswith(b"#!/usr/bin/env bash\n"), b"\r" in data) == (True, False)

    def test_every_module_is_in_it(self, bundle: Path) -> None:
        """With the data that travels with them."""
        names = set(zipfile.ZipFile(bundle).namelist())
        modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "grader").rglob("*.py")}
        assert modules - names == set()
        assert "grader/report/report.schema.json" in names

    def test_one_assignment_is_in_it(self, bundle: Path) -> None:
        """No other one's solutions."""
        names = zipfile.ZipFile(bundle).namelist()
        folders = {Path(n).parts[1] for n in names if n.startswith(("assignments/", "reference/"))}
        rubrics = {Path(n).name for n in names if n.startswith("rubrics/")}
        assert folders == {STEP_BY_STEP}
        assert rubrics == {f"{STEP_BY_STEP}.json", f"{STEP_BY_STEP}.course.json"}

    def test_nothing_compiled_is_in_it(self, bundle: Path) -> None:
        """It would be of this machine's Python."""
        assert [n for n in zipfile.ZipFile(bundle).namelist() if n.endswith(".pyc")] == []

    def test_tensorflow_is_installed_where_it_is_needed(self, bundle: Path, tmp_path: Path) -> None:
        """A NumPy assignment builds in a minute without it."""
        numpy = zipfile.ZipFile(bundle).read("requirements.txt").decode()
        keras = made(tmp_path / "k.zip", "convolution-application").read("requirements.txt").decode()
        assert [word in numpy for word in ("numpy", "click", "tensorflow", "tf_keras", "pytest")] == [
            True, True, False, False, False,
        ]  # fmt: skip
        assert [word in keras for word in ("tensorflow", "tf_keras", "pytest")] == [True, True, False]

    def test_the_same_assignment_gives_the_same_bytes(self, bundle: Path, tmp_path: Path) -> None:
        """Whenever it is made."""
        made(tmp_path / "again.zip", STEP_BY_STEP)
        assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


class TestOptions:
    def test_the_settings_are_what_was_chosen(self, tmp_path: Path) -> None:
        """By name."""
        options = ["--rubric", "course", "--hidden", "after_published", "--isolation", "require"]
        archive = made(tmp_path / "a.zip", STEP_BY_STEP, *options)
        assert json.loads(archive.read("autograder.json")) == {
            "assignment": STEP_BY_STEP,
            "rubric": "course",
            "max_score": 40.0,
            "hidden": "after_published",
            "isolation": "require",
        }

    @pytest.mark.thorough
    def test_a_rubric_of_ones_own_travels_along(self, tmp_path: Path) -> None:
        """And is used."""
        rubric = tmp_path / "mine.json"
        points = {
            "schema_version": "1.0",
            "name": "mine",
            "extends": "default",
            "points": {"pool_forward": 0},
        }
        rubric.write_text(json.dumps(points))
        made(tmp_path / "a.zip", STEP_BY_STEP, "--rubric", rubric)
        autograder = unpacked(tmp_path / "a.zip", tmp_path / "autograder")
        rubric.unlink()
        autograder.submit(SAMPLE)
        autograder.run()
        assert autograder.results["score"] == json.loads(run(SAMPLE).stdout)["score"]
        assert sum(test.get("max_score", 0) for test in autograder.results["tests"]) == 85.0

    def test_an_assignment_of_ones_own_works(self, tmp_path: Path) -> None:
        """From a folder of packs."""
        packs = write_pack(tmp_path / "packs")
        made(tmp_path / "a.zip", "doubling", "--packs", packs)
        autograder = unpacked(tmp_path / "a.zip", tmp_path / "autograder")
        autograder.submit(("a.py", "def double(x):\n    return x + x\n"))
        autograder.run()
        assert autograder.results["score"] == 6.0

    def test_the_command_says_what_to_do_with_it(self, tmp_path: Path) -> None:
        """And how many points there are."""
        result = run("gradescope", STEP_BY_STEP, tmp_path / "a.zip", command="grader")
        assert "set the autograder's points to 100" in result.stdout

    @pytest.mark.parametrize("arguments", [["no-such"], [STEP_BY_STEP, "--rubric", "none"]])
    def test_what_does_not_exist_is_2_and_leaves_nothing(self, tmp_path: Path, arguments: list[str]) -> None:
        """One sentence."""
        out = tmp_path / "a.zip"
        result = run("gradescope", arguments[0], out, *arguments[1:], command="grader")
        assert (result.returncode, result.stderr.count("\n"), out.exists()) == (2, 1, False)

    def test_a_file_that_can_not_be_written_is_3(self, tmp_path: Path) -> None:
        """The machine's fault."""
        result = run("gradescope", STEP_BY_STEP, tmp_path / "no" / "a.zip", command="grader")
        assert (result.returncode, "can't be written" in result.stderr) == (3, True)


class TestScripts:
    @pytest.mark.parametrize("name", ["setup.sh", "run_autograder"])
    def test_shellcheck_has_nothing_to_say(self, name: str) -> None:
        """Of either."""
        result = subprocess.run(
            [COMMANDS / "shellcheck", FILES / name], capture_output=True, text=True, check=False
        )
        assert (result.stdout, result.returncode) == ("", 0)

    def test_setup_makes_an_environment_of_what_is_required(self, bundle: Path, tmp_path: Path) -> None:
        """With the first Python that is new enough; the folder is closed to others."""
        autograder = unpacked(bundle, tmp_path / "autograder")
        tools, log = tmp_path / "tools", tmp_path / "log"
        tools.mkdir()
        python = (
            f'#!/bin/sh\necho "python $*" >> {log}\n'
            'if [ "$1" = -m ]; then\n'
            '  mkdir -p "$3/bin"\n'
            '  cp "$0" "$3/bin/python"\n'
            f'  printf \'#!/bin/sh\\necho "pip $*" >> {log}\\n\' > "$3/bin/pip"\n'
            '  chmod +x "$3/bin/pip"\n'
            "fi\n"
        )
        for name, text in {"python3": "#!/bin/sh\nexit 1\n", "python3.12": python}.items():
            (tools / name).write_text(text)
            (tools / name).chmod(0o755)
        result = subprocess.run(
            ["/bin/bash", autograder.folder / "source" / "setup.sh"],
            env={"PATH": f"{tools}:/usr/bin:/bin", "AUTOGRADER": str(autograder.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        lines = log.read_text().splitlines()
        assert f"python -m venv {autograder.folder}/venv" in lines
        wanted = (
            f"pip install --quiet --no-cache-dir --requirement {autograder.folder}/source/requirements.txt"
        )
        assert wanted in lines
        assert lines[-1].endswith("doctor")
        assert stat.S_IMODE((autograder.folder / "source" / "reference").stat().st_mode) & 0o077 == 0
