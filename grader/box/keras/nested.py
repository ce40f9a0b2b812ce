"""Nested structures of tensors."""

from __future__ import annotations

from typing import Any


def flat(value: Any) -> list[Any]:
    """Return the parts of nested lists, tuples and dictionaries, in order."""
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in flat(item)]
    if isinstance(value, dict):
        return [part for item in value.values() for part in flat(item)]
    return [value]
