"""Many submissions at once: in order, bounded, and stopped by the first failure."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.batch.pool import AHEAD, WarmUpScheduler, in_order
from grader.support.interruption import noticing

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 300  # seconds until a broken test fails; a working one never waits


@settings(deadline=None)  # no test depends on load
@given(st.lists(st.integers(), max_size=40), st.integers(1, 5))
def test_results_come_in_the_order_of_the_items(items: list[int], jobs: int) -> None:
    """Whatever the number of jobs."""
    assert list(in_order(lambda n: -n, items, jobs)) == [-n for n in items]


def test_a_slow_item_holds_its_place() -> None:
    """The first result comes first although the second was ready before it."""
    second_is_done = threading.Event()

    def work(item: int) -> int:
        if item == 1:
            assert second_is_done.wait(PATIENCE)
        else:
            second_is_done.set()
        return item

    assert list(in_order(work, [1, 2], 2)) == [1, 2]


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_as_many_items_as_jobs_are_at_work_at_once(jobs: int) -> None:
    """Each waits until all are there, so fewer would never finish."""
    everyone = threading.Barrier(jobs)
    assert len(list(in_order(lambda _: everyone.wait(PATIENCE), range(jobs), jobs))) == jobs


def test_no_more_items_than_jobs_are_at_work_at_once() -> None:
    """The count of those at work never passes the number of jobs."""
    lock, at_work, most = threading.Lock(), 0, 0

    def work(_: int) -> None:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        with lock:
            at_work -= 1

    list(in_order(work, range(200), 3))
    assert most <= 3


def test_work_begins_before_a_result_is_asked_for() -> None:
    """What the caller does until then costs no time."""
    begun = threading.Event()
    results = in_order(lambda _: begun.set(), [1], 1)
    assert begun.wait(PATIENCE)
    assert list(results) == [None]


@pytest.mark.parametrize("jobs", [1, 3])
def test_only_so_many_items_are_taken_ahead(jobs: int) -> None:
    """Endless items take no endless memory."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = in_order(lambda n: n, items(), jobs)
    assert len(taken) == jobs * AHEAD
    assert next(results) == 0
    results.close()


def test_one_more_item_is_taken_for_each_result() -> None:
    """The window moves on."""
    items = iter(range(100))
    results = in_order(lambda n: n, items, 2)
    for _ in range(5):
        next(results)
    results.close()
    assert next(items) == 2 * AHEAD + 5


def test_an_exception_is_raised_in_its_place() -> None:
    """The results before it have come."""

    def work(item: int) -> int:
        if item == 2:
            raise KeyError(item)
        return item

    results = in_order(work, [0, 1, 2, 3], 2)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(KeyError):
        next(results)


def test_nothing_begins_after_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    """What had not begun is not begun; what had is waited for."""
    begun: list[int] = []
    stopped = threading.Event()
    shutdown = ThreadPoolExecutor.shutdown

    def work(item: int) -> None:
        begun.append(item)
        if item == 0:
            raise KeyError(item)
        assert stopped.wait(PATIENCE)

    def note(pool: ThreadPoolExecutor, *, wait: bool, cancel_futures: bool) -> None:
        shutdown(pool, wait=False, cancel_futures=cancel_futures)
        stopped.set()
        shutdown(pool, wait=wait)

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", note)
    with pytest.raises(KeyError):
        list(in_order(work, range(100), 1))
    assert begun in ([0], [0, 1])


def test_a_failure_of_the_items_is_raised() -> None:
    """A folder that can't be listed, for example."""

    def items() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(in_order(str, items(), 2))


def test_no_thread_is_left_behind() -> None:
    """Neither after the end nor after an early stop."""
    before = set(threading.enumerate())
    list(in_order(str, range(5), 3))
    results = in_order(str, range(50), 3)
    next(results)
    results.close()
    left = set(threading.enumerate()) - before
    assert [thread.name for thread in left if thread.name.startswith("grade")] == []


def test_an_interruption_that_was_lost_ends_the_wait() -> None:
    """Even while the work goes on."""
    goes_on = threading.Event()
    with noticing():
        results = in_order(lambda _: goes_on.wait(), [1], 1)
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            next(results)
    goes_on.set()


def test_no_items_give_no_results() -> None:
    """An empty folder is no error."""
    assert list(in_order(str, [], 3)) == []


class TestStarts:
    def test_others_go_first_while_something_starts(self) -> None:
        """One waits for it; the next of its kind begins when nothing else is left, or when it has started."""
        begun: list[str] = []
        rest_is_done = threading.Event()

        def work(item: str) -> str:
            begun.append(item)
            if item == "slow 1":
                assert rest_is_done.wait(PATIENCE)
                warm_ups.has_started("slow")
            if item == "quick 3":
                rest_is_done.set()
            return item

        items = ["slow 1", "slow 2", "quick 1", "slow 3", "quick 2", "quick 3"]
        warm_ups = WarmUpScheduler(lambda item: item.split()[0], ["quick"])
        assert list(in_order(work, items, 2, warm_ups)) == items
        assert sorted(begun[:4]) == ["quick 1", "quick 2", "quick 3", "slow 1"]

    def test_nobody_waits_when_there_is_nothing_else(self) -> None:
        """Two of the same kind begin at once."""
        both = threading.Barrier(2, timeout=PATIENCE)
        warm_ups: WarmUpScheduler[int] = WarmUpScheduler(lambda _: "slow")
        assert len(list(in_order(lambda _: both.wait(), range(2), 2, warm_ups))) == 2

    def test_what_has_not_started_is_waited_for_once_more(self) -> None:
        """The first one may have needed no start."""
        warm_ups: WarmUpScheduler[str] = WarmUpScheduler(lambda item: item)
        kind = warm_ups.begin("slow")
        meanwhile = warm_ups.may_begin("slow"), warm_ups.may_begin("quick")
        warm_ups.end(kind)
        between = warm_ups.may_begin("slow")
        warm_ups.begin("slow")
        again = warm_ups.may_begin("slow")
        warm_ups.has_started("slow")
        assert (meanwhile, between, again) == ((False, True), True, False)
        assert warm_ups.may_begin("slow")
        warm_ups.end("slow")
        warm_ups.begin("slow")
        assert warm_ups.may_begin("slow")

    def test_a_kind_that_can_not_be_told_is_no_failure(self) -> None:
        """The work is done, and says itself what is wrong."""

        def kind_of(_: int) -> str:
            raise OSError("gone")

        assert list(in_order(str, range(3), 2, WarmUpScheduler(kind_of))) == ["0", "1", "2"]
