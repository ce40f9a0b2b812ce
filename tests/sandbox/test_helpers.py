"""The reference answers for helpers: from its own box, for the names that may be asked."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from grader import wire
from grader.sandbox import helpers, session
from grader.sandbox.helpers import KnownAnswers, ReferenceHelpers
from grader.sandbox.interface import BoxEndedError, Limits, Raised, Returned
from grader.sandbox.session import execute, setup_request
from tests.programs import QUICK, Killing, Watched, batches, program

if TYPE_CHECKING:
    from grader.sandbox.machine import Machine

REFERENCE = "secret = 41\ndef h(x=1):\n    return x + secret\ndef later():\n    return 7\n"


def reference(
    runtime: Any, source: str = REFERENCE, known: KnownAnswers | None = None, limits: Limits = QUICK
) -> ReferenceHelpers:
    """Return the reference's `h`, to be asked."""
    definitions = program(["h"], source).definitions
    return ReferenceHelpers(runtime, definitions, limits, setup_request({}, {}), known or KnownAnswers())


def outcomes(runtime: Any, program_: str, *calls: tuple[Any, ...], **how: Any) -> list[Any]:
    """Call `f` of a program whose `h` is answered by the reference."""
    with closing(reference(runtime, **how)) as asked:
        return list(
            execute(runtime, batches(program_, {"f": list(calls)}), QUICK, helpers=asked).outcomes.values()
        )


def request(**content: Any) -> bytes:
    """Return what a box sends."""
    return wire.encode({"helper": "h", "args": (), "kwargs": {}, **content})


@pytest.mark.parametrize("own", ["def h():\n    return 'own'", "h = None", "raise ValueError", ""])
def test_it_takes_the_place_of_a_definition(machine: Machine, own: str) -> None:
    """Whether the program's own is wrong, blank or missing."""
    assert outcomes(machine, f"{own}\ndef f():\n    return h(), h(2)", ()) == [Returned((42, 43))]


def test_it_is_there_before_the_program(machine: Machine) -> None:
    """A default argument is evaluated when its function is defined, and gets the reference's value."""
    source = "def h():\n    raise ValueError\ndef f(n, x=h()):\n    return n + x"
    assert outcomes(machine, source, (1,), (2,)) == [Returned(43), Returned(44)]


def test_no_code_of_the_reference_enters_the_box(machine: Machine) -> None:
    """Its statements go into a box of their own."""
    watched = Watched(machine)
    outcomes(watched, "# student's\ndef f():\n    return h()", ())
    sent = [box.sent for box in watched.boxes]
    assert [(b"def f" in box, b"secret" in box) for box in sent] == [(True, False), (False, True)]


def test_an_exception_has_a_type_and_nothing_else(machine: Machine) -> None:
    """Neither its text nor its line leaves the reference's box."""
    (raised,) = outcomes(machine, "def f():\n    return h('x')", ())
    assert isinstance(raised, Raised)
    assert (raised.name, raised.message) == ("TypeError", "h can't be called with these arguments")


def test_an_uncommon_exception_is_a_common_one(machine: Machine) -> None:
    """Its type could tell something."""
    source = "def h():\n    raise UnicodeError"
    (raised,) = outcomes(machine, "def f():\n    return h()", (), source=source)
    assert raised.name == "RuntimeError"


def test_a_reference_that_ends_its_box_has_raised(machine: Machine) -> None:
    """A student's arguments made it; the next call gets a new box."""
    source = "import os\ndef h(x):\n    return os._exit(1) if x else 5"
    called = "def f():\n    try:\n        h(1)\n    except ValueError:\n        return h(0)"
    assert outcomes(machine, called, (), source=source) == [Returned(5)]


def test_the_same_call_is_computed_once(machine: Machine) -> None:
    """For all submissions."""
    watched, known = Watched(machine), KnownAnswers()
    for _ in range(2):
        outcomes(watched, "def f():\n    return h(3)", (), known=known)
    assert sum(b"secret" in box.sent for box in watched.boxes) == 1


def test_answers_are_kept_for_later_runs() -> None:
    """As arrays, whatever they are."""
    saved: list[Any] = []
    known = KnownAnswers(save=saved.append)
    known.keep(b"a", b"first")
    known.keep(b"b", b"")
    known.save()
    known.save()
    later = KnownAnswers(load=lambda: wire.decode(wire.encode(saved[0])))
    assert (len(saved), later.get(b"a"), later.get(b"b"), later.get(b"c")) == (1, b"first", b"", None)


