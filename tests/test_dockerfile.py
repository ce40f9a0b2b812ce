"""The Dockerfile: linted, and what it copies is there."""

from __future__ import annotations

import re
import subprocess
import tomllib

from tests.commands import COMMANDS
from tests.conftest import ROOT

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
INSTRUCTIONS = [line.split(maxsplit=1) for line in TEXT.splitlines() if line and not line.startswith("#")]
ALLOWED = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]


def arguments(name: str) -> list[str]:
    """Return the arguments of every instruction of a name."""
    return [rest for instruction, rest in INSTRUCTIONS if instruction == name]


def test_hadolint_has_nothing_to_say() -> None:
    """Of any weight."""
    command = [COMMANDS / "hadolint", "--no-color", ROOT / "Dockerfile"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.stdout, result.returncode) == ("", 0)


def test_what_is_copied_is_what_the_context_has() -> None:
    """Neither more nor less."""
    copied = [name for line in arguments("COPY") if not line.startswith("--") for name in line.split()[:-1]]
    assert sorted(copied) == sorted(ALLOWED)
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_the_context_has_what_the_wheel_is_built_from() -> None:
    """Package, packs, and the files that the project's settings name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    named = [*wheel["packages"], *wheel["shared-data"], project["project"]["readme"]]
    named += project["project"]["license-files"]
    assert sorted({*named, "pyproject.toml"}) == sorted(ALLOWED)


def test_the_image_does_not_run_as_root() -> None:
    """By number, which every host can read."""
    user = int(arguments("USER")[-1])
    assert user > 0
    assert f"--uid {user}" in TEXT


def test_the_python_is_one_that_the_project_takes() -> None:
    """In both stages the same."""
    images = {line.split()[0] for line in arguments("FROM")}
    (version,) = {re.fullmatch(r"python:3\.(\d+)-slim-\w+", image)[1] for image in images}  # type: ignore[index]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert int(version) >= int(project["requires-python"].removeprefix(">=3."))


def test_the_image_is_the_command() -> None:
    """What follows its name are grade's arguments."""
    assert arguments("ENTRYPOINT") == ['["grade"]']
