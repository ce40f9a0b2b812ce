"""Notices Ctrl-C even where Python loses its exception: in a destructor, or in a callback of an import."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_EVENT = threading.Event()


@contextmanager
def noticing() -> Iterator[threading.Event]:
    """Yield an event that Ctrl-C also sets; for the main thread."""
    usual = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> None:
        _EVENT.set()
        if callable(usual):
            usual(number, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield _EVENT
    finally:
        signal.signal(signal.SIGINT, usual)
        _EVENT.clear()


def raise_if_noticed() -> None:
    """Raise the exception again that may have been lost.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed.
    """
    if _EVENT.is_set():
        raise KeyboardInterrupt
