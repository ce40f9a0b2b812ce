"""A result that is being worked out in a thread of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class BackgroundResult(Generic[T]):
    """Begins to call a function at once; `result` waits for what it returns or raises."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._results: list[T] = []
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._results.append(self._work())
        except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
            self._error = error

    def wait(self) -> None:
        """Wait until the result is there, or the exception."""
        self._thread.join()

    @property
    def failed(self) -> bool:
        """Whether it has raised; waits until that is known."""
        self._thread.join()
        return self._error is not None

    def result(self) -> T:
        """Return the result, as often as it is asked for."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._results[0]
