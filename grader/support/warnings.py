"""Silence for code that warns about a student's file, in a process with several threads."""

from __future__ import annotations

import threading
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.RLock()  # warnings.catch_warnings changes the whole process


@contextmanager
def no_warnings() -> Iterator[None]:
    """Ignore every warning inside the block; blocks of different threads take turns."""
    with _lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
