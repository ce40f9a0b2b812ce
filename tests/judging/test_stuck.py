"""Definitions that do not end: whose others would not end, either."""

from __future__ import annotations

import pytest

from grader.judging.stuck import Stuck
from grader.sandbox.interface import Execution, Stopped
from tests.programs import program

ENDLESS = "class Settings:\n    while True: pass\n"
FIRST = "def f(x=Settings, n=-1):\n    return x\n"
SECOND = "def g(x):\n    return Settings\n"
TIMEOUT = Stopped("timeout", "did not end within its time limit")


def stopped(*cells: str, how: Stopped = TIMEOUT, helpers: tuple[str, ...] = ()) -> Stopped | None:
    """Return how `g` would be stopped, after `f` has been."""
    found = program(["f", "g"], *cells).definitions
    return Stuck([(Execution(undefined={"f": how}), found["f"])]).stopped(found["g"], helpers)


def test_a_shared_statement_does_not_end_again() -> None:
    """Whatever was only defined or imported for the other one."""
    assert stopped(ENDLESS, FIRST, f"import math\n{SECOND}    return math.pi") is TIMEOUT


@pytest.mark.parametrize(
    "cells",
    [
        ("def wait():\n    while True: pass", "def f(x=wait()):\n    return x", "def g(x):\n    return wait"),
        (ENDLESS, "other = []", f"{FIRST}    return other", SECOND),
        ("limit = []", ENDLESS, FIRST, f"{SECOND}    return limit"),
    ],
)
def test_another_statement_may_be_the_one(cells: tuple[str, ...]) -> None:
    """One that is not shared, or one that comes before it and may change how it ends."""
    assert stopped(*cells) is None


def test_a_crash_says_nothing_of_others() -> None:
    """It may come from anything."""
    assert stopped(ENDLESS, FIRST, SECOND, how=Stopped("crash", "crashed the process")) is None


def test_what_a_stub_replaces_is_not_run() -> None:
    """A helper whose decorator does not end, for instance."""
    endless = "def wait(f):\n    while True: pass"
    cells = (endless, "@wait\ndef f(x):\n    return x", "def g(x):\n    return f(x)")
    assert [stopped(*cells), stopped(*cells, helpers=("f",))] == [TIMEOUT, None]
