"""Following a notebook: something happens each time it is saved."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from watchfiles import watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# An editor writes in several steps: a save is over when nothing has changed for the one, at most the other.
STEP_MILLISECONDS = 50
LONGEST_MILLISECONDS = 500
# Some network folders tell of no change: then the file is looked at this often.
LOOK_MILLISECONDS = 1000

Signature = tuple[int, int, int]


def saves(path: Path) -> Iterator[None]:
    """Yield at once, and again whenever the file has been saved since; a save in between is not missed.

    Ends when the user interrupts. While the file is away, as in the middle of a save, nothing is yielded.
    """
    changes = watch(
        path.absolute().parent,
        watch_filter=None,
        debounce=LONGEST_MILLISECONDS,
        step=STEP_MILLISECONDS,
        rust_timeout=LOOK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
        recursive=False,
    )
    seen: Signature | None = None
    for _ in chain([None], changes):
        now = _signature(path)
        if now is not None and now != seen:
            seen = now
            yield


def _signature(path: Path) -> Signature | None:
    """Return what differs after a save: editors write a file anew, or put a new one in its place."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
