"""Checks of the kind `pytest`: an author's own test looks at what a student's function returned.

The test runs in a process of the grader's, never in a box: student code is not there, only its values. A
test that can't judge the reference's values either is the author's mistake, never the student's.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import wire
from grader.checks.author_tests.process import test_process
from grader.errors import PackError
from grader.sandbox.interface import Raised, Returned, Stopped, TooLarge, Unanswered
from grader.sandbox.replies import reply_of
from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.packs import Case
    from grader.sandbox.interface import Outcome

_OPAQUE = re.compile(r"Opaque\(type_name='([^']*)'\)")
CPU_SECONDS = 20  # of the processor's time, for one test
MAX_SAID = 300  # characters of an assertion's message
_ENDS = {
    "hang": "does not come to its end",
    "large": "can't be run: the values of its cases take too much",
    "crash": "crashes its process",
    "nothing": "is not there, or pytest collects no test of that name",
}
_ENDLESS = "the test does not come to its end with what was returned"
_TOO_LARGE = "what was returned is too large for the test"


def result_of(test: str, outcomes: Sequence[tuple[Case, Outcome]]) -> Mapping[str, Any]:
    """Run an author's test on outcomes; an empty mapping says that it passes.

    Otherwise it has one of these entries, beside the test's `sentence` if there is one: `outcome`, the id of
    the case whose outcome was no value; `assertion`, the message of a failed assertion; `error`, that of
    another exception; `broken`, why the test could not be run. `case` is the case that it ran for, if any.

    Raises:
        MachineError: The process of the tests failed, or pytest is not installed.
    """
    results = [(case.id, case.function, case.args, dict(case.kwargs), _reply(o)) for case, o in outcomes]
    try:
        job = {"test": test, "file": _version(test), "cases": results, "seconds": CPU_SECONDS}
        request = wire.encode(job)
    except wire.TooLargeError:
        return {"broken": "large"}
    return test_process().answer(request)


def _version(test: str) -> str:
    """Return a digest of a test's file: an answer is not that of the file as it was before."""
    try:
        return hashlib.sha256(Path(test.partition("::")[0]).read_bytes()).hexdigest()
    except OSError:
        return ""


def verify(test: str, outcomes: Sequence[tuple[Case, Outcome]]) -> None:
    """Check that a test passes with the reference's outcomes.

    Raises:
        PackError: It does not, so it could not judge any others.
        MachineError: As for `result_of`.
    """
    result = result_of(test, outcomes)
    if result:
        raise PackError(f"{name_of(test)} {problem_in(result, outcomes)}, with the values of the solution")


def problem_in(result: Mapping[str, Any], outcomes: Sequence[tuple[Case, Outcome]]) -> str:
    """Return what went wrong in a test that does not pass, as the end of a sentence."""
    if "broken" in result:
        return _ENDS.get(result["broken"], f"can't be run: {said(result['broken'])}")
    if "assertion" in result:
        return f"fails: {said(result['assertion'])}"
    if "error" in result:
        return f"raises {said(result['error'])}"
    outcome = next((o for case, o in outcomes if case.id == result["outcome"]), None)
    return f"has no value to look at: {result['outcome']} gave {_described(outcome)}"


def complaint(result: Mapping[str, Any]) -> str:
    """Return what a test says of values that it does not accept, as a sentence without its full stop."""
    if "broken" in result:
        text = _TOO_LARGE if result["broken"] == "large" else _ENDLESS
    elif "error" in result:
        text = f"the test can't use what was returned: {said(result['error'])}"
    else:
        text = said(result["assertion"])
    sentence = said(result.get("sentence") or "").rstrip(".")
    return f"{sentence}: {text}" if sentence else text


def said(text: str) -> str:
    """Return a text of a test's on one line, shortened."""
    plain = _OPAQUE.sub(r"<an object of type \1>", str(text)[: 8 * MAX_SAID])
    line = " ".join(clean(plain, 4 * MAX_SAID).split())
    return line if len(line) <= MAX_SAID else f"{line[: MAX_SAID - 1]}…"


def name_of(test: str) -> str:
    """Return how messages name a test: its file and name, without folders."""
    return test.rpartition("/")[2]


def blamed(result: Mapping[str, Any], cases: Sequence[Case], *, hidden: bool) -> Case:
    """Return the case that a failure is about; if the check examines hidden ones, nothing of it is shown."""
    case = next((c for c in cases if c.id == result.get("case")), None)
    case = case or next((c for c in cases if not c.public), cases[0])
    return replace(case, public=False) if hidden else case


def _reply(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, (Returned, Raised)):
        return reply_of(outcome)
    return {"nothing": _described(outcome)}


def _described(outcome: Outcome | None) -> str:
    match outcome:
        case Raised() as raised:
            return f"{raised.name}: {raised.message}" if raised.message else raised.name
        case Stopped(detail=detail) | TooLarge(detail=detail) | Unanswered(because=Stopped(detail=detail)):
            return detail
    return "nothing"
