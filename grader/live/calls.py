"""Call a live function with the arguments of public cases: fresh copies in, plain values out."""

from __future__ import annotations

import io
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from grader import wire
from grader.box.numpy_compat import numpy_names_restored
from grader.live import randomness
from grader.live.limit import OutOfTimeError, within
from grader.live.untouched import untouched
from grader.sandbox.interface import Outcome, Raised, Returned, Stopped, TooLarge, Unanswered
from grader.support.text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from grader.live.notebook import Notebook
    from grader.packs import Case

MAX_PRINTED_CHARACTERS = 2000
MAX_TYPES = 10


@dataclass(frozen=True)
class Called:
    """The result of calling a function: outcomes by case id, and the beginning of its printed output."""

    outcomes: dict[str, Outcome]
    printed: str


@dataclass(frozen=True)
class Caller:
    """Calls one function of a notebook.

    Attributes:
        function: The live function.
        notebook: The notebook that defines it.
        call: Calls the function with the arguments and the probe of a case; returns the value to compare.
        seconds: The time limit for all cases together.
    """

    function: Any
    notebook: Notebook
    call: Callable[[Any, Any, Any], Any]
    seconds: float

    def answers(self, cases: Iterable[Case]) -> Called:
        """Call the function for each case; stop after a timeout."""
        printed = _Beginning()
        outcomes: dict[str, Outcome] = {}
        end = time.monotonic() + self.seconds
        stopped: Stopped | None = None
        output = redirect_stdout(printed), redirect_stderr(printed)
        with randomness.kept(), numpy_names_restored(), output[0], output[1]:
            for case in cases:
                outcome = Unanswered(stopped) if stopped else self._outcome(case, end - time.monotonic())
                outcomes[case.id] = outcome
                stopped = outcome if isinstance(outcome, Stopped) else stopped
        return Called(outcomes, printed.getvalue())

    def _outcome(self, case: Case, seconds: float) -> Outcome:
        args, kwargs, probe = wire.decode(case.frame)
        try:
            with untouched(self.notebook.names, self.function):
                randomness.seed()
                value = within(max(seconds, 0.001), partial(self.call, args, kwargs, probe))
            return Returned(_plain(value), _plain((args, kwargs)))
        except wire.TooLargeError as error:
            return TooLarge(str(error))
        except OutOfTimeError:
            return Stopped("timeout", f"did not finish within {self.seconds:g} s and was interrupted")
        except KeyboardInterrupt:
            raise  # the student interrupted
        except BaseException as error:  # noqa: BLE001 - whatever a student's function raises
            return self._raised(error)

    def _raised(self, error: BaseException) -> Raised:
        """Describe an exception, with the last line of the student's code in its traceback."""
        spaces = [self.notebook.names, getattr(self.function, "__globals__", None)]
        origin, line = "", 0
        trace = error.__traceback__
        while trace is not None:
            frame = trace.tb_frame
            if any(frame.f_globals is space for space in spaces):
                number = self.notebook.cell_of(frame.f_code.co_filename)
                origin, line = "<script>" if number is None else f"<cell {number}>", trace.tb_lineno
            trace = trace.tb_next
        types = tuple(kind.__name__ for kind in type(error).__mro__)[:MAX_TYPES]
        return Raised(types, shortened(str(error)), origin, line)


def _plain(value: Any) -> Any:
    """Return a value as it would come out of a box: only of the exact types that a box can send."""
    return wire.decode(wire.encode(value))


class _Beginning(io.StringIO):
    """Keeps the beginning of the text written to it."""

    def write(self, text: str) -> int:
        """Write a text, and keep as much of it as fits."""
        super().write(text[: max(0, MAX_PRINTED_CHARACTERS - self.tell())])
        return len(text)
