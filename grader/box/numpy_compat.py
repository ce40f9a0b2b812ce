"""Restores names and legacy behaviour that NumPy has dropped and that notebooks were written for."""

from __future__ import annotations

import functools
import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Removed name -> its current spelling, as advice and as an expression of NumPy or builtins.
REMOVED_FROM_NUMPY = {
    "Inf": "np.inf",
    "Infinity": "np.inf",
    "NINF": "-np.inf",
    "NZERO": "-0.0",
    "NaN": "np.nan",
    "PINF": "np.inf",
    "PZERO": "0.0",
    "alltrue": "np.all",
    "asfarray": "np.asarray(a, float)",
    "asscalar": "a.item()",
    "bool": "bool",
    "bool8": "np.bool_",
    "cfloat": "np.complex128",
    "complex": "complex",
    "complex_": "np.complex128",
    "cumproduct": "np.cumprod",
    "float": "float",
    "float_": "np.float64",
    "in1d": "np.isin",
    "infty": "np.inf",
    "int": "int",
    "int0": "np.intp",
    "long": "int",
    "mat": "np.asmatrix",
    "msort": "np.sort(a, axis=0)",
    "object": "object",
    "product": "np.prod",
    "rank": "np.ndim",
    "round_": "np.round",
    "row_stack": "np.vstack",
    "sometrue": "np.any",
    "str": "str",
    "trapz": "np.trapezoid",
    "uint0": "np.uintp",
    "unicode": "str",
    "unicode_": "np.str_",
}
_DIRECT = {
    "asscalar": lambda a: a.item(),
    "msort": lambda a: np.sort(a, axis=0),
    "asfarray": lambda a: np.asarray(a, np.float64),
}


def restore_numpy_names() -> None:
    """Restore the names that NumPy had in the course's environment."""
    for name, spelling in REMOVED_FROM_NUMPY.items():
        if name not in np.__dict__:
            value = _value(name, spelling)
            if value is not None:
                setattr(np, name, value)


@contextmanager
def numpy_names_restored() -> Iterator[None]:
    """Restore those names only inside the block, for use in a user's own process."""
    before = frozenset(vars(np))
    restore_numpy_names()
    try:
        yield
    finally:
        for name in REMOVED_FROM_NUMPY.keys() - before:
            vars(np).pop(name, None)


def _value(name: str, spelling: str) -> Any:
    if name in _DIRECT:
        return _DIRECT[name]
    builtin = {"bool": bool, "complex": complex, "float": float, "int": int, "object": object, "str": str}
    constants = {"np.inf": np.inf, "-np.inf": -np.inf, "np.nan": np.nan, "0.0": 0.0, "-0.0": -0.0}
    if spelling in constants:
        return constants[spelling]
    return builtin.get(spelling) or getattr(np, spelling.removeprefix("np."), None)


@dataclass(frozen=True)
class LegacyBehaviour:
    """Legacy behaviour that NumPy now refuses: how to recognise the refusal, and how to restore it."""

    is_refused_by: Callable[[BaseException], bool]
    restore: Callable[[], None]


_MAKE_ARRAYS = ("amax", "amin", "array", "asanyarray", "asarray", "max", "mean", "min", "prod", "sum")


def is_about_ragged_arrays(error: BaseException) -> bool:
    """Return whether NumPy refused a sequence that it once converted to an array of objects."""
    return isinstance(error, ValueError) and "inhomogeneous shape" in str(error)


def restore_ragged_arrays() -> None:
    """Make NumPy convert ragged sequences to arrays of objects again, as it did before version 1.24."""
    for name in _MAKE_ARRAYS:
        setattr(np, name, _allowing_ragged(getattr(np, name)))


def _allowing_ragged(function: Any) -> Any:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except ValueError as error:
            if not is_about_ragged_arrays(error):
                raise
            return function(*(_as_objects(argument) for argument in args), **kwargs)

    return call


def _as_objects(value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        return value
    objects = np.empty(len(value), object)
    for index, item in enumerate(value):
        objects[index] = item
    return objects


RAGGED_ARRAYS = LegacyBehaviour(is_about_ragged_arrays, restore_ragged_arrays)

# Function that takes a size -> the index of the size among its arguments.
_SIZE_ARGUMENTS = {"empty": 0, "full": 0, "ones": 0, "reshape": 1, "zeros": 0}
_SIZES = frozenset({"newshape", "shape"})
_NO_INTEGER = re.compile(
    r"'(?:numpy\.)?float\d*' object cannot be interpreted as an integer"
    r"|expected a sequence of integers or a single integer, got '(?:np\.float\d+\()?-?\d*\."
)


def is_about_float_sizes(error: BaseException) -> bool:
    """Return whether a float was refused where an integer is needed, by NumPy or by other code."""
    return isinstance(error, TypeError) and bool(_NO_INTEGER.match(str(error)))


def restore_float_sizes() -> None:
    """Accept floats as sizes of arrays again, which NumPy truncated before version 1.12."""
    for name, position in _SIZE_ARGUMENTS.items():
        setattr(np, name, _allowing_float_sizes(getattr(np, name), position))


def _allowing_float_sizes(function: Any, position: int) -> Any:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            if not is_about_float_sizes(error):
                raise
        whole = (_whole(value) if number == position else value for number, value in enumerate(args))
        named = {name: _whole(value) if name in _SIZES else value for name, value in kwargs.items()}
        result = function(*whole, **named)
        message = f"np.{function.__name__} does not accept floats as sizes since NumPy 1.12; use int(...)."
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return result

    return call


def _whole(size: Any) -> Any:
    if isinstance(size, (list, tuple)):
        return tuple(_whole(side) for side in size)
    return int(size) if isinstance(size, (float, np.floating)) else size


FLOAT_SIZES = LegacyBehaviour(is_about_float_sizes, restore_float_sizes)
