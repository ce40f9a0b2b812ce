"""Why the reference gives no result for a case of its own, in an author's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.errors import MachineError
from grader.sandbox.interface import Raised, Stopped, TooLarge, Unanswered
from grader.support.text import clean

if TYPE_CHECKING:
    from grader.packs import Pack
    from grader.sandbox.interface import Outcome


def no_result(
    pack: Pack, edition: str, variants: tuple[str, ...], case: str, outcome: Outcome
) -> MachineError:
    """Return the error for a case without a result of the reference."""
    where = place_of(pack, edition, variants, outcome)
    text = f"the reference of {pack.assignment.id} returns no result for {case}: {in_words(outcome)}"
    return MachineError(f"{where}: {text}" if where else text)


def in_words(outcome: Outcome) -> str:
    """Say why an outcome is not a value."""
    match outcome:
        case Raised():
            return f"it raises {outcome.name}: {clean(outcome.message)}"
        case Stopped():
            return f"it was stopped ({clean(outcome.detail)})"
        case Unanswered():
            return f"it was not run, because an earlier case {clean(outcome.because.detail)}"
        case TooLarge():
            return f"its result is too large ({clean(outcome.detail)})"
        case _:
            return "it returns a value"


def place_of(pack: Pack, edition: str, variants: tuple[str, ...], outcome: Outcome) -> str:
    """Return `file:line` in the reference where an outcome was raised; empty if that is unknown."""
    if not isinstance(outcome, Raised):
        return ""
    found = pack.reference.located(edition, variants, outcome.origin, outcome.line)
    return "" if found is None else f"{found[0]}:{found[1]}"
