"""Packages that this machine lacks."""

from __future__ import annotations

import pytest

from grader.sandbox.interface import Raised
from grader.sandbox.packages import Lack, lack_of, missing_package
from tests.extract.programs import program

TYPES = ("ModuleNotFoundError", "ImportError", "Exception")


@pytest.mark.parametrize(
    ("raised", "package"),
    [
        (Raised(TYPES, "No module named 'numba'", "<cell 1>", 1), "numba"),
        (Raised(TYPES, "No module named 'sklearn.utils'", "<cell 1>", 1), "sklearn"),
        (Raised(TYPES, "No module named 'numpy'", "<cell 1>", 1), None),
        (Raised(TYPES, "No module named 'my_helpers'", "<cell 1>", 1), None),
        (Raised(("ValueError",), "No module named 'numba'", "<cell 1>", 1), None),
    ],
)
def test_a_known_package_that_is_not_installed_is_missing(raised: Raised, package: str | None) -> None:
    """A module of the student's own is not."""
    assert missing_package(raised) == package


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("import torch", True),
        ("from torch.nn import Linear", True),
        ("importlib.import_module('torch')", True),
        ("exec('import torch')", True),
        ("raise ModuleNotFoundError(\"No module named 'torch'\")", False),
        ("import math; raise ModuleNotFoundError(\"No module named 'torch'\")", False),
        ("exec('raise ERROR')", False),
        ("f()", False),
    ],
)
def test_only_an_import_that_fails_counts(line: str, counts: bool) -> None:
    """Anyone may raise the exception of an import."""
    statements = program(f"def double(x):\n    {line}", graded=("double",)).definitions["double"].whole
    raised = Raised(TYPES, "No module named 'torch'", statements[0].origin, statements[0].line + 1)
    assert lack_of(raised, statements) == (Lack.of_package("torch") if counts else None)
