"""Validates the replies of a box, which a student's code may have written."""

from __future__ import annotations

from typing import Any

from grader import wire
from grader.sandbox.interface import (
    BoxEndedError,
    Caller,
    Outcome,
    Raised,
    Returned,
    Stopped,
    TooLarge,
    Warned,
)
from grader.support.text import MAX_CHARACTERS, MAX_NAME_CHARACTERS

MAX_ENTRIES = 10  # of a list that accompanies an answer


def decoded(frame: bytes) -> dict[str, Any]:
    """Return the content of a frame that a student's code may have written.

    Raises:
        BoxEndedError: It has none.
    """
    try:
        reply = wire.decode(frame)
    except wire.WireError as error:
        raise BoxEndedError(garbage()) from error
    if not isinstance(reply, dict):
        raise BoxEndedError(garbage())
    return reply


def failures_in(frame: bytes) -> tuple[Raised, ...]:
    """Return the exceptions that the statements of a definition raised, by the reply to it.

    Raises:
        BoxEndedError: It is not a reply to a definition.
    """
    if frame == wire.NOTHING_FAILED:
        return ()
    reply = decoded(frame)
    try:
        return failures_of(reply)
    except (KeyError, TypeError) as error:
        raise BoxEndedError(garbage()) from error


def answer_in(frame: bytes) -> tuple[Outcome, list[Warned]]:
    """Return the outcome of a call, and the deprecations that it triggered.

    Raises:
        BoxEndedError: It is not a reply to a call.
    """
    reply = decoded(frame)
    try:
        return outcome_of(reply), warnings_of(reply)
    except (KeyError, TypeError) as error:
        raise BoxEndedError(garbage()) from error


def garbage() -> Stopped:
    """Return how a box ends that breaks the protocol."""
    return Stopped("garbage", "wrote something other than an answer to the grader's pipe")


def outcome_of(reply: dict[str, Any]) -> Outcome:
    """Return the outcome of a call.

    Raises:
        KeyError, TypeError: It is not a reply to a call.
    """
    if "raised" in reply:
        return _raised(reply["raised"])
    if "too_large" in reply:
        return TooLarge(_text(reply["too_large"]))
    return Returned(reply["returned"], _arguments(reply.get("arguments")))


def reply_of(outcome: Returned | Raised) -> dict[str, Any]:
    """Return the reply that an outcome was made from, without its arguments."""
    if isinstance(outcome, Returned):
        return {"returned": outcome.value}
    callers = [[caller.origin, caller.line] for caller in outcome.callers]
    return {"raised": {**vars(outcome), "types": list(outcome.types), "callers": callers}}


def warnings_of(reply: dict[str, Any]) -> list[Warned]:
    """Return the deprecations that a call triggered.

    Raises:
        KeyError, TypeError: It is not a reply to a call.
    """
    return [_warned(entry) for entry in _list(reply["warnings"])[:MAX_ENTRIES]]


def failures_of(reply: dict[str, Any]) -> tuple[Raised, ...]:
    """Return the exceptions that the statements of a definition raised.

    Raises:
        KeyError, TypeError: It is not a reply to a definition.
    """
    return tuple(_raised(entry) for entry in _list(reply["failed"]))


def _raised(entry: Any) -> Raised:
    entry = _dict(entry)
    types = tuple(_name(name) for name in _list(entry["types"])[:MAX_ENTRIES])
    callers = tuple(_caller(each) for each in _list(entry.get("callers", []))[-MAX_ENTRIES:])
    place = _name(entry["origin"]), _number(entry["line"])
    return Raised(types, _text(entry["message"]), *place, callers, entry.get("begun"))


def _caller(entry: Any) -> Caller:
    match entry:
        case [origin, line]:
            return Caller(_name(origin), _number(line))
    raise TypeError


def _warned(entry: Any) -> Warned:
    entry = _dict(entry)
    return Warned(_text(entry["message"]), _name(entry["origin"]), _number(entry["line"]))


def _arguments(value: Any) -> tuple[tuple[Any, ...], dict[Any, Any]] | None:
    """Validate returned arguments, which a student's code may have forged."""
    match value:
        case None:
            return None
        case (tuple() as args, dict() as kwargs):
            return args, kwargs
    raise TypeError


def _dict(value: Any) -> dict[Any, Any]:
    if type(value) is dict:
        return value
    raise TypeError


def _list(value: Any) -> list[Any]:
    if type(value) is list:
        return value
    raise TypeError


def _text(value: Any) -> str:
    if type(value) is str:
        return value[:MAX_CHARACTERS]
    raise TypeError


def _name(value: Any) -> str:
    return _text(value)[:MAX_NAME_CHARACTERS]


def _number(value: Any) -> int:
    if type(value) is int:
        return value
    raise TypeError
