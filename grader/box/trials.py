"""Trials of edited functions: a hint about what a student meant is looked for by running them."""

from __future__ import annotations

import signal
import sys
import time
from functools import partial
from types import FunctionType
from typing import TYPE_CHECKING, Any

from grader import wire

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[[tuple[Any, ...], dict[str, Any], Any], Any]

MAX_STEPS = 50_000
SLOW = ("slow",)
_STUDENTS = ("<edit>", "<cell ", "<script>")
LIBRARY_STEPS = 4  # for a call of a function that is not the student's


class TooSlowError(BaseException):
    """An edited function does not end in time."""


def attempt(request: dict[str, Any], arguments: bytes, names: dict[str, Any], call: Call) -> bytes:
    """Return the results of a function under several edits, each on new copies of the arguments.

    Args:
        request: Its `source`, the `name` that it binds, and `edits`: lists of start, end and text in bytes.
        arguments: The frame with the arguments.
        names: The namespace of the program; the original function is put back.
        call: Calls the graded function.
    """
    name, data = request["name"], request["source"].encode()
    original = names.get(name)
    kept = _Body(original) if isinstance(original, FunctionType) else None
    steps = _Steps(call)
    run = steps.count if request["count"] else call
    start = time.process_time()
    try:
        edited = [_edited(data, parts) for parts in request["edits"]]
        found = []
        for source in edited:
            defined = partial(_define, source, names, name, kept)
            found.append(_result(defined, arguments, run, request["seconds"]))
    finally:
        names[name] = original
        if kept is not None:
            kept.put_back()
    slow = sum(entry is SLOW for entry in found)
    cost = {"steps": steps.number, "slow": slow, "seconds": time.process_time() - start}
    size = 3 if request["echo"] else 1
    results = [list(entry[:size]) if entry and entry is not SLOW else None for entry in found]
    try:
        return wire.encode({"results": results, **cost})
    except wire.TooLargeError:
        return wire.encode({"results": [None] * len(results), **cost})


def _edited(data: bytes, parts: list[list[Any]]) -> bytes:
    for start, end, text in sorted(parts, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data


def _define(source: bytes, names: dict[str, Any], name: str, kept: _Body | None) -> None:
    """Define an edited function, under all names that the original one has."""
    exec(compile(source, "<edit>", "exec", dont_inherit=True), names)
    if kept is not None and isinstance(names.get(name), FunctionType):
        kept.replace(names[name])


class _Body:
    """What a function does: a table of functions, or another name, may hold the function itself."""

    def __init__(self, function: FunctionType) -> None:
        self._function = function
        self._kept = function.__code__, function.__defaults__, function.__kwdefaults__

    def replace(self, other: FunctionType) -> None:
        """Let the function do what another one does, if neither has variables of a function around it."""
        if other is not self._function and not (self._kept[0].co_freevars or other.__code__.co_freevars):
            self._set(other.__code__, other.__defaults__, other.__kwdefaults__)

    def put_back(self) -> None:
        """Let the function do what it did."""
        self._set(*self._kept)

    def _set(self, code: Any, defaults: Any, kwdefaults: Any) -> None:
        function = self._function
        function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, kwdefaults


def _result(
    define: Callable[[], None], arguments: bytes, call: Call, seconds: float
) -> list[Any] | tuple[str, ...]:
    """Return a result and the arguments after the call; nothing if it raised."""
    args, kwargs, probe = wire.decode(arguments)
    try:
        define()
        with _within(seconds):
            value = call(args, kwargs, probe)
    except TooSlowError:
        return SLOW
    except BaseException:
        return ()
    return [value, args, kwargs]


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

    def __init__(self, call: Call) -> None:
        self.number = 0
        self._call = call

    def count(self, args: tuple[Any, ...], kwargs: dict[str, Any], probe: Any) -> Any:
        """Call, and count."""
        before = sys.gettrace()
        sys.settrace(self._trace)
        try:
            return self._call(args, kwargs, probe)
        finally:
            sys.settrace(before)

    def _trace(self, frame: Any, event: str, _arg: Any) -> Any:
        if event == "call" and not frame.f_code.co_filename.startswith(_STUDENTS):
            caller = frame.f_back
            if caller is not None and caller.f_code.co_filename.startswith(_STUDENTS):
                self.number += LIBRARY_STEPS
            return None
        self.number += event == "line"
        return self._trace if self.number < MAX_STEPS else None
