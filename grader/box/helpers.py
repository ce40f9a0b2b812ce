"""Helpers that a program may call without having their code: the grader is asked for each value.

The same module answers in a box of the reference.
"""

from __future__ import annotations

import builtins
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from grader import wire
from grader.support.locked import DIGEST_BYTES, digest_and_key, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


MAX_RECORDED, MAX_PACKED_BYTES = 20_000, 4 * 2**20  # answers: what is beyond is asked for
_SIZED = {np.ndarray: "array", np.float64: "number"}  # the usual arguments


def asking(
    name: str, ask: Callable[[bytes], bytes], known: Mapping[bytes, bytes] = MappingProxyType({})
) -> Callable[..., Any]:
    """Return a function that sends its arguments to the grader, and returns or raises what comes back.

    Args:
        name: Its name.
        ask: Sends a request and returns the answer.
        known: A table of locked answers: what is in there is not asked for.
    """

    def found(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        if known:
            digest, key = digest_and_key(question(name, args, kwargs))
            kept = known.get(digest)
            if kept is not None:
                return locked(key, kept)
        return ask(wire.encode({"helper": name, "args": args, "kwargs": kwargs}))

    return _called(name, found)


def recording(name: str, function: Callable[..., Any], table: dict[bytes, bytes]) -> Callable[..., Any]:
    """Return a function that answers as a stub would, and adds its answers, locked, to a table."""

    def found(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        digest, key = digest_and_key(question(name, args, kwargs))
        if digest in table:
            return locked(key, table[digest])
        asked = wire.decode(wire.encode({"args": args, "kwargs": kwargs}))
        answered = answer(function, asked)
        if len(table) < MAX_RECORDED:
            table[digest] = locked(key, answered)
        return answered

    return _called(name, found)


def _called(name: str, found: Callable[[tuple[Any, ...], dict[str, Any]], bytes]) -> Callable[..., Any]:
    """Return a function that returns or raises what was found for its arguments."""

    def helper(*args: Any, **kwargs: Any) -> Any:
        plain = {key: _plain(value) for key, value in kwargs.items()}
        reply = wire.decode(found(tuple(map(_plain, args)), plain))
        if "raised" in reply:
            raise getattr(builtins, reply["raised"])(f"{name} can't be called with these arguments")
        return _joined(reply["returned"], reply["same"], {**dict(enumerate(args)), **kwargs})

    helper.__name__ = helper.__qualname__ = name
    helper.__module__ = "__main__"
    return helper


def question(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bytes:
    """Return bytes that are the same for the same call only, more quickly than those that are sent."""
    parts = [f"{name} {len(args)} {list(kwargs)!r}".encode()]
    for value in (*args, *kwargs.values()):
        kind = type(value)
        if kind in _SIZED and value.dtype.kind in wire.NUMERIC_KINDS:
            parts += (f"{_SIZED[kind]}{value.dtype.str}{value.shape}".encode(), value.tobytes())
        elif kind is int or kind is float:
            parts.append(f"{value!r};".encode())
        else:
            parts.append(wire.encode(value))
    return b"".join(parts)


def packed(answers: Mapping[bytes, bytes]) -> dict[str, np.ndarray]:
    """Return a table of answers, as many as fit into a message, as arrays: fewer values than answers."""
    sizes = accumulate(map(len, answers.values()))
    some = dict(pair for pair, size in zip(answers.items(), sizes, strict=True) if size <= MAX_PACKED_BYTES)
    return {
        "digests": np.frombuffer(b"".join(some), np.uint8),
        "sizes": np.array([len(answer) for answer in some.values()], np.int64),
        "answers": np.frombuffer(b"".join(some.values()), np.uint8),
    }


def unpacked(kept: Any) -> dict[bytes, bytes]:
    """Return a table of answers from its arrays; an empty one from anything else."""
    match kept:
        case {
            "digests": np.ndarray() as digests,
            "sizes": np.ndarray() as sizes,
            "answers": np.ndarray() as answers,
        }:
            ends = np.cumsum(sizes).tolist()
            keys, content = digests.tobytes(), answers.tobytes()
            return {
                keys[n * DIGEST_BYTES : (n + 1) * DIGEST_BYTES]: content[start:end]
                for n, (start, end) in enumerate(zip([0, *ends], ends, strict=False))
            }
    return {}


def answer(
    function: Callable[..., Any], request: Mapping[str, Any], _program: Mapping[str, Any] | None = None
) -> bytes:
    """Call a function with the arguments of a request, and encode what it returns.

    Parts of the result that are arguments are reported by their names.

    Raises:
        Exception: Whatever the function raises.
        TooLargeError: Its result exceeds the limits of a message.
    """
    args, kwargs = request["args"], request["kwargs"]
    value = function(*args, **kwargs)
    names = {id(part): name for name, part in (*enumerate(args), *kwargs.items()) if _is_mutable(part)}
    if id(value) in names:
        return wire.encode({"returned": None, "same": {"": names[id(value)]}})
    same = {n: names[id(v)] for n, v in enumerate(value) if id(v) in names} if type(value) is tuple else {}
    if same:
        value = tuple(None if n in same else part for n, part in enumerate(value))
    return wire.encode({"returned": value, "same": same})


def _joined(value: Any, same: Mapping[Any, Any], given: Mapping[Any, Any]) -> Any:
    """Return a result in which the parts that are arguments are the caller's own objects."""
    if "" in same:
        return given[same[""]]
    return tuple(given[same[n]] if n in same else part for n, part in enumerate(value)) if same else value


def _plain(value: Any) -> Any:
    """Return an array of a subclass as a plain one; the wire refuses others."""
    return np.asarray(value) if isinstance(value, np.ndarray) and type(value) is not np.ndarray else value


def _is_mutable(value: Any) -> bool:
    return type(value) in {np.ndarray, list, dict}
