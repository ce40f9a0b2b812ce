"""Watch a notebook for saves."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from watchfiles import watch

from grader.support.interruption import noticing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Editors write in several steps: a save is over after the first span without a change, at most the second.
STEP_MILLISECONDS = 50
LONGEST_MILLISECONDS = 500
# Some network folders send no notifications; there the file is polled at this interval.
LOOK_MILLISECONDS = 1000

Signature = tuple[int, int, int]


def saves(path: Path) -> Iterator[None]:
    """Yield at once, and again whenever the file has been saved; no save is missed.

    Ends when the user interrupts. Nothing is yielded while the file is absent, as during a save.
    """
    with noticing() as interrupted:
        changes = watch(
            path.absolute().parent,
            watch_filter=None,
            debounce=LONGEST_MILLISECONDS,
            step=STEP_MILLISECONDS,
            stop_event=interrupted,
            rust_timeout=LOOK_MILLISECONDS,
            yield_on_timeout=True,
            recursive=False,
        )
        seen: Signature | None = None
        with suppress(KeyboardInterrupt):  # watchfiles would write a line of its own
            for _ in chain([None], changes):
                now = _signature(path)
                if now is not None and now != seen:
                    seen = now
                    yield


def _signature(path: Path) -> Signature | None:
    """Return a value that changes with each save: editors rewrite a file, or replace it."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
