"""Lines of cells, from tracebacks as a kernel draws them."""

from __future__ import annotations

import pytest

from grader.box.notebook import line_of

RED, PLAIN = "\x1b[31m", "\x1b[39m"


@pytest.mark.parametrize(
    ("traceback", "expected"),
    [
        (["Cell In[3], line 2", "ZeroDivisionError: division by zero"], 2),
        ([f"{RED}Cell{PLAIN}{RED} {PLAIN}In[3]{RED}, line 12{PLAIN}\n-> 12 f()"], 12),
        (["Cell In[2], line 7, in f()", "Cell In[3], line 4"], 4),
        (["Cell In[2], line 7"], None),
        (["Cell In[33], line 7"], None),
        (["File /usr/lib/a.py:9, in f()"], None),
        (["print('Cell In[3], line 5')"], None),
        (["Cell In[3], line 99999999999999999999"], 999999),
        ([], None),
        (None, None),
        ([None, 5], None),
    ],
)
def test_the_line_is_the_cells_own(traceback: list[object] | None, expected: int | None) -> None:
    """Of the cell that was run, not of one that defined what it called."""
    assert line_of(traceback, 3) == expected


def test_a_cell_without_a_number_has_no_line() -> None:
    """Its kernel sent none."""
    assert line_of(["Cell In[3], line 2"], None) is None
