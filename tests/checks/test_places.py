"""Places in a student's code, as a box tells them: read under limits, and never compared."""

from __future__ import annotations

import pytest

from grader.checks.places import (
    MAX_CHARACTERS,
    Place,
    Span,
    Use,
    place_in,
    read_trace,
    read_use,
    without_lines,
)

LAYER = Span("<cell 5>", 3, 3, 8, 30)
WHOLE = Span("<cell 5>", 3, 4, 4, 40)


def test_a_trace_has_the_innermost_call_first():
    """A trace is a text of calls, the innermost first."""
    assert read_trace("<cell 5>:3:3:8:30><script>:9:9:0:4") == (LAYER, Span("<script>", 9, 9, 0, 4))


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "<cell 5>:3:3:8", "<cell 5>:0:0:1:2", "<cell 5>:4:3:1:2", "<cell x>:1:1:1:1"),
        *("<cell 5>:3:3:8:-1", "<cell 5>:99999999:3:8:1", ">".join(["<cell 5>:3:3:8:30"] * 5)),
        "<cell 5>:3:3:8:30" + " " * MAX_CHARACTERS,
    ],
)
def test_a_malformed_trace_is_none(text: str):
    """A text that is no trace tells nothing."""
    assert read_trace(text) == ()


@pytest.mark.parametrize("text", [None, 5, ["<cell 5>:3:3:8:30"], {}])
def test_a_place_that_is_no_text_tells_nothing(text: object):
    """What a box sends in place of a text tells nothing."""
    assert read_use(text) == Use()


def test_a_layer_made_inside_its_call_was_laid_where_it_was_made():
    """`model.add(Dense(1))` is a call around the creation: the creation says more."""
    assert Use((LAYER,), (WHOLE,)).laid == (LAYER,)


def test_a_layer_made_before_its_call_was_laid_by_the_call():
    """`relu = ReLU()`, and later `relu(x)`: the call lays it."""
    later = Span("<cell 5>", 9, 9, 4, 11)
    assert Use((LAYER,), (later,)).laid == (later,)


def test_the_longest_known_beginning_of_a_path_counts():
    """A path leads to the nearest place that is told."""
    value = {"lines": {"": "<cell 5>:3:4:4:40", "head": "<cell 5>:3:3:8:30"}}
    assert [place_in(value, path) for path in ("head.units", "output")] == [Place((LAYER,)), Place((WHOLE,))]


def test_lines_are_left_out_of_what_is_published():
    """Lines of the reference are not for students."""
    told = {"graph": {"nodes": [{"op": "ReLU", "lines": "x"}], "lines": "y"}}
    assert without_lines(told) == {"graph": {"nodes": [{"op": "ReLU"}]}}


def test_a_use_tells_of_creation_call_and_freezing():
    """A box tells three places of a layer, each of which may be unknown."""
    assert read_use("<cell 5>:3:3:8:30;;<cell 5>:3:4:4:40") == Use((LAYER,), (), (WHOLE,))
