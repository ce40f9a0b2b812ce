"""The command `grader`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader import __version__
from tests.commands import run
from tests.small import write_pack

if TYPE_CHECKING:
    from pathlib import Path


def test_assignments_are_listed() -> None:
    """With their functions and rubrics."""
    result = run("assignments", command="grader", COLUMNS="300")
    row = next(line for line in result.stdout.splitlines() if line.startswith("convolution-step-by-step"))
    assert "zero_pad, conv_single_step, conv_forward, pool_forward" in row
    assert (row.split()[-2:], result.returncode) == (["default,", "course"], 0)


def test_ones_own_assignments_are_listed_too(tmp_path: Path) -> None:
    """Before the others."""
    result = run("assignments", "--packs", write_pack(tmp_path), command="grader", COLUMNS="300")
    assert result.stdout.splitlines()[1].split() == [
        "doubling",
        "Doubling",
        "all",
        "double,",
        "quadruple",
        "default",
    ]


def test_the_version_is_the_packages() -> None:
    """As of `grade`."""
    assert run("--version", command="grader").stdout == f"grader, version {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["assignments", "--nonsense"], ["assignments", "--packs", "no"]]
)
def test_bad_usage_is_2(arguments: list[str]) -> None:
    """With a usage line."""
    result = run(*arguments, command="grader")
    assert (result.returncode, result.stderr.startswith("Usage: grader")) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gradescope", "residual-networks", "out.tar"], "out.tar: Gradescope takes a zip file"),
        (["student", "residual-networks", "--url", "course"], "--url course: should begin with https://"),
        (["build", "residual-network"], "there is no assignment 'residual-network'; did you mean"),
    ],
)
def test_what_cannot_be_meant_is_2(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    """In a sentence, before anything is written."""
    result = run(*arguments, command="grader", cwd=tmp_path)
    assert (result.returncode, list(tmp_path.iterdir())) == (2, [])
    assert result.stderr.startswith(f"grader: {sentence}")


def test_the_list_of_commands_is_not_cut() -> None:
    """Each has its first sentence."""
    assert "..." not in run("--help", command="grader").stdout.partition("Commands:")[2]


def test_a_folder_without_packs_is_2(tmp_path: Path) -> None:
    """One sentence."""
    result = run("assignments", "--packs", tmp_path, command="grader")
    assert (result.returncode, result.stderr) == (
        2, f"grader: {tmp_path}: has no folder assignments/, so it contains no packs\n",
    )  # fmt: skip
