"""The types of exceptions that a student is told of where nothing else may be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.sandbox.interface import Raised

_COMMON = frozenset(
    {
        *("AssertionError", "AttributeError", "ImportError", "IndexError", "KeyError", "MemoryError"),
        *("NameError", "OSError", "RecursionError", "TypeError", "UnboundLocalError", "ValueError"),
        "ZeroDivisionError",
    }
)


def common_type(raised: Raised) -> str:
    """Return an exception's type, or the nearest common class that it inherits from."""
    return next((name for name in raised.types if name in _COMMON), "Exception")
