"""Call a student's function without changing the notebook's variables."""

from __future__ import annotations

import copy
import dis
import random
import types
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

_READS = frozenset({"LOAD_GLOBAL", "LOAD_NAME"})
# Types that a call could change in place; the function sees copies of them.
_CHANGEABLE = (
    *(np.ndarray, list, dict, set, bytearray),
    *(np.random.Generator, np.random.RandomState, random.Random),
)


@contextmanager
def untouched(names: dict[str, Any], function: Any) -> Iterator[None]:
    """Replace the variables that a function names by copies, and restore them at the end.

    Args:
        names: The notebook's namespace.
        function: The function to be called.
    """
    own = getattr(function, "__globals__", names)
    spaces = [names] if own is names else [names, own]
    before = [dict(space) for space in spaces]
    try:
        for name in names_read(function, own):
            if isinstance(own[name], _CHANGEABLE):
                with suppress(Exception):  # values that cannot be copied are unlikely to be modified
                    own[name] = copy.deepcopy(own[name])
        yield
    finally:
        for space, content in zip(spaces, before, strict=True):
            for name in space.keys() - content.keys():
                del space[name]
            space.update(content)


def names_read(function: Any, names: dict[str, Any]) -> set[str]:
    """Return the global names that a function, and the functions it calls in its namespace, may read."""
    found: set[str] = set()
    pending = [function]
    while pending:
        for part in _functions_of(pending.pop(), names):
            for name in _globals_of(part.__code__) & names.keys() - found:
                found.add(name)
                pending.append(names[name])
    return found


def _functions_of(value: Any, names: dict[str, Any]) -> Iterator[Any]:
    """Yield the functions that a call may run: the function, one it wraps, a class's methods."""
    if isinstance(value, types.FunctionType):
        yield value
        for cell in value.__closure__ or ():
            with suppress(ValueError):  # an empty closure cell
                if isinstance(cell.cell_contents, types.FunctionType):
                    yield cell.cell_contents
    else:
        kind = value if isinstance(value, type) else type(value)
        yield from (part for part in vars(kind).values() if getattr(part, "__globals__", None) is names)


def _globals_of(code: types.CodeType) -> set[str]:
    """Return the global names read by code and the code nested in it."""
    read = {step.argval for step in dis.get_instructions(code) if step.opname in _READS}
    nested = (part for part in code.co_consts if isinstance(part, types.CodeType))
    return read.union(*map(_globals_of, nested))
