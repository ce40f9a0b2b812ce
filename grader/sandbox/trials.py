"""A box in which edited versions of one function are tried; what it answers never affects marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader import wire
from grader.sandbox.interface import BoxEndedError, Returned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from grader.extract import Definition
    from grader.packs import Case
    from grader.sandbox.session import Session

    Replacement = tuple[int, int, str]

CPU_SECONDS = 3.0  # of one request: each edit has its own limit in the box
MAX_ENDED = 3  # boxes: an edit that heeds no limit has to be looked for among the others


@dataclass(frozen=True)
class Tried:
    """The results of some edits, in order; None where there is none.

    Attributes:
        steps: The cost of the first.
        slow: How many did not end in time.
        seconds: The processor time that they took, as far as it is known.
    """

    results: tuple[Returned | None, ...]
    steps: int = 0
    slow: int = 0
    seconds: float = 0.0


class TrialBox:
    """Tries edits of one function.

    Args:
        open_session: Opens a box that is ready for definitions.
        definition: The graded function, which is called.
        source: The text of the function that is edited: the graded one, or one that it uses.
        name: The name that it binds.
    """

    def __init__(
        self, open_session: Callable[[], Session], definition: Definition, source: str, name: str
    ) -> None:
        self._open = open_session
        self._definition = definition
        self._request = {"op": "try", "function": definition.name, "source": source, "name": name}
        self._session: Session | None = None
        self._ended = 0

    def run(
        self,
        edits: Sequence[Iterable[Replacement]],
        case: Case,
        *,
        seconds: float,
        echo: bool = False,
        count: bool = False,
    ) -> Tried:
        """Run edits on a case; those that end the box have no result.

        Args:
            edits: Replacements in the source.
            case: The case.
            seconds: Processor seconds for one edit.
            echo: Whether the arguments after the call are wanted.
            count: Whether to count steps.

        Raises:
            MachineError: No box can be opened.
        """
        parts = [[list(part) for part in edit] for edit in edits]
        more = {"edits": parts, "seconds": seconds, "echo": echo, "count": count}
        tried = self._ask(more, case)
        if tried is not None or len(parts) == 1 or self._ended >= MAX_ENDED:
            return tried or Tried((None,) * len(parts))
        half = len(parts) // 2  # one of them has ended the box
        halves = [self.run(some, case, seconds=seconds, echo=echo) for some in (edits[:half], edits[half:])]
        slow, used = sum(each.slow for each in halves), sum(each.seconds for each in halves)
        results = tuple(result for each in halves for result in each.results)
        return Tried(results, slow=slow, seconds=used)

    def _ask(self, more: dict[str, Any], case: Case, *, again: bool = False) -> Tried | None:
        if self._ended >= MAX_ENDED:
            return None
        try:
            if self._session is None:
                self._session = self._open()
            request = wire.encode({**self._request, **more}) + case.frame
            reply = wire.decode(self._session.ask(self._definition, request, CPU_SECONDS))
            results = tuple(map(_returned, reply["results"]))
            return Tried(results, int(reply["steps"]), int(reply["slow"]), float(reply["seconds"]))
        except (BoxEndedError, wire.WireError, KeyError, TypeError, ValueError):
            killed = self._session is not None and self._session.was_killed
            self.close()
            if killed and not again:
                return self._ask(more, case, again=True)
            self._ended += 1
            return None

    def close(self) -> None:
        """Kill the box."""
        if self._session is not None:
            self._session.close()
            self._session = None


def _returned(entry: Any) -> Returned | None:
    match entry:
        case [value]:
            return Returned(value)
        case [value, tuple() as args, dict() as kwargs]:
            return Returned(value, (args, kwargs))
    return None
