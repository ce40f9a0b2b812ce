"""Silence around a student's file."""

from __future__ import annotations

import threading
import warnings

import pytest

from grader.support.warnings import no_warnings


def test_a_warning_inside_is_ignored() -> None:
    """Even where warnings are errors, as in these tests."""
    with no_warnings():
        warnings.warn("nobody hears this", UserWarning, stacklevel=1)


def test_a_warning_afterwards_is_heard_again() -> None:
    """Silence ends with its block."""
    with no_warnings():
        pass
    with pytest.raises(UserWarning, match="heard"):
        warnings.warn("heard", UserWarning, stacklevel=1)


def test_silence_ends_with_an_exception_too() -> None:
    """The filters are put back whatever happens."""
    before = list(warnings.filters)
    with pytest.raises(ValueError, match="inside"), no_warnings():
        raise ValueError("inside")
    assert warnings.filters == before


def test_blocks_nest() -> None:
    """One thread may enter again."""
    with no_warnings(), no_warnings():
        warnings.warn("nobody hears this", UserWarning, stacklevel=1)


def test_blocks_of_two_threads_take_turns() -> None:
    """A thread that wants silence waits for the one that has it, so neither restores the other's filters."""
    entered = threading.Event()

    def enter() -> None:
        with no_warnings():
            entered.set()

    other = threading.Thread(target=enter)
    with no_warnings():
        other.start()
        assert not entered.is_set()
    other.join(30)
    assert entered.is_set()
