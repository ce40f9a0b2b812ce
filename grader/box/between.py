"""Calls a function, if a case asks for it between two calls with other arguments."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def called(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], probe: Mapping[str, Any]
) -> Any:
    """Return the result of a call; if a case asks for it, made between two calls with other arguments.

    A function that keeps something from one call to the next, such as a result or an array that it returns
    again, then gives itself away.
    """
    if "between" not in probe:
        return function(*args, **kwargs)
    function(*copy.deepcopy(probe["between"]), **kwargs)
    result = function(*args, **kwargs)
    function(*probe["between"], **kwargs)
    return result
