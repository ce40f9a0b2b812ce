"""Laws about what feeds a model: whether each image comes with its own label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.packs import Case

_EXPLAINED = 0.5  # of how images differ in brightness; by labels of other images it is next to nothing
_PARTS = {"train": "training", "validation": "validation"}


def paired(_rule: Mapping[str, Any], actual: Any, expected: Any, _case: Case) -> Iterator[str]:
    """Labels tell how bright images are, as they do in a case that is made that way."""
    for part, told in _PARTS.items():
        found, wanted = (_brightness(value, part) for value in (actual, expected))
        if found is None or wanted is None:
            yield f"it is not known which label belongs to which image for {told}"
        elif found["explained"] is not None and (
            found["explained"] < _EXPLAINED or _order(found) != _order(wanted)
        ):
            yield f"the images for {told} do not have their own labels"


def _brightness(value: Any, part: str) -> Mapping[str, Any] | None:
    for name in (part, "batch", "brightness"):
        value = value.get(name) if isinstance(value, dict) else None
    is_known = isinstance(value, dict) and isinstance(value.get("of_labels"), list)
    return value if is_known and isinstance(value.get("explained", ""), (float, type(None))) else None


def _order(brightness: Mapping[str, Any]) -> list[int]:
    return [int(number) for number in np.argsort(brightness["of_labels"])]
