"""Trials of edited functions: a hint about what a student meant is looked for by running them."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

from grader import wire

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_STEPS = 50_000


class TooSlowError(BaseException):
    """An edited function does not end in time."""


def attempt(
    request: dict[str, Any],
    arguments: bytes,
    names: dict[str, Any],
    call: Callable[[tuple[Any, ...], dict[str, Any]], Any],
) -> bytes:
    """Return the results of a function under several edits, each on new copies of the arguments.

    Args:
        request: Its `source`, the `name` that it binds, and `edits`: lists of start, end and text in bytes.
        arguments: The frame with the arguments.
        names: The namespace of the program; the original function is put back.
        call: Calls the graded function.
    """
    name, data, echo = request["name"], request["source"].encode(), request["echo"]
    original = names.get(name)
    results = []
    steps = _Steps() if request["count"] else None
    try:
        for parts in request["edits"]:
            results.append(_result(data, parts, request["seconds"], arguments, names, call, echo, steps))
    finally:
        names[name] = original
    reply = {"results": results, "steps": steps.number if steps else 0}
    try:
        return wire.encode(reply)
    except wire.TooLargeError:
        return wire.encode({"results": [None] * len(results), "steps": 0})


def _result(data, parts, seconds, arguments, names, call, echo, steps) -> Any:  # type: ignore[no-untyped-def] # noqa: ANN001, PLR0917
    """Return a result in a list, with the arguments after the call if they are wanted; None if it raised."""
    args, kwargs, _probe = wire.decode(arguments)
    for start, end, text in sorted(parts, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    try:
        exec(compile(data, "<edit>", "exec", dont_inherit=True), names)
        with _within(seconds):
            value = call(args, kwargs) if steps is None else steps.of(call, args, kwargs)
    except BaseException:
        return None
    return [value, args, kwargs] if echo else [value]


class _within:  # noqa: N801 - used like a function
    """Interrupts what takes more processor time; where there is no such timer, the grader ends the box."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGVTALRM, _ring)
            signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds)

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _ring(*_: object) -> None:
    raise TooSlowError


class _Steps:
    """Counts the lines that a call executes: a measure of its cost that no other process changes."""

    def __init__(self) -> None:
        self.number = 0

    def of(self, call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        before = sys.gettrace()
        sys.settrace(self._trace)
        try:
            return call(args, kwargs)
        finally:
            sys.settrace(before)

    def _trace(self, _frame: Any, event: str, _arg: Any) -> Any:
        if event == "line":
            self.number += 1
        return self._trace if self.number < MAX_STEPS else None
