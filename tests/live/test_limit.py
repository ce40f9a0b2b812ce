"""The time limit of a call in this very process."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from grader.live import limit
from grader.live.limit import OutOfTimeError, within

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT = 0.05


def endless() -> None:
    while True:
        pass


def stubborn() -> None:
    while True:
        with suppress(Exception):
            pass


def deaf() -> None:
    """Swallow the first interruptions, whatever they are."""
    for _ in range(3):
        with suppress(BaseException):
            endless()
    endless()


def in_a_thread(function: Callable[[], Any]) -> BaseException | None:
    """Call a function in another thread, and return what it raised."""
    caught: list[BaseException | None] = []

    def call() -> None:
        try:
            function()
        except BaseException as error:  # noqa: BLE001
            caught.append(error)
        else:
            caught.append(None)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    return caught[0]


@pytest.fixture(params=["signal", "thread"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Try both: without `setitimer`, as on Windows, another thread does it."""
    if request.param == "thread":
        monkeypatch.delattr(signal, "setitimer")
    return str(request.param)


@pytest.mark.usefixtures("way")
class TestBothWays:
    """A signal, or another thread."""

    def test_what_is_returned_comes_through(self) -> None:
        """In time."""
        assert within(60, lambda: 3) == 3

    def test_what_is_raised_comes_through(self) -> None:
        """As it is."""
        with pytest.raises(ZeroDivisionError):
            within(60, lambda: 1 / 0)

    @pytest.mark.parametrize("function", [endless, stubborn, deaf])
    def test_an_endless_call_is_interrupted(self, function: Callable[[], None]) -> None:
        """Also one that swallows exceptions."""
        with pytest.raises(OutOfTimeError):
            within(SHORT, function)

    def test_nothing_rings_afterwards(self) -> None:
        """Whatever comes next is not interrupted."""
        with pytest.raises(OutOfTimeError):
            within(SHORT, endless)
        assert sum(range(3_000_000)) == 4_499_998_500_000

    def test_calls_may_follow_each_other(self) -> None:
        """Each has its own limit."""
        for _ in range(3):
            with pytest.raises(OutOfTimeError):
                within(SHORT, endless)
        assert within(60, lambda: 3) == 3


class TestSignal:
    """In the main thread, on Unix."""

    def test_a_sleep_is_interrupted(self) -> None:
        """No line of Python runs in it."""
        with pytest.raises(OutOfTimeError):
            within(SHORT, lambda: time.sleep(600))

    def test_the_handler_and_the_timer_are_put_back(self) -> None:
        """They may be the notebook's own."""

        def handler(*_: object) -> None:
            """Do nothing."""

        before = signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 500)
        try:
            within(60, lambda: None)
            assert signal.getsignal(signal.SIGALRM) is handler
            assert 400 < signal.getitimer(signal.ITIMER_REAL)[0] <= 500
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


class TestThread:
    """Elsewhere."""

    def test_in_another_thread_a_call_is_interrupted_too(self) -> None:
        """Where no signal arrives."""
        assert isinstance(in_a_thread(lambda: within(SHORT, endless)), OutOfTimeError)

    def test_in_another_thread_a_call_in_time_is_left_alone(self) -> None:
        """And so is what follows."""
        assert in_a_thread(lambda: (within(60, lambda: None), sum(range(100_000)))) is None

    def test_students_can_not_catch_it_by_exception(self) -> None:
        """Only by a bare except, which is asked again."""
        assert not issubclass(limit.OutOfTimeError, Exception)
