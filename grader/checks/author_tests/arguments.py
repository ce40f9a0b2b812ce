"""When two calls have the same arguments: as a box receives them, whatever kind of number they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader import wire

if TYPE_CHECKING:
    from collections.abc import Mapping


def key_of(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bytes:
    """Return the same bytes for calls with the same arguments, and others for others."""
    return wire.encode((plain(args), {name: plain(kwargs[name]) for name in sorted(kwargs)}))


def plain(value: Any) -> Any:
    """Return a value with Python's numbers in place of NumPy's."""
    if isinstance(value, np.generic) and value.dtype.kind in "biuf":
        return value.item()
    if type(value) in {tuple, list}:
        return type(value)(plain(item) for item in value)
    if type(value) is dict:
        return {name: plain(item) for name, item in value.items()}
    return value
