"""A result that is computed in a background thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class BackgroundResult(Generic[T]):
    """Calls a function in a thread immediately; `result` waits for its return value or exception."""

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
        """Wait until the result or the exception is available."""
        self._thread.join()

    @property
    def failed(self) -> bool:
        """Whether it raised; waits until that is known."""
        self._thread.join()
        return self._error is not None

    def result(self) -> T:
        """Return the result; may be called repeatedly."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._results[0]
