"""Limits of wall time on work that several limits of its own do not bound together."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Deadline:
    """The end of a time that begins now.

    Args:
        seconds: How long it is.
        clock: Returns the time in seconds; by default one that never goes back.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self.clock = clock
        self._end = clock() + seconds

    @property
    def has_passed(self) -> bool:
        """Whether the time is over."""
        return self.clock() > self._end

    @property
    def minutes(self) -> str:
        """How long it is, for people."""
        minutes = round(self.seconds / 60)
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
