"""Helpers without their code: what the caller gets is what a call of the function itself would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader import wire
from grader.box import helpers
from grader.box.helpers import answer, asking, packed, question, recording, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable


def answered(function: Callable[..., Any]) -> Callable[[bytes], bytes]:
    """Return what a stub asks: it answers with the values of a function."""

    def ask(request: bytes) -> bytes:
        try:
            return answer(function, wire.decode(request))
        except ArithmeticError as error:
            return wire.encode({"raised": type(error).__name__})

    return ask


def helper(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a stub that asks for the values of a function."""
    return asking("h", answered(function))


def test_arguments_go_by_position_and_by_name() -> None:
    """As they were given."""
    assert helper(lambda a, b=2, *, c: [a, b, c])(1, c=3) == [1, 2, 3]


@pytest.mark.parametrize(
    "value",
    [np.float32(1.5), np.ones(()), np.ones((2, 3), np.float32)[:, ::2], {"stride": 2}, (2, 2), True],
)
def test_a_value_has_the_same_type(value: Any) -> None:
    """Numbers, arrays without axes, views, dictionaries."""
    given = helper(lambda x: (type(x).__name__, str(getattr(x, "dtype", "")), np.shape(x)))(value)
    assert given == (type(value).__name__, str(getattr(value, "dtype", "")), np.shape(value))


def test_an_array_of_a_subclass_is_a_plain_one() -> None:
    """The wire carries nothing else."""
    assert helper(lambda x: x.sum())(np.ma.masked_array([1.0, 2.0])) == 3.0


def test_a_result_may_be_changed() -> None:
    """The next call of the same gives another array."""
    stub = helper(np.zeros)
    first = stub(2)
    first += 1
    assert stub(2).tolist() == [0.0, 0.0]


def test_an_argument_that_comes_back_is_the_callers_own() -> None:
    """So a cache contains the arrays themselves, not copies."""
    a, hparameters = np.ones(2), {"pad": 1}
    z, cached, again = helper(lambda x, h: (x + 1, x, h))(a, h=hparameters)
    assert (z.tolist(), cached is a, again is hparameters) == ([2.0, 2.0], True, True)


def test_an_argument_may_be_the_result() -> None:
    """Itself."""
    a = np.ones(2)
    assert helper(lambda x: x)(a) is a


def test_what_is_raised_is_raised_again() -> None:
    """By its type, in words of the stub's own."""
    with pytest.raises(ZeroDivisionError, match=r"^h can't be called with these arguments$"):
        helper(lambda: 1 / 0)()


def test_what_is_no_value_arrives_as_such() -> None:
    """A function of the student's never leaves the box."""
    assert helper(lambda x: type(x) is wire.Opaque)(print) is True


def test_what_is_known_is_not_asked_for() -> None:
    """It is unlocked by the call itself; the rest is asked for."""
    table: dict[bytes, bytes] = {}
    recording("h", lambda x, h=0: x + h, table)(np.ones(2), h=3)
    stub = asking("h", answered(lambda *_, **__: "asked"), unpacked(packed(table)))
    assert [stub(np.ones(2), h=3).tolist(), stub(np.ones(2), h=4)] == [[4.0, 4.0], "asked"]


@pytest.mark.parametrize("other", [1.0, True, np.float64(1), np.ones(()), np.float32(1), "1", (1,), None])
def test_calls_that_differ_in_type_are_different(other: Any) -> None:
    """As they are when they are sent."""
    assert question("h", (1,), {}) != question("h", (other,), {})


def test_a_table_fits_into_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much is known."""
    monkeypatch.setattr(helpers, "MAX_PACKED_BYTES", 10)
    assert list(unpacked(packed({bytes([n]) * 16: b"12345" for n in range(3)}))) == [bytes(16), b"\1" * 16]
