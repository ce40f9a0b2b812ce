"""Process submissions in parallel: a bounded pool, results in order, constant memory."""

from __future__ import annotations

import threading
from collections import Counter, deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING, Generic, TypeVar

from grader.sandbox import cores
from grader.support.interruption import raise_if_noticed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

T = TypeVar("T")
R = TypeVar("R")

NOTICE_SECONDS = 0.2  # between looks for an interruption
AHEAD = 16  # finished results per job that may wait for a slow submission before them


class WarmUpScheduler(Generic[T]):
    """Lets other work go first while the resource that a kind of work needs is starting.

    Args:
        kind_of: Returns the kind of an item.
        started: Kinds that need no start.
    """

    def __init__(self, kind_of: Callable[[T], str], started: Iterable[str] = ()) -> None:
        self._kind_of = kind_of
        self._started = set(started)
        self._waiting: Counter[str] = Counter()
        self._lock = threading.Lock()

    def may_begin(self, item: T) -> bool:
        """Return whether an item can begin without waiting for a start that another item waits for."""
        return not self._waiting or self._kind(item) not in self._waiting

    def begin(self, item: T) -> str:
        """Record that work begins, and return its kind."""
        kind = self._kind(item)
        with self._lock:
            if kind not in self._started:
                self._waiting[kind] += 1
        return kind

    def _kind(self, item: T) -> str:
        """Return an item's kind; if that fails, the work itself will report why."""
        try:
            return self._kind_of(item)
        except Exception:  # noqa: BLE001
            return "unknown"

    def end(self, kind: str) -> None:
        """Record that work of a kind has ended."""
        with self._lock:
            self._waiting -= Counter([kind])

    def has_started(self, kind: str) -> None:
        """Record that a kind of work can start without waiting."""
        with self._lock:
            self._started.add(kind)
            del self._waiting[kind]


def in_order(
    work: Callable[[T], R],
    items: Iterable[T],
    jobs: int,
    warm_ups: WarmUpScheduler[T] | None = None,
) -> Generator[R]:
    """Return an iterator over `work(item)` for each item, in order, with `jobs` threads.

    Work begins at once. Threads suffice, because the work is done by boxes, which are processes. An
    exception of `work` is raised by the iterator; pending items are then dropped, and running ones are
    waited for. The same happens when the iterator is closed.

    Args:
        work: The function to call with each item.
        items: The items.
        jobs: The number of threads.
        warm_ups: Decides which items begin before others.
    """
    queue = _Queue(work, warm_ups or WarmUpScheduler(lambda _: "", [""]))
    workers = count()
    pool = ThreadPoolExecutor(
        max_workers=jobs,
        thread_name_prefix="grade",
        initializer=lambda: cores.settle(next(workers), jobs),
    )
    rest = iter(items)
    pending = deque(queue.submit(pool, islice(rest, jobs * AHEAD)))
    return _results(queue, rest, pending, pool)


@dataclass
class _Queue(Generic[T, R]):
    """Pending work; each free thread takes the first item that may begin."""

    work: Callable[[T], R]
    warm_ups: WarmUpScheduler[T]
    waiting: list[tuple[T, Future[R]]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def submit(self, pool: ThreadPoolExecutor, items: Iterable[T]) -> list[Future[R]]:
        """Queue items; all are queued before the first one begins."""
        work: list[tuple[T, Future[R]]] = [(item, Future()) for item in items]
        with self.lock:
            self.waiting += work
        for _ in work:
            pool.submit(self._next)
        return [future for _, future in work]

    def _next(self) -> None:
        with self.lock:
            number = next((n for n, (item, _) in enumerate(self.waiting) if self.warm_ups.may_begin(item)), 0)
            item, future = self.waiting.pop(number)
            kind = self.warm_ups.begin(item)
        try:
            future.set_result(self.work(item))
        except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
            future.set_exception(error)
        finally:
            self.warm_ups.end(kind)


def _results(
    queue: _Queue[T, R], rest: Iterator[T], pending: deque[Future[R]], pool: ThreadPoolExecutor
) -> Generator[R]:
    patient = True
    try:
        while pending:
            result = _result(pending.popleft())
            pending.extend(queue.submit(pool, islice(rest, 1)))
            yield result
    except KeyboardInterrupt:
        patient = False  # the caller stops whatever the work is waiting for
        raise
    finally:
        pool.shutdown(wait=patient, cancel_futures=True)


def _result(future: Future[R]) -> R:
    """Wait for a result, and notice an interruption meanwhile."""
    while not wait([future], NOTICE_SECONDS).done:
        raise_if_noticed()
    return future.result()
