"""Interruptions whose exception was lost."""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from grader.support.interruption import noticing, raise_if_noticed

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Handle Ctrl-C as Python usually does: where tests run in the background, it may be ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def lose_an_interruption() -> None:
    """Send what Ctrl-C sends, and drop the exception as a destructor would."""
    with suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_an_interruption_that_was_lost_is_raised_again() -> None:
    """Where the program looks for it next."""
    with noticing() as noticed:
        lose_an_interruption()
        assert noticed.is_set()
        with pytest.raises(KeyboardInterrupt):
            raise_if_noticed()


def test_it_interrupts_at_once_as_usual() -> None:
    """The exception is raised where the program is."""
    with noticing(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_afterwards_nothing_is_left_of_it() -> None:
    """The next command starts anew."""
    with noticing():
        lose_an_interruption()
    raise_if_noticed()
