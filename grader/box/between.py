"""Calls a function, if a case asks for it between two calls with other arguments."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def called(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], probe: Mapping[str, Any]
) -> Any:
    """Return the result of a call; if a case asks for it, made between two calls with other arguments.

    A function that keeps something from one call to the next, such as a result or an array that it returns
    again, then gives itself away. The first call is given the very objects of the second, with other content:
    so does a function that knows its arguments by their identity.
    """
    if "between" not in probe:
        return function(*args, **kwargs)
    own = copy.deepcopy(args)
    function(*_filled(args, copy.deepcopy(probe["between"])), **kwargs)
    result = function(*_filled(args, own), **kwargs)
    function(*probe["between"], **kwargs)
    return result


def _filled(value: Any, content: Any) -> Any:
    """Return a value with other content: arrays and dictionaries stay the same objects where they can."""
    if isinstance(value, tuple) and isinstance(content, tuple) and len(value) == len(content):
        return tuple([_filled(*pair) for pair in zip(value, content, strict=True)])
    if isinstance(value, np.ndarray) and isinstance(content, np.ndarray):
        if (value.shape, value.dtype) == (content.shape, content.dtype) and value.flags.writeable:
            value[...] = content
            return value
    elif isinstance(value, dict) and isinstance(content, dict):
        value.clear()
        value.update(content)
        return value
    return content
