"""The Python API: one function, and an import that costs nothing and works everywhere."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import grader
from grader import grade
from grader.errors import GradeError
from grader.report.formats.json import render_json
from grader.report.model import Report
from tests.commands import SAMPLE, run, without_timing
from tests.conftest import ROOT
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from pathlib import Path

# What others import is loaded before: they look at the platform too.
WINDOWS = """
import sys, os, subprocess, tempfile, psutil, click, numpy, concurrent.futures
class NotHere:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "resource", "pwd", "grp", "termios"}:
            raise ImportError(name)
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, NotHere())
sys.platform = "win32"
for name in ("fork", "pidfd_open", "killpg", "getuid", "set_blocking"):
    if hasattr(os, name): delattr(os, name)
"""


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run some code in an interpreter of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)


def test_a_report_is_what_the_command_gives() -> None:
    """The same pipeline is behind both."""
    assert without_timing(render_json(grade(SAMPLE))) == without_timing(run(SAMPLE).stdout)


def test_a_path_may_be_text() -> None:
    """People write strings."""
    report = grade(str(SAMPLE))
    assert (type(report), report.score, report.submission.path) == (Report, 79.0, str(SAMPLE))


def test_options_have_the_commands_names(tmp_path: Path) -> None:
    """And the same meaning."""
    path = tmp_path / "a.py"
    path.write_text(SOLUTION)
    report = grade(
        path,
        "doubling",
        packs=[write_pack(tmp_path)],
        seed=3,
        audience="instructor",
        pass_mark=12.5,
        timeout=5,
    )
    assert (report.score, report.pass_mark, report.environment.seed) == (10.0, 12.5, 3)


def test_an_unreadable_file_gets_a_report(tmp_path: Path) -> None:
    """Also one that is not there."""
    report = grade(tmp_path / "nowhere.ipynb")
    assert (report.status, report.score, report.assignment) == ("ungradable", None, None)


def test_options_that_fit_nothing_are_an_error() -> None:
    """With a sentence."""
    with pytest.raises(GradeError, match="there is no assignment 'nothing'"):
        grade(SAMPLE, "nothing")


def test_an_option_that_does_not_exist_is_an_error() -> None:
    """As with any function."""
    with pytest.raises(TypeError, match="colour"):
        grade(SAMPLE, colour="red")


def test_importing_is_light() -> None:
    """A nursery does it before all else; NumPy is not loaded."""
    result = python(
        "import sys, grader; print([m for m in ('numpy', 'click', 'nbformat') if m in sys.modules])"
    )
    assert result.stdout == "[]\n"


def test_everything_public_is_there() -> None:
    """And no more."""
    assert sorted(grader.__all__) == ["__version__", "check", "grade"]


@pytest.mark.parametrize(
    "module",
    [
        "grader",
        "grader.cli.grade",
        "grader.cli.grader",
        "grader.batch.run",
        "grader.pipeline",
        "grader.sandbox.machine",
        "grader.live",
    ],
)
def test_a_module_imports_without_unix(module: str) -> None:
    """As on Windows: no fcntl, no resource, no fork."""
    result = python(f"{WINDOWS}\nimport {module}\nfrom grader import grade\nprint('fine')")
    assert (result.stdout, result.stderr) == ("fine\n", "")
