"""Packages that this machine lacks."""

from __future__ import annotations

import pytest

from grader.sandbox.interface import Raised
from grader.sandbox.packages import missing_package

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
