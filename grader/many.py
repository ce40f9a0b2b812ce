"""Many submissions at once: a bounded pool, results in the order of the submissions, memory flat."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4  # how many finished results for each job may wait for a slow submission before them


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """Return an iterator over `work(item)` for each item, in order, with `jobs` at work at once.

    The first ones begin at once. Threads are enough: the work is done by boxes, which are processes. An
    exception of `work` is raised by the iterator; what has not begun by then is not begun.
    """
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="grade")
    rest = iter(items)
    pending = deque(pool.submit(work, item) for item in islice(rest, jobs * AHEAD))
    return _results(work, rest, pending, pool)


def _results(
    work: Callable[[T], R], rest: Iterator[T], pending: deque[Future[R]], pool: ThreadPoolExecutor
) -> Iterator[R]:
    patient = True
    try:
        while pending:
            result = pending.popleft().result()
            pending.extend(pool.submit(work, item) for item in islice(rest, 1))
            yield result
    except KeyboardInterrupt:
        patient = False  # the caller ends what the work is waiting for
        raise
    finally:
        pool.shutdown(wait=patient, cancel_futures=True)
