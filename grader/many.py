"""Many submissions at once: a bounded pool, results in the order of the submissions, memory flat."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4  # how many finished results for each job may wait for a slow submission before them


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """Yield `work(item)` for each item, in order, with `jobs` at work at once.

    Threads are enough: the work is done by boxes, which are processes. An exception of `work` is raised
    here; what has not begun by then is not begun.
    """
    pending: deque[Future[R]] = deque()
    with ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="grade") as pool:
        try:
            for item in items:
                pending.append(pool.submit(work, item))
                if len(pending) >= jobs * AHEAD:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
