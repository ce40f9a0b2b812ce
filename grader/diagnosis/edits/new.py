"""A replacement, as the rules yield it."""

from __future__ import annotations

from typing import NamedTuple


class New(NamedTuple):
    """A replacement for an expression: text, cost, the mistake that it mends, names for the sentence."""

    text: str
    cost: float
    idea: str
    about: tuple[str, ...] = ()
