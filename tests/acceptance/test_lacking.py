"""What the grader's machine lacks is nobody's zero, and nothing of the grader's own is told to a student."""

# ruff: noqa: E501 - a table of code and of sentences
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.report.model import Report

DOUBLE = "def double(x):\n    return x + x"
NEEDS_NUMBA = "from numba import njit\n@njit\ndef double(x):\n    return x + x"
QUADRUPLE = "def quadruple(x):\n    return 4 * x"
NEEDING = {
    "a decorator": NEEDS_NUMBA,
    "an import inside": "def double(x):\n    import torch\n    return torch.add(x, x)",
    "a name": "import cv2, math\ndef double(x):\n    return cv2.add(x, x)",
    "a helper": "from sklearn.utils import extmath\nTWO = extmath.two\ndef double(x):\n    return x * TWO",
    "what a shell line prints": "count = !nproc\nTWO = int(count[0])\ndef double(x):\n    return x * TWO",
    "a shell line inside": "def double(x):\n    names = !ls\n    return x * len(names)",
    "a part of a package": "import skimage.util as u\ndef double(x):\n    return u.double(x)",
}
FEEDBACK = {
    "a default": ("def double(x, factor=TWO):\n    return x * factor", "double: is not defined, because its definition (cell 1, line 1) raised NameError: name 'TWO' is not defined."),
    "what the default needs": ("TWO = 1 / 0", "def double(x, factor=TWO):\n    return x * factor", "double: is not defined, because its definition (cell 2, line 1) raised NameError: name 'TWO' is not defined; before that, cell 1, line 1 raised ZeroDivisionError: division by zero."),
    "a module": (
        "from my_solution import double",
        "double: is not defined, because its definition (cell 1, line 1) raised ModuleNotFoundError: No module named 'my_solution', which is neither part of the submission nor installed here.",
    ),
    "a debugger": ("def double(x):\n    import pdb; pdb.set_trace()\n    return x + x", "double: stops in a debugger (cell 1, line 2: `pdb.set_trace()`); remove that call."),
    "a breakpoint": ("def double(x):\n    breakpoint()\n    return x + x", "double: stops in a debugger (cell 1, line 2: `breakpoint()`); remove that call."),
    "a debugger of IPython": ("import ipdb\ndef double(x):\n    ipdb.set_trace()\n    return x + x", "double: stops in a debugger (cell 1, line 3: `ipdb.set_trace()`); remove that call."),
    "a file": ("DATA = open('values.csv').read()", "def double(x):\n    return x + len(DATA)", "double: needs DATA, which is not available where it is graded (cell 2, line 2); it comes from cell 1, line 1."),
    "training": ("class model:\n    fit = print", "DATA = open('values.csv').read()", "def double(x):\n    model.fit(DATA)\n    return x + x", "double: trains or tests its model (cell 3, line 2) with DATA, which is not available where it is graded; it comes from cell 2, line 1: take `fit` out of the function."),
    "another function": ("def quadruple(x):\n    return 4 * x\n\n    def double(x):\n        return x + x", "double is not defined at the top level: its definition (cell 1, line 4) is indented, so it belongs to quadruple."),
    "a method": ("class Mine:\n    def double(self, x):\n        return x + x", "double is not defined at the top level: it is a method of the class Mine (cell 1, line 2)."),
    "another language": ("%%cython\ndef double(x):\n    return x + x", "double is not defined in the notebook's Python: cell 1, which contains its definition, begins with %%cython; remove that line."),
    "a file that nothing imports": ("%%writefile mine.py\ndef double(x):\n    return x + x", "double is not defined in the notebook: cell 1 only writes its definition to a file."),
    "a comment": ("# def double(x):\n#     return x + x", "double is not defined: its definition in cell 1 is commented out."),
    "filled in and stubbed again": (DOUBLE, "def double(x):\n    pass", "double has an empty body: was it left blank? Cell 1 has one that is filled in, but the last definition counts."),
}  # fmt: skip


@pytest.mark.parametrize("name", NEEDING)
def test_what_needs_a_package_that_is_not_here_is_skipped(graded: Callable[..., Report], name: str) -> None:
    """There is no score then: somebody has to decide."""
    report = graded(NEEDING[name], QUADRUPLE)
    double, quadruple = report.functions
    assert (report.status, report.score, report.passed) == ("ungradable", None, None)
    assert (double.status, double.score, quadruple.status, quadruple.score) == (
        "skipped",
        None,
        "passed",
        4.0,
    )


def test_what_echo_prints_is_judged(graded: Callable[..., Report]) -> None:
    """IPython would bind the same."""
    assert graded("two = !echo 2\ndef double(x):\n    return x * int(two[0])").functions[0].status == "passed"


def test_the_package_is_named(graded: Callable[..., Report]) -> None:
    """Whoever runs the grader can install it."""
    report = graded(NEEDS_NUMBA, QUADRUPLE)
    assert report.functions[0].feedback == (
        "double was not graded: it needs the package numba, which is not installed here."
    )
    assert report.diagnostics[0].message == (
        "The package numba is not installed where notebooks are graded, so double could not be judged. "
        "Install it there, or fail such functions with --require-packages."
    )


def test_packages_may_be_required(graded: Callable[..., Report]) -> None:
    """Then what needs another one fails."""
    report = graded(NEEDS_NUMBA, QUADRUPLE, require_packages=True)
    assert (report.status, report.score, report.functions[0].status) == ("graded", 4.0, "error")


@pytest.mark.parametrize(
    "source",
    [
        "import torch\ndef double(x):\n    return x * 3",
        "import no_package_of_that_name\ndef double(x):\n    return no_package_of_that_name.two(x)",
        "def double(x):\n    raise ModuleNotFoundError(\"No module named 'numpy'\")",
        "def double(x):\n    raise ModuleNotFoundError(\"No module named 'torch'\")",
        "three = !echo 3\ndef double(x):\n    return x * int(three[0])",
    ],
    ids=["wrong anyway", "no package", "one that is here", "no import", "what echo prints"],
)
def test_what_fails_for_another_reason_is_not_skipped(graded: Callable[..., Report], source: str) -> None:
    """A package is no excuse for a wrong value, nor is the name of nothing."""
    assert graded(source, QUADRUPLE).functions[0].score == 0


@pytest.mark.parametrize("name", FEEDBACK)
def test_the_real_cause_is_told(graded: Callable[..., Report], name: str) -> None:
    """In the student's own lines."""
    *cells, expected = FEEDBACK[name]
    feedback = graded(*cells, "LAST = 1").functions[0].feedback
    assert feedback == expected
