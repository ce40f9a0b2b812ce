"""What a kernel would bind, the grader judges: small notebooks, and a real IPython to compare with."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.acceptance import kernel_notebooks
from tests.acceptance.kernel_surprises import SURPRISES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.report.model import Report

EXAMPLES = {**kernel_notebooks.EXAMPLES, **SURPRISES}

# Runs cells as a kernel does, and tells which functions are right.
IPYTHON = """
import json, os, sys
os.environ.update(IPYTHONDIR=os.getcwd(), MPLBACKEND="Agg", MPLCONFIGDIR=os.getcwd())
sys.path.insert(0, "")
import numpy as np
from IPython.core.interactiveshell import InteractiveShell
cells = json.loads(sys.argv[1])
module = type(sys)("__main__")
shell = InteractiveShell.instance(user_module=module, user_ns=module.__dict__)
shell.enable_matplotlib = lambda *_: ("agg", "Agg")
shell.system = lambda command: None
for cell in cells:
    shell.run_cell(cell, store_history=True)
right = []
for name, factor in (("double", 2), ("quadruple", 4)):
    try:
        results = [np.allclose(shell.user_ns[name](x), factor * x) for x in (3, np.array([1.5, -2.0, 7.0]))]
    except Exception:
        continue
    if all(results):
        right.append(name)
print(json.dumps(right), file=sys.__stderr__)
"""


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_function_that_a_kernel_would_have_is_judged(graded: Callable[..., Report], name: str) -> None:
    """Full marks where it is right; where it is not, it does not pass."""
    example = EXAMPLES[name]
    report = graded(*example.cells)
    assert {f.name for f in report.functions if f.status == "passed"} == set(example.right)


@pytest.mark.parametrize("name", [name for name, example in EXAMPLES.items() if not example.right])
def test_what_is_not_right_in_a_kernel_earns_nothing(graded: Callable[..., Report], name: str) -> None:
    """A test's values are not at hand when a function is graded."""
    assert graded(*EXAMPLES[name].cells).score == 0


@pytest.mark.thorough
def test_a_cell_that_takes_too_long_does_not_take_the_others_along(graded: Callable[..., Report]) -> None:
    """What has nothing to do with a function is left out then."""
    filling = "TABLE = {}\nfor key in ['two']:\n    TABLE[key] = 2"
    report = graded(
        "while True:\n    pass", filling, "def double(x):\n    return x * TABLE['two']", timeout=1.0
    )
    assert report.functions[0].status == "passed"


@pytest.mark.thorough
@pytest.mark.parametrize("name", [name for name, example in EXAMPLES.items() if example.here])
def test_a_real_ipython_agrees(name: str, tmp_path: Path) -> None:
    """The same cells, in order, errors passed over, bind functions that are right in the same cases."""
    example = EXAMPLES[name]
    command = [sys.executable, "-c", IPYTHON, json.dumps(example.cells)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert set(json.loads(run.stderr.strip().split("\n")[-1])) == set(example.right)
