"""What the README says is so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import run
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
UNLISTED = {"__init__.py"}


def block(*words: str) -> str:
    """Return the block of code that has some words in it."""
    return next(text for _, text in BLOCKS if all(word in text for word in words))


def test_the_sample_run_is_what_it_prints() -> None:
    """To the letter."""
    result = run("assignments/convolution-step-by-step/sample.ipynb", cwd=ROOT)
    assert block("79 / 100") == result.stderr
    assert result.returncode == 1


def test_the_sample_run_of_keras_is_what_it_prints() -> None:
    """To the letter, too."""
    result = run("assignments/convolution-application/sample.ipynb", cwd=ROOT)
    assert block("happyModel", "25 / 100") == result.stderr
    assert result.returncode == 1


def test_the_first_command_grades_the_sample() -> None:
    """It sets up with pip alone."""
    command = BLOCKS[0][1].strip()
    assert re.fullmatch(
        r"python3 -m venv \.venv && \.venv/bin/pip install -q -e \. && \.venv/bin/grade (\S+)", command
    )
    assert (ROOT / command.split()[-1]).is_file()


def test_the_test_command_is_what_the_gate_runs() -> None:
    """Word for word."""
    assert block("pytest").strip() in (ROOT / ".ci" / "run").read_text().splitlines()


def commands() -> list[str]:
    """Return the README's command lines that call the grader by its name."""
    text = "".join(text for language, text in BLOCKS if language == "console").replace("\\\n", " ")
    lines = (line.partition("  #")[0].strip() for line in text.splitlines())
    return [line for line in lines if line.split(" ")[0] in {"grade", "grader"}]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with what the README's commands name."""
    sample = (ROOT / "assignments" / "convolution-step-by-step" / "sample.ipynb").read_bytes()
    for name in ("submission.ipynb", "handed-in/ada/submission.ipynb", "handed-in/bob/submission.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(sample)
    (tmp_path / "mine.json").write_text(next(text for language, text in BLOCKS if language == "json"))
    (tmp_path / "roster.csv").write_text("name,email\nada,ada@example.org\ncleo,cleo@example.org\n")
    return tmp_path


@pytest.mark.parametrize("command", [c for c in commands() if "--watch" not in c])
def test_a_command_runs(command: str, workspace: Path) -> None:
    """Each of them ends with a verdict, or in success."""
    if "| jq" in command and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    result = subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=workspace, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert result.returncode in {0, 1}, result.stderr


def test_watching_is_tested_elsewhere() -> None:
    """In tests/test_watch.py: it does not end by itself."""
    assert [command for command in commands() if "--watch" in command] == ["grade submission.ipynb --watch"]


def test_the_examples_are_the_files() -> None:
    """Word for word."""
    blocks = {text for language, text in BLOCKS if language == "yaml"}
    files = (ROOT / ".github" / "examples").iterdir()
    assert {path.read_text(encoding="utf-8") for path in files} <= blocks


def test_the_exit_statuses_are_those_of_the_command() -> None:
    """0 to 3, as its help says."""
    rows = re.findall(r"^\| (\d) \| (.+?) \|$", README, re.MULTILINE)
    assert [number for number, _ in rows] == ["0", "1", "2", "3"]
    text = " ".join(run("--help").stdout.split())
    assert [rows[n][1].split(":")[0].split(",")[0] in text for n in range(4)] == [True] * 4


def test_the_layout_names_every_folder_at_the_top() -> None:
    """And no other."""
    layout = block("grader/", "assignments/", "tests/")
    named = set(re.findall(r"^(\w+)/ ", layout, re.MULTILINE))
    present = {
        p.name for p in ROOT.iterdir()
        if p.is_dir() and not p.name.startswith(".") and p.name not in {"build", "dist"} and any(p.rglob("*.*"))  # noqa: E501
    }  # fmt: skip
    assert named == {name for name in present if not name.endswith(".egg-info")}


def test_the_layout_names_every_module() -> None:
    """Of the package, one line each."""
    layout = block("grader/", "assignments/", "tests/")
    inside = layout[layout.index("grader/") + len("grader/") : layout.index("assignments/ ")]
    named = set(re.findall(r"(\w+(?:\.py|/))(?= )", inside))
    present = {
        p.name + ("/" if p.is_dir() else "") for p in (ROOT / "grader").iterdir()
        if (p.is_dir() and (p / "__init__.py").is_file()) or p.suffix == ".py"
    }  # fmt: skip
    assert named == present - UNLISTED


def test_every_option_that_is_used_exists() -> None:
    """In the examples and in the text."""
    docker = next(text for _, text in BLOCKS if "docker run" in text)
    ours = re.sub(r"pip install.*", "", README.replace(docker, ""))
    options = set(re.findall(r"(?<![\w-])--[a-z][\w-]+", ours))
    tools = ("gradescope", "doctor", "build")
    text = run("--help").stdout + "".join(run(name, "--help", command="grader").stdout for name in tools)
    assert [option for option in sorted(options) if option not in {*re.findall(r"--[a-z][\w-]+", text)}] == []


def test_every_file_that_is_linked_exists() -> None:
    """Relative to the README."""
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_points_are_the_rubrics() -> None:
    """Of every assignment, in both rubrics."""
    from grader.packs import Library  # noqa: PLC0415

    told = {}
    for names, default, course in re.findall(
        r"^\| [^|]*\| ((?:`\w+`,? ?)+[^|]*) \| (\S+)[^|]*\| ([^|]+) \|$", README, re.MULTILINE
    ):
        for name in re.findall(r"`(\w+)`", names):
            told[name] = (float(default), 0.0 if course == "reported only" else float(course.split()[0]))
    marked = {}
    for pack in Library().packs.values():
        default, course = pack.rubric("default"), pack.rubric("course")
        marked |= {name: (default.points(name), course.points(name)) for name in pack.assignment.names}
    assert told == marked
