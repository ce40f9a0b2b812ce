"""A check where there is no Unix: as on Windows, and with nothing but the assignments."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.live.kernels import students_copy
from tests.test_api import WINDOWS

if TYPE_CHECKING:
    from pathlib import Path

CHECK = """
import signal
for name in ("setitimer", "SIGALRM", "SIGKILL"):
    delattr(signal, name)
import linecache
from grader import check

def distribute_value(dz, shape):
    import numpy as np
    return np.full(shape, dz / (shape[0] * shape[1]))

def create_mask_from_window(x):
    while True:
        pass

print(check(distribute_value).passed, check(create_mask_from_window, timeout=0.2).findings[0].status)
boxes = ("fcntl", "resource", "grader.box.landlock", "grader.box.seccomp", "grader.sandbox.nursery")
print([name for name in boxes if name in sys.modules])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what a student may have."""
    return students_copy(tmp_path_factory.mktemp("student"))


def test_a_check_runs_and_a_hanging_function_is_interrupted(folder: Path) -> None:
    """Nothing of the boxes is loaded."""
    command = [sys.executable, "-c", WINDOWS + CHECK]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert (done.stdout, done.stderr) == ("True timeout\n[]\n", "")


def test_the_folder_has_neither_reference_nor_rubrics(folder: Path) -> None:
    """Else the other tests would prove nothing."""
    assert sorted(path.name for path in folder.iterdir()) == ["assignments", "grader"]