def test_a_box_that_the_system_kills_is_replaced(machine: Machine) -> None:
    """The student's call gets its value."""
    killing = Killing(machine, text=b"secret")
    with closing(reference(killing)) as asked:
        answer = wire.decode(asked.answer(request(args=(1,))))
    assert (answer["returned"], len(killing.boxes)) == (42, 2)


def test_all_that_is_kept_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first answer on."""
    monkeypatch.setattr(helpers, "MAX_KEPT_BYTES", 10)
    known = KnownAnswers()
    for question in (b"a", b"b", b"c"):
        known.keep(question, b"12345")
    assert [known.get(question) for question in (b"a", b"b", b"c")] == [b"12345", b"12345", None]


@pytest.mark.parametrize(("limit", "size"), [("MAX_NEW", 2), ("MAX_NEW_BYTES", 100)])
def test_one_function_leaves_room_for_others(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, limit: str, size: int
) -> None:
    """It gets its answers all the same."""
    monkeypatch.setattr(helpers, limit, size)
    saved: list[Any] = []
    known = KnownAnswers(save=saved.append)
    found = outcomes(machine, "def f():\n    return [h(n) for n in range(9)]", (), known=known)
    assert found == [Returned(list(range(41, 50)))]
    assert 0 < len(saved[-1]["sizes"]) <= 2


@pytest.mark.parametrize(
    "content", [{"helper": "later"}, {"helper": 1}, {"args": [1]}, {"kwargs": {1: 2}}, {"more": 1}]
)
def test_a_malformed_request_ends_the_box(machine: Machine, content: dict[str, Any]) -> None:
    """Also one for a function that is no helper here."""
    with closing(reference(machine)) as asked, pytest.raises(BoxEndedError, match="something other"):
        asked.answer(request(**content))


def test_calls_are_counted(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known answers too: a report must not depend on what is known."""
    monkeypatch.setattr(helpers, "MAX_CALLS", 3)
    (stopped,) = outcomes(machine, "def f():\n    return [h(1) for _ in range(4)]", ())
    assert (stopped.reason, stopped.detail) == (
        "timeout",
        "called its helpers more often than the limit allows",
    )


def test_bytes_are_counted(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of requests and answers."""
    monkeypatch.setattr(helpers, "MAX_BYTES", 1000)
    assert outcomes(machine, "def f():\n    return h('x' * 1000)", ())[0].reason == "timeout"


def test_boxes_are_counted(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is one that a student's arguments ended."""
    monkeypatch.setattr(helpers, "MAX_BOXES", 1)
    source = "import os\ndef h(x):\n    os._exit(1)"
    called = (
        "def f():\n    for n in range(2):\n        try:\n            h(n)\n        except ValueError: pass"
    )
    assert outcomes(machine, called, (), source=source)[0].reason == "timeout"


def test_waiting_is_not_charged(machine: Machine) -> None:
    """The reference may take longer than the student's function has."""
    source = "import time\ndef h():\n    time.sleep(0.5)\n    return 1"
    with closing(reference(machine, source)) as asked:
        limits = Limits(cpu_seconds=0.1, wall_factor=2.0)
        execution = execute(machine, batches("def f():\n    return h()", {"f": [()]}), limits, helpers=asked)
    assert list(execution.outcomes.values()) == [Returned(1)]


def test_what_others_have_asked_is_not_known_to_all(machine: Machine) -> None:
    """A function must not learn of a helper that it may not call, such as itself."""
    known = KnownAnswers()
    with closing(reference(machine, known=known)) as allowed:
        allowed.answer(request(args=(1,)))
    others = program(["later"], REFERENCE).definitions
    with (
        closing(ReferenceHelpers(machine, others, QUICK, setup_request({}, {}), known)) as asked,
        pytest.raises(BoxEndedError),
    ):
        asked.answer(request(args=(1,)))


def test_many_large_answers_are_given(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only replies that stay in memory are counted together."""
    monkeypatch.setattr(session, "MAX_HELD_BYTES", 1000)
    source = "def h(x):\n    return str(x) * 600"
    with closing(reference(machine, source)) as asked:
        answers = [wire.decode(asked.answer(request(args=(n,)))) for n in (1, 2)]
    assert [answer["returned"][:1] for answer in answers] == ["1", "2"]
