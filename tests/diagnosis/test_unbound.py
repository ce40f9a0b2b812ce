"""Names without a value: the line that may store it under another name."""

from __future__ import annotations

import ast

import pytest

from grader.diagnosis.edits.candidates import candidates
from grader.diagnosis.edits.source import Source
from grader.diagnosis.unbound import stray_store

TOP = """def f(x, n):
    m = len(x)
    {target} = n * 2
    return x[:m], top
"""
HALVES = """def f(x, stride):
    vert_start = x * stride
    return vert_start, horiz_start
"""
IN_LOOP = """def f(x):
    total = 0
    for i in range(x):
        total += i
        return total
"""


@pytest.mark.parametrize(("target", "line"), [("m", None), ("n", 3), ("spare", 3), ("x", 3), ("top", None)])
def test_a_value_may_be_stored_under_another_name(target: str, line: int | None) -> None:
    """It is told if one assignment alone replaces a value, or is not read afterwards."""
    function = ast.parse(TOP.format(target=target)).body[0]
    assert isinstance(function, ast.FunctionDef)
    found = stray_store(function, "top")
    assert (found and found.lineno) == line


def test_what_is_stored_elsewhere_may_be_meant_for_a_name_without_a_value() -> None:
    """The assignment is changed, not the line that reads the name."""
    source = Source(TOP.format(target="x"))
    fixed = [source.apply(edit) for edit in candidates(source, ()) if edit.idea == "target"]
    assert TOP.format(target="top") in fixed


def test_a_missing_twin_is_made_from_the_other_half() -> None:
    """The line for the width follows from that for the height."""
    source = Source(HALVES)
    fixed = [source.apply(edit) for edit in candidates(source, ()) if edit.idea == "missing_twin"]
    assert any("    horiz_start = x * stride\n" in text for text in fixed)


def test_a_return_at_the_end_of_a_loop_is_moved_first() -> None:
    """There would be no loop."""
    assert candidates(Source(IN_LOOP), ())[0].idea == "return_inside"
