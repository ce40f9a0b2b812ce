"""Suppresses warnings about a student's file, in a process with several threads."""

from __future__ import annotations

import threading
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.RLock()  # warnings.catch_warnings affects the entire process


@contextmanager
def no_warnings() -> Iterator[None]:
    """Ignore every warning inside the block; only one thread at a time enters such a block."""
    with _lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
