"""Boxes in which edits are tried: those that heed no limit end soon."""

from __future__ import annotations

from typing import Any

from grader import wire
from grader.box.trials import attempt
from grader.packs import Case
from grader.sandbox.interface import BoxEndedError, Stopped
from grader.sandbox.trials import MAX_ENDED, TrialBox

CASE = Case(id="double.three", function="double", group="seeded", args=(3,))


class _Deaf:
    """A session whose box always has to be killed."""

    was_killed = False

    def ask(self, *_: object) -> bytes:
        raise BoxEndedError(Stopped("timeout", "did not end within its time limit"))

    def close(self) -> None:
        """Do nothing."""


def test_edits_that_end_every_box_are_given_up() -> None:
    """A few boxes are tried, not one for each edit."""
    opened: list[_Deaf] = []

    def open_session() -> Any:
        opened.append(_Deaf())
        return opened[-1]

    definition: Any = type("Definition", (), {"name": "double"})
    box = TrialBox(open_session, definition, "def double(x):\n    return x\n", "double")
    tried = box.run([()] * 64, CASE, seconds=0.05)
    assert (tried.results, len(opened)) == ((None,) * 64, MAX_ENDED)


class _Killed(_Deaf):
    """A session whose box something outside has killed."""

    was_killed = True


def test_a_box_that_the_system_kills_is_replaced() -> None:
    """Once for each request, and as one box of those that may end."""
    opened: list[_Killed] = []

    def open_session() -> Any:
        opened.append(_Killed())
        return opened[-1]

    definition: Any = type("Definition", (), {"name": "double"})
    box = TrialBox(open_session, definition, "def double(x):\n    return x\n", "double")
    assert box.run([()], CASE, seconds=0.05).results == (None,)
    assert len(opened) == 2


TABLE = """def double(x):
    return x + 1

TABLE = {"double": double}

def outer(x):
    return TABLE["double"](x)
"""


def test_an_edit_is_tried_under_every_name_that_a_function_has() -> None:
    """A table of functions holds the edited one while it is tried, then what was there before."""
    names: dict[str, Any] = {}
    exec(TABLE, names)  # noqa: S102 - our own text
    source = "def double(x):\n    return x + 1\n"
    start = source.index("x + 1")
    edits = [[[start, start + 5, "x * 2"]], []]
    request = {"source": source, "name": "double", "edits": edits}
    limits = {"seconds": 1.0, "count": False, "echo": False}
    arguments = wire.encode(((5,), {}, None))
    reply = attempt(request | limits, arguments, names, lambda args, _kwargs, _probe: names["outer"](*args))
    assert wire.decode(reply)["results"] == [[10], [6]]
    assert names["outer"](5) == 6
