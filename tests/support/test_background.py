"""A result that is being worked out meanwhile."""

from __future__ import annotations

import threading

import pytest

from grader.support.background import BackgroundResult

PATIENCE = 300


def test_work_begins_at_once() -> None:
    """Nobody has to ask."""
    begun = threading.Event()
    BackgroundResult(begun.set)
    assert begun.wait(PATIENCE)


def test_the_result_is_what_the_work_returned() -> None:
    """Also when that is nothing."""
    assert [BackgroundResult(lambda: 7).result(), BackgroundResult(lambda: None).result()] == [7, None]


def test_the_work_is_done_once() -> None:
    """However often the result is asked for."""
    calls: list[int] = []
    later = BackgroundResult(lambda: calls.append(1))
    later.result()
    later.result()
    assert calls == [1]


def test_the_result_is_waited_for() -> None:
    """Until it is there."""
    go = threading.Event()
    later = BackgroundResult(lambda: go.wait(PATIENCE))
    threading.Timer(0.01, go.set).start()
    assert later.result() is True


def test_an_exception_is_raised_where_the_result_is_asked_for() -> None:
    """Each time."""
    later = BackgroundResult(lambda: 1 / 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            later.result()
