"""Why what a function reads from folders is not what it should be: swapped, not split, not rescaled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.sandbox.interface import Returned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.checks import Evidence
    from grader.checks.difference import About

_PARTS = ("train", "validation")
_SWAPPED = (
    "The parts are exchanged: look at subset, and at validation_split, the share that is for validation."
)
_WHOLE = "Nothing is split off: validation_split and subset say which share of the images is taken."
_OTHER_FOLDER = "That is the folder of the other part."
_NOT_RESCALED = "The pixels are still 0 to 255: they are not divided by 255."
_RESCALED_TWICE = "The pixels are divided by 255 more than once."
_DEFAULT_SIZE = "That is the size that Keras takes if none is given."
_DEFAULTS = ((256, 256), (255, 255))
_HIGHEST, _LOWEST = 2.0, 0.1  # of rescaled pixels


def reason_of(item: Evidence, about: About | None) -> str:
    """Return the reason for what a rule says of a part that a function returned; empty if unknown."""
    values = [o.value if isinstance(o, Returned) else None for o in (item.outcome, item.reference)]
    actual, expected = (value.get("loaders") if isinstance(value, dict) else None for value in values)
    if not isinstance(actual, dict) or not isinstance(expected, dict):
        return ""
    parts = [_part(loaders, name) for loaders in (actual, expected) for name in _PARTS]
    name, _, what = (about.part if about is not None else "").partition(".")
    match what:
        case "folder":
            return _of_folders(*parts, about_training=name == _PARTS[0])
        case "images":
            return _of_numbers(*(part.get("images") for part in parts))
        case "batch.images.high" | "batch.images.low":
            return _of_pixels(_images(actual, name).get("high"))
        case "batch.images.shape":
            shape = _images(actual, name).get("shape", ())
            return _DEFAULT_SIZE if tuple(shape[:2]) in _DEFAULTS else ""
    return ""


def _images(loaders: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return _part(_part(_part(loaders, name), "batch"), "images")


def _part(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}


def _of_folders(
    train: Mapping[str, Any],
    validation: Mapping[str, Any],
    right_train: Mapping[str, Any],
    right_validation: Mapping[str, Any],
    *,
    about_training: bool,
) -> str:
    got, other = (train, right_validation) if about_training else (validation, right_train)
    own = right_train if about_training else right_validation
    is_others = got.get("folder") == other.get("folder") != own.get("folder")
    return _OTHER_FOLDER if is_others else ""


def _of_numbers(train: Any, validation: Any, right_train: Any, right_validation: Any) -> str:
    numbers = (train, validation, right_train, right_validation)
    if not all(type(number) is int for number in numbers) or right_train == right_validation:
        return ""
    if (train, validation) == (right_validation, right_train):
        return _SWAPPED
    return _WHOLE if right_train + right_validation in {train, validation} else ""


def _of_pixels(high: Any) -> str:
    if not isinstance(high, float):
        return ""
    if high > _HIGHEST:
        return _NOT_RESCALED
    return _RESCALED_TWICE if 0 < high < _LOWEST else ""
