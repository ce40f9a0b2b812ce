"""Following a notebook: `saves`, and the command that grades again at each of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.cli.watch import saves
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from collections.abc import Iterator

GRADE = Path(sys.executable).with_name("grade")
RIGHT = "import numpy as np\ndef distribute_value(dz, shape):\n    return np.full(shape, dz / np.prod(shape))"
WRONG = "import numpy as np\ndef distribute_value(dz, shape):\n    return np.full(shape, dz)"


class TestSaves:
    """`saves`."""

    def test_it_yields_at_once(self, tmp_path: Path) -> None:
        """There is something to do before the first save."""
        file = tmp_path / "a.ipynb"
        file.write_text("1")
        assert next(saves(file)) is None

    def test_a_save_before_it_is_asked_again_counts(self, tmp_path: Path) -> None:
        """Somebody saves while the last verdict is still being found."""
        file = tmp_path / "a.ipynb"
        file.write_text("1")
        found = saves(file)
        next(found)
        file.write_text("12")
        assert next(found) is None

    def test_it_ends_after_an_interrupt_that_was_lost(self, tmp_path: Path) -> None:
        """As one is that is raised in a destructor."""
        file = tmp_path / "a.ipynb"
        file.write_text("1")
        found = saves(file)
        next(found)
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        file.write_text("12")
        assert next(found, "the end") == "the end"

    def test_an_interrupt_ends_it_without_a_word(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The command itself says what there is to say."""

        def interrupted(*_: object, **__: object) -> Iterator[None]:
            yield
            raise KeyboardInterrupt

        monkeypatch.setattr("grader.cli.watch.watch", interrupted)
        file = tmp_path / "a.ipynb"
        file.write_text("1")
        assert list(saves(file)) == [None]

    def test_a_file_put_in_its_place_counts(self, tmp_path: Path) -> None:
        """As many editors save."""
        file = tmp_path / "a.ipynb"
        file.write_text("1")
        found = saves(file)
        next(found)
        (tmp_path / "b").write_text("1")
        (tmp_path / "b").replace(file)
        assert next(found) is None


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """A notebook that `grade --watch` follows, and the process, whose reports go to a pipe."""
    notebook = write_notebook(tmp_path / "a.ipynb", WRONG)
    command = [str(GRADE), "--watch", str(notebook)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield notebook, process
        process.kill()


def next_report(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Read one report: its last line is the first one that is a closing brace alone."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line == "}\n":
            break
    return dict(json.loads("".join(lines)))


def next_page(process: subprocess.Popen[str]) -> str:
    """Read one summary: its last line tells the pass mark."""
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if "(pass mark" in line:
            break
    return "".join(lines)


def status_of(report: dict[str, Any]) -> str:
    """Return the status of the one function that the notebook defines."""
    return next(f["status"] for f in report["functions"] if f["name"] == "distribute_value")


class TestWatch:
    """`grade --watch`."""

    def test_each_save_gets_a_verdict(self, watched: tuple[Path, subprocess.Popen[str]]) -> None:
        """And what has changed is marked."""
        notebook, process = watched
        first = status_of(next_report(process))
        write_notebook(notebook, RIGHT)
        second = status_of(next_report(process))
        assert (first, second) == ("failed", "passed")
        next_page(process)
        assert "▲ was 0, failed" in next_page(process)

    def test_ctrl_c_ends_it_with_the_last_verdict(self, watched: tuple[Path, subprocess.Popen[str]]) -> None:
        """That is the way to end it."""
        notebook, process = watched
        next_report(process)
        next_page(process)
        write_notebook(notebook, RIGHT)
        next_report(process)
        next_page(process)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(timeout=300) == 1

    def test_a_notebook_that_can_not_be_read_does_not_end_it(
        self, watched: tuple[Path, subprocess.Popen[str]]
    ) -> None:
        """The next save may fix it."""
        notebook, process = watched
        next_report(process)
        notebook.write_text("{")
        assert next_report(process)["status"] == "ungradable"
        write_notebook(notebook, RIGHT)
        assert status_of(next_report(process)) == "passed"

    def test_several_submissions_are_refused(self, tmp_path: Path) -> None:
        """In one sentence, before anything runs."""
        result = subprocess.run(
            [str(GRADE), "--watch", str(tmp_path)], capture_output=True, text=True, check=False
        )
        assert (result.returncode, "takes exactly one notebook" in result.stderr) == (2, True)
