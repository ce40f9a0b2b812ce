"""Calling a live function by the cases: fresh copies in, plain values out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.live.calls import MAX_PRINTED_CHARACTERS, Called, Caller
from grader.live.notebook import Notebook
from grader.packs import Case
from grader.sandbox.interface import Raised, Returned, Stopped, TooLarge, Unanswered
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Callable


def answers(function: Callable[..., Any], *arguments: tuple[Any, ...], seconds: float = 60.0) -> Called:
    """Call a function with each of some arguments."""
    cases = [Case(f"f.{number}", "f", "seeded", args) for number, args in enumerate(arguments)]

    def call(args: Any, kwargs: Any, _probe: Any) -> Any:
        return function(*args, **kwargs)

    return Caller(function, Notebook(function.__globals__), call, seconds).answers(cases)


def outcome(function: Callable[..., Any], *args: Any) -> Any:
    """Return what became of one call."""
    return answers(function, args).outcomes["f.0"]


def test_a_value_comes_back_with_the_arguments_as_they_were_left() -> None:
    """To see whether they were changed."""
    got = outcome(lambda x: x.append(2) or 3, [1])
    assert got == Returned(3, (([1, 2],), {}))


def test_arguments_are_fresh_copies() -> None:
    """The case itself stays as it is, for the next check."""
    array = np.zeros(2)
    case = Case("f.0", "f", "seeded", (array,))
    caller = Caller(len, Notebook({}), lambda args, _kwargs, _probe: args[0].fill(1), 60.0)
    caller.answers([case])
    assert array.tolist() == [0.0, 0.0]


def test_what_is_no_value_is_told_by_its_type() -> None:
    """As from a box."""
    assert outcome(lambda: object()).value == Opaque("object")  # noqa: PLW0108


def test_an_exception_is_led_back_to_a_line_of_the_notebook() -> None:
    """The last one of the student's own."""

    def broken(x: list[int]) -> int:
        return int(np.linalg.norm(x, ord="nonsense"))

    got = outcome(broken, [1, 2])
    assert isinstance(got, Raised)
    assert (got.types[0], got.origin, got.line) == (
        "ValueError",
        "<script>",
        broken.__code__.co_firstlineno + 1,
    )


def test_of_a_graphs_error_the_cause_is_told() -> None:
    """Though it stands behind more than is told of a message."""

    def broken() -> None:
        raise ValueError("Graph execution error:\n\n" + "  File a.py, line 1, in f\n\n" * 50 + "the cause")

    assert outcome(broken).message == "the cause"


def test_ending_the_process_is_an_exception_like_others() -> None:
    """The kernel goes on."""

    def leave() -> None:
        raise SystemExit(3)

    assert outcome(leave).types[0] == "SystemExit"


def test_the_students_own_interruption_is_none_of_ours() -> None:
    """The stop button stops the check."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outcome(interrupt)


def test_after_a_call_that_hangs_no_more_are_made() -> None:
    """They would hang too."""

    def hang(forever: bool) -> None:
        while forever:
            pass

    found = answers(hang, (False,), (True,), (False,), seconds=0.1).outcomes
    assert [type(item) for item in found.values()] == [Returned, Stopped, Unanswered]
    assert "did not finish within 0.1 s" in found["f.1"].detail  # type: ignore[union-attr]


def test_a_result_that_is_too_large_is_told_as_such() -> None:
    """As from a box."""
    assert isinstance(outcome(lambda: [0] * 60_000), TooLarge)


def test_what_is_printed_is_kept_and_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of it is in the way."""
    called = answers(lambda: sys.stdout.write("ab" * MAX_PRINTED_CHARACTERS), ())
    assert (len(called.printed), called.printed[:4]) == (MAX_PRINTED_CHARACTERS, "abab")
    assert capsys.readouterr().out == ""
