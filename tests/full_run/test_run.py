"""Runs of small notebooks, by real kernels in real boxes; a run serves several tests."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any, Self

import pytest

from grader.errors import MachineError
from grader.full_run.job import Job, RunLimits
from grader.full_run.run import run
from tests.full_run.processes import processes_with

if TYPE_CHECKING:
    from pathlib import Path

    from grader.full_run.transcript import Transcript

OF_A_GRAPH = "Graph execution error:\n\n" + "  File a.py, line 1, in f\n\n" * 50 + "the cause"
CELLS = (
    "import os\nimport helper\nprint(helper.double(21))",
    "1\n0 / 0",
    None,
    "",
    "a = !echo hello\nprint(a)\n!echo shell; ls data",
    "%%bash\necho bash",
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "import course\ncourse.check(1)\nfrom course import compare",
    "open('mine.txt', 'w').close()\nprint(sorted(os.listdir()), os.path.expanduser('~') == os.getcwd())",
    "open('/tmp/a', 'w').close()\nprint(os.listdir('/tmp'))\n!ls /tmp",
    "import random, numpy as np\nprint(random.random(), np.random.rand())",
    "6 * 7",
    f"raise ValueError({OF_A_GRAPH!r})",
)
FIXTURES: dict[str, Any] = {
    "files": {"helper.py": b"def double(x):\n    return 2 * x\n"},
    "images": [{"folder": "data", "count": 2, "size": [8, 4]}],
}


def job(*sources: str | None, **fixtures: Any) -> Job:
    return Job(sources, "numpy", {"course": ("compare",)}, {}, fixtures)


@pytest.fixture(scope="module")
def transcript() -> Transcript:
    return run(job(*CELLS, **FIXTURES))


def killing_the_first(count: int = 1) -> type[subprocess.Popen[bytes]]:
    """Return a Popen of which the first processes are killed as soon as they are used."""
    left = [None] * count

    class Killed(subprocess.Popen[bytes]):
        def __enter__(self) -> Self:
            if left:
                left.pop()
                self.kill()
            return super().__enter__()

    return Killed


def text(transcript: Transcript, index: int) -> str:
    """Return all texts of a cell's outputs."""
    outputs = transcript.cells[index].outputs
    return "".join(str(o.get("text", o.get("data", ""))) for o in outputs)


class TestCells:
    def test_every_cell_is_run(self, transcript: Transcript) -> None:
        """But for texts and empty ones; a failing one does not end the run."""
        assert list(transcript.cells) == [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12]
        assert (transcript.done, transcript.stopped) == (True, None)

    def test_a_failing_cell_is_known(self, transcript: Transcript) -> None:
        """With the line of its own that raised."""
        failed = {index: cell.error for index, cell in transcript.cells.items() if cell.error}
        assert list(failed) == [1, 12]
        error = failed[1]
        assert error is not None
        assert (error.name, error.message, error.line) == ("ZeroDivisionError", "division by zero", 2)

    def test_of_a_graphs_error_the_cause_is_known(self, transcript: Transcript) -> None:
        """Though it stands behind more than is kept of a message."""
        error = transcript.cells[12].error
        assert error is not None
        assert error.message == "the cause"

    def test_the_last_value_is_shown(self, transcript: Transcript) -> None:
        """As in every notebook."""
        assert "'text/plain': '42'" in text(transcript, 11)

    def test_figures_are_shown(self, transcript: Transcript) -> None:
        """As pictures in the notebook."""
        assert "image/png" in text(transcript, 6)

    def test_shell_lines_and_bash_cells_run(self, transcript: Transcript) -> None:
        """This box may start processes."""
        assert "['hello']\nshell\n0.jpg\n1.jpg\n" in text(transcript, 4)
        assert "bash" in text(transcript, 5)


class TestScene:
    def test_files_of_the_assignment_are_there(self, transcript: Transcript) -> None:
        """And can be imported."""
        assert text(transcript, 0) == "42\n"

    def test_the_notebooks_folder_is_home(self, transcript: Transcript) -> None:
        """Nothing else lies there."""
        assert text(transcript, 8) == "['data', 'helper.py', 'mine.txt'] True\n"

    def test_its_temporary_files_are_its_own(self, transcript: Transcript) -> None:
        """Whether by Python or by the shell."""
        assert text(transcript, 9) == "['a']\na\n"

    def test_helper_modules_of_the_course_do_nothing(self, transcript: Transcript) -> None:
        """Unless the scene has them."""
        assert transcript.cells[7].error is None

    def test_random_numbers_are_seeded(self, transcript: Transcript) -> None:
        """Two runs tell the same."""
        again = run(job(CELLS[10]))
        assert text(again, 0) == text(transcript, 10)
        assert re.fullmatch(r"0\.\d+ 0\.\d+\n", text(again, 0))


class TestEnds:
    def test_a_fixture_that_cannot_be_made_is_no_fault_of_the_student(self) -> None:
        """And the message says what is wrong."""
        with pytest.raises(MachineError, match="kernel did not start: KeyError: 'size'"):
            run(job("1", images=[{"file": "a.jpg"}]))

    def test_a_run_that_nobody_waits_for_is_given_up(self, tmp_path: Path, monkeypatch: Any) -> None:
        """And nothing of it is left."""
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        with pytest.raises(MachineError, match="the run has ended"):
            run(job("import time\ntime.sleep(1000)"), is_over=lambda: True)
        assert list(tmp_path.iterdir()) == []
        assert processes_with(str(tmp_path)) == []

    def test_the_whole_has_a_limit_too(self) -> None:
        """Many cells that keep theirs may still be too much."""
        found = run(job("while True:\n    pass"), RunLimits(run_cpu_seconds=4.0))
        assert found.stopped is not None
        assert found.stopped.detail == "took more than 4 s of processor time"

    def test_a_run_whose_supervisor_is_killed_is_run_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """By the system, for want of memory: that is no fault of the notebook."""
        monkeypatch.setattr(subprocess, "Popen", killing_the_first())
        found = run(job("6 * 7"))
        assert (found.done, found.stopped) == (True, None)

    def test_one_that_is_killed_twice_is_the_machines_failure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is not tried for ever."""
        monkeypatch.setattr(subprocess, "Popen", killing_the_first(2))
        with pytest.raises(MachineError, match="its supervisor was killed"):
            run(job("6 * 7"))

    def test_boxes_that_are_not_closed_run_it_too(self) -> None:
        """In fresh processes; that nothing is enforced is said elsewhere."""
        found = run(job("open('/etc/passwd').readline()", "!echo hello"), confined=False)
        assert found.done
        assert [cell.error for cell in found.cells.values()] == [None, None]
