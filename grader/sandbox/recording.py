"""What functions of the reference ask of their helpers, recorded in a box of their own.

The answers become the table of a box with stubs: its function asks for what is not in there only.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from grader import wire
from grader.sandbox.interface import BoxEndedError, Execution
from grader.sandbox.replies import decoded, garbage
from grader.sandbox.session import Session, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.extract import Definition
    from grader.sandbox.interface import Batch, Limits, Runtime

CPU_SECONDS = 60.0


class Recorder:
    """Helpers that are called where they are defined; no student's code shares their box.

    Args:
        definitions: The reference's.
    """

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self.names = tuple(definitions)
        self._statements = {statement for each in definitions.values() for statement in each.statements}

    def request(self) -> bytes:
        """Return the request that binds them in a box."""
        statements = rows(sorted(self._statements, key=lambda s: s.position))
        return wire.encode({"op": "record", "names": list(self.names), "statements": statements})

    def answer(self, _request: bytes) -> bytes:
        """Refuse: nothing is asked.

        Raises:
            BoxEndedError: Always.
        """
        raise BoxEndedError(garbage())


def recorded_answers(
    runtime: Runtime,
    batches: Iterable[Batch],
    limits: Limits,
    setup: bytes,
    helpers: Mapping[str, Definition],
) -> Mapping[str, Any]:
    """Return the locked answers of helpers to everything that functions ask of them; none if their box ends.

    Raises:
        MachineError: No box can be started.
    """
    with closing(Session(runtime, limits, setup, Recorder(helpers))) as session:
        last = None
        for batch in batches:
            last = batch.definition
            if not session.answer(batch, Execution()):
                return {}
        try:
            recorded = wire.encode({"op": "record", "names": [], "statements": []})
            return decoded(session.ask(last, recorded, CPU_SECONDS)) if last else {}
        except BoxEndedError:
            return {}
