"""Finds out, in a box, how a course's test calls a function: it runs there with the course's own solution."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.authoring.importers.binding import CannotImportError
from grader.checks.author_tests.arguments import key_of
from grader.extract import CellSpec, extract
from grader.extract.submission import Cell, Submission
from grader.packs import Case
from grader.packs.model import VARIABLES
from grader.sandbox.interface import Batch, Limits, Raised, Returned
from grader.sandbox.replies import outcome_of
from grader.sandbox.session import execute
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.authoring.importers.binding import BoundTest
    from grader.authoring.importers.source import CourseNotebook
    from grader.sandbox.interface import Outcome
    from grader.sandbox.machine import Machine

RECORDER = "calls_that_a_test_makes"
MAX_CALLS = 300
LIMITS = Limits(cpu_seconds=60.0)
# What runs in the box: the test calls the solution through a recorder, which copies the arguments first.
_RECORDER = """
def {recorder}():
    import copy
{test}
    calls = []
    def recorded(*args, **kwargs):
        before = copy.deepcopy((args, kwargs))
        try:
            value = {function}(*args, **kwargs)
        except Exception as error:
            types = [kind.__name__ for kind in type(error).__mro__]
            failure = dict(types=types, message=str(error), origin="", line=0)
            calls.append((*before, dict(raised=failure)))
            raise
        try:
            kept = copy.deepcopy(value)
        except Exception:
            kept = value
        calls.append((*before, dict(returned=kept)))
        return value
    try:
        a_test(recorded)
    except Exception as error:
        return calls, type(error).__name__ + ": " + str(error)
    return calls, None
"""


@dataclass(frozen=True)
class Observed:
    """A case that a test needs, and what the solution gives."""

    case: Case
    outcome: Outcome


def observed(bound: BoundTest, notebook: CourseNotebook, machine: Machine) -> list[Observed]:
    """Return the cases that a test needs, with the solution's outcomes.

    Raises:
        CannotImportError: The solution does not pass, or something can't enter or leave a box.
        MachineError: No box can be started.
    """
    if bound.variables:
        return [_variables(bound, notebook, machine)]
    calls, problem = _recorded(bound, notebook, machine)
    found: dict[bytes, Observed] = {}
    for args, kwargs, reply in calls:
        _check(bound.subject, args, kwargs, reply)
        outcome = outcome_of(reply)
        case = Case(
            f"{bound.subject}.{bound.aspect}#{len(found) + 1}", bound.subject, bound.aspect, args, kwargs
        )
        before = found.setdefault(key_of(args, kwargs), Observed(case, outcome))
        if key_of((_plain(before.outcome),), {}) != key_of((_plain(outcome),), {}):
            raise CannotImportError(f"{bound.subject} gives different values for the same arguments")
    if problem is not None:
        raise CannotImportError(
            f"the course's own solution does not pass in a box: {' '.join(problem.split())}"
        )
    if not found:
        raise CannotImportError(f"does not call {bound.subject}")
    return list(found.values())


def _recorded(bound: BoundTest, notebook: CourseNotebook, machine: Machine) -> tuple[list[Any], str | None]:
    test = bound.indented("a_test")
    code = _RECORDER.format(recorder=RECORDER, test=test, function=bound.subject)
    imports = "\n".join(ast.unparse(node) for node in bound.imports)
    outcome = _run(notebook, RECORDER, None, [f"{imports}\n{code}"], machine)
    value = outcome.value if isinstance(outcome, Returned) else None
    match value:
        case (list() as calls, None | str() as problem) if len(calls) <= MAX_CALLS:
            return calls, problem
        case (list() as calls, _):
            raise CannotImportError(f"calls {bound.subject} {len(calls)} times, more than {MAX_CALLS}")
    raise CannotImportError(f"can't be run in a box: {_said(outcome)}")


def _variables(bound: BoundTest, notebook: CourseNotebook, machine: Machine) -> Observed:
    outcome = _run(
        notebook, bound.subject, CellSpec(bound.variables, ()), [], machine, variables=bound.variables
    )
    if not isinstance(outcome, Returned):
        raise CannotImportError(f"the solution's cell can't be run in a box: {_said(outcome)}")
    for name, value in outcome.value.items():
        if opaque := _opaque(value):
            raise CannotImportError(f"looks at {name}, {_an_object(opaque)}, which can't leave a box")
    probe = {VARIABLES: list(bound.variables)}
    return Observed(Case(f"{bound.subject}.values", bound.subject, "values", (), {}, probe=probe), outcome)


def _run(
    notebook: CourseNotebook,
    name: str,
    spec: CellSpec | None,
    more: Iterable[str],
    machine: Machine,
    *,
    variables: tuple[str, ...] = (),
) -> Outcome:
    """Return the outcome of calling a name of the solved notebook, with more cells below it."""
    sources = [*(part.source for part in notebook.parts), *more]
    cells = tuple(Cell(number, source) for number, source in enumerate(sources))
    program = extract(Submission(notebook.id, "", cells), [name], cells={name: spec} if spec else {})
    if name not in program.definitions:
        raise CannotImportError(f"the course's own solution lacks {name}: {program.missing[name]}")
    case = Case(name, name, "", (), {}, probe={VARIABLES: list(variables)} if variables else None)
    batch = Batch(name, program.definitions[name], (case,))
    execution = execute(machine.provider("numpy"), [batch], LIMITS)
    for failed in execution.failed_definitions.get(name, ()):
        raise CannotImportError(f"needs what can't be run in a box: {_said(failed)}")
    return execution.outcomes[name]


def _check(function: str, args: Any, kwargs: Any, reply: Mapping[str, Any]) -> None:
    """Check that a call can be made again elsewhere, and that its value can come out."""
    for position, value in [*enumerate(args, 1), *kwargs.items()]:
        if opaque := _opaque(value):
            raise CannotImportError(
                f"calls {function} with {_an_object(opaque)} (argument {position}), which can't be sent"
            )
    if "returned" in reply and (opaque := _opaque(reply["returned"])):
        raise CannotImportError(f"{function} returns {_an_object(opaque)}, which can't leave a box")


def _opaque(value: Any) -> Opaque | None:
    """Return a part of a value that could not be sent, if there is one."""
    if isinstance(value, Opaque):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return next((found for part in parts if (found := _opaque(part))), None)


def _an_object(opaque: Opaque) -> str:
    return f"an object of type {opaque.type_name}"


def _plain(outcome: Outcome) -> Any:
    return outcome.value if isinstance(outcome, Returned) else list(getattr(outcome, "types", ()))


def _said(outcome: Outcome) -> str:
    if isinstance(outcome, Raised):
        return f"{outcome.name}: {' '.join(outcome.message.split())}"
    return str(getattr(outcome, "detail", "it returned something else"))
