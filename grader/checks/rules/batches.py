"""Laws about what feeds a model: whether each image comes with its own label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.packs import Case

_EXPLAINED = 0.25  # of how images differ in brightness: changed at random, or by labels of other images, less
_PARTS = {"train": "training", "validation": "validation"}


def paired(_rule: Mapping[str, Any], actual: Any, expected: Any, _case: Case) -> Iterator[str]:
    """Labels tell how bright images are, as they do in a case that is made that way."""
    for part, told in _PARTS.items():
        found, wanted = (_brightness(value, part) for value in (actual, expected))
        if found is None or wanted is None:
            yield f"it is not known which label belongs to which image for {told}"
        elif not _is_like(found, wanted):
            yield f"the images for {told} do not have their own labels"


def _is_like(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Return whether labels tell brightness alike, as far as a batch has images of all of them."""
    if found["explained"] is None or len(found["of_labels"]) != len(wanted["of_labels"]):
        return True
    return found["explained"] >= _EXPLAINED and _order(found) == _order(wanted)


def _brightness(value: Any, part: str) -> Mapping[str, Any] | None:
    for name in (part, "batch", "brightness"):
        value = value.get(name) if isinstance(value, dict) else None
    is_known = isinstance(value, dict) and isinstance(value.get("of_labels"), list)
    return value if is_known and isinstance(value.get("explained", ""), (float, type(None))) else None


def _order(brightness: Mapping[str, Any]) -> list[int]:
    return [int(number) for number in np.argsort(brightness["of_labels"])]
