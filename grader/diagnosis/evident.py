"""Faults that need no search: unfinished functions, missing results, exceptions with their lines."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.diagnosis.exceptions import at_call, common_type, later_call
from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.unbound import names_of, stray_store, with_doubts
from grader.diagnosis.wording import idea_of
from grader.extract.blanks import never_filled
from grader.extract.nodes import names_in
from grader.extract.program import statement_at
from grader.sandbox.interface import Raised, Returned, Stopped, Unanswered
from grader.wire import Opaque

if TYPE_CHECKING:
    from grader.checks import Evidence
    from grader.diagnosis.diagnose import Wrong
    from grader.extract import Statement
    from grader.judging.judge import Verdict

# Exceptions whose line is the one at fault; others are raised where a wrong value is used, not made.
_OF_THEIR_LINE = frozenset({"ImportError", "NameError"})
_UNASSIGNED = re.compile(r"(?:variable|name) '(\w+)' (?:is not|where it is not|referenced before)")
_LATE = "{0} gets its value here, after the line that uses it."


def evident_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the fault of a function that is unfinished, returns nothing or does not end."""
    judgement = wrong.judgement
    name, cell = judgement.function, judgement.definition.cell
    if judgement.left_blank:
        blank = _left_blank(judgement)
        return _with_stray_store(judgement, blank)
    outcomes = [item.outcome for item in judgement.evidence]
    if judgement.definition.returns_nothing and all(map(_is_nothing, judgement.evidence)):
        return (_without_return(judgement),)
    if all(isinstance(outcome, (Stopped, Unanswered)) for outcome in outcomes):
        return (_endless(judgement) or Fault(kind="exception", message=f"{name} does not end.", cell=cell),)
    return ()


def _left_blank(judgement: Verdict) -> Fault:
    """Return the line that makes what is never filled, or no line."""
    last, message = judgement.definition.last, f"{judgement.function} {judgement.left_blank}"
    unfilled = never_filled(last.node) if isinstance(last.node, ast.FunctionDef) else set()
    for node in ast.walk(last.node):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if name in unfilled:
                return fault_at(last, node.lineno + last.shift, kind="unfinished", message=message)
    fault = Fault(kind="unfinished", message=message, cell=judgement.definition.cell)
    return _at_an_unset_return(judgement, fault)


def _at_an_unset_return(judgement: Verdict, fault: Fault) -> Fault:
    """Return a fault at the only `return` of a function that gives a name without a value."""
    last = judgement.definition.last
    returns = [n for n in ast.walk(last.node) if isinstance(n, ast.Return)]
    if not isinstance(last.node, ast.FunctionDef) or len(returns) != 1:
        return fault
    stored = names_in(last.node, ast.Store)
    own = {argument.arg for argument in ast.walk(last.node.args) if isinstance(argument, ast.arg)}
    if not names_in(returns[0], ast.Load) - stored - own:
        return fault
    line = returns[0].lineno + last.shift
    return replace(fault, line=line, end_line=line, quote=last.text_of(line))


def _with_stray_store(judgement: Verdict, blank: Fault) -> tuple[Fault, ...]:
    """Return, before a `return` of a name without a value, the line that may store it under another name."""
    last = judgement.definition.last
    if blank.line is None or not isinstance(last.node, ast.FunctionDef) or never_filled(last.node):
        return (blank,)
    stray = stray_store(last.node)
    if stray is None:
        return (blank,)
    line, message = stray.lineno + last.shift, idea_of("target", (names_of(stray)[0],))
    end = (stray.end_lineno or stray.lineno) + last.shift
    found = fault_at(last, line, end_line=end, kind="unfinished", message=message, certain=False)
    return (found, replace(blank, certain=False))


def _without_return(judgement: Verdict) -> Fault:
    """Return the last statement of a function, after which its `return` is missing."""
    last, message = judgement.definition.last, f"{judgement.function} has no `return`."
    body = getattr(last.node, "body", None)
    if not isinstance(body, list) or not body:
        return Fault(kind="unfinished", message=message, cell=last.cell)
    line, end = body[-1].lineno + last.shift, (body[-1].end_lineno or body[-1].lineno) + last.shift
    return fault_at(last, line, end_line=end, kind="unfinished", message=message)


def _endless(judgement: Verdict) -> Fault | None:
    """Return the only `while` loop of a function that does not end, with a line behind that may belong in."""
    last = judgement.definition.last
    blocks = [getattr(n, field, None) for n in ast.walk(last.node) for field in ("body", "orelse")]
    loops = [
        (node, following)
        for block in blocks
        if isinstance(block, list) and block
        for node, following in zip(block, [*block[1:], None], strict=True)
        if isinstance(node, ast.While)
    ]
    if not loops:
        return _calling_itself(judgement)
    if len(loops) != 1:
        return None
    ((loop, following),) = loops
    end = loop
    if following is not None and names_in(following, ast.Store) & names_in(loop.test, ast.Load):
        end = following
    start, stop = loop.lineno + last.shift, (end.end_lineno or end.lineno) + last.shift
    message = "This loop does not end: its condition stays true."
    return fault_at(last, start, end_line=stop, kind="exception", message=message)


def _calling_itself(judgement: Verdict) -> Fault | None:
    """Return the only line in which a function calls itself."""
    last = judgement.definition.last
    calls = [node for node in ast.walk(last.node) if isinstance(node, ast.Call)]
    own = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == judgement.function]
    if len(own) != 1:
        return None
    message = "The function calls itself here again and again: what it passes never comes to an end."
    return fault_at(last, own[0].lineno + last.shift, kind="exception", message=message)


def _is_nothing(item: Evidence) -> bool:
    """Return whether a function returned nothing; files are no results, so nothing is missing of them."""
    if not isinstance(item.outcome, Returned):
        return False
    value = item.outcome.value
    if type(value) is Opaque:
        return value.type_name == "NoneType"
    wanted = (item.case.probe or {}).get("want", ())
    return value is None or (isinstance(value, dict) and bool(wanted) and "files" not in wanted)


def exception_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the line at which a function raised: before any case, or in one, public ones first."""
    return undefined_faults(wrong.judgement) or _exception_faults(wrong.judgement)


def undefined_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the same if it names something that does not exist, so that its line is wrong itself.

    A name may have no value because another line does not store it: then that one comes first.
    """
    faults = tuple(fault for fault in _exception_faults(judgement) if fault.certain)
    names = _unassigned(judgement)
    last = judgement.definition.last
    if len(faults) != 1 or not names or faults[0].cell != last.cell:
        return faults
    return with_doubts(faults[0], names[0], last)


def _unassigned(judgement: Verdict) -> list[str]:
    """Return the names that had no value when the function was called."""
    raised = [item.outcome for item in judgement.evidence if isinstance(item.outcome, Raised)]
    return [found[1] for r in raised if (found := _UNASSIGNED.search(r.message)) and "NameError" in r.types]


def unassigned_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return where a name is used that has no value, and where it gets one too late, if it does.

    Only of functions that raised when they were called.
    """
    names, faults = _unassigned(judgement), _exception_faults(judgement)
    if not names or not faults or judgement.failed_definitions:
        return ()
    first, last = faults[0], judgement.definition.last
    later = [
        n
        for n in ast.walk(last.node)
        if isinstance(n, ast.Assign)
        and names[0] in names_in(n, ast.Store) - names_in(n.value, ast.Load)
        and n.lineno + last.shift > (first.line or 0)
    ]
    if not later:
        return (first,)
    line, end = later[0].lineno + last.shift, (later[0].end_lineno or later[0].lineno) + last.shift
    message = _LATE.format(names[0])
    late = fault_at(last, line, end_line=end, kind="exception", message=message, certain=False)
    return (late, replace(first, certain=False))


def _exception_faults(judgement: Verdict) -> tuple[Fault, ...]:
    found = [f for r in judgement.results for f in r.failures if isinstance(f.cause, Raised)]
    first = min(found, key=lambda failure: not failure.case.public, default=None)
    before = next(iter(judgement.failed_definitions), None)
    raised = before or (first and first.cause)
    if isinstance(raised, Raised) and before is None:
        raised = at_call(raised, judgement)
    if isinstance(raised, Raised) and "RecursionError" in raised.types:
        own = _calling_itself(judgement)
        return (own,) if own is not None else ()

    statement = statement_at(raised, judgement.definition.whole) if isinstance(raised, Raised) else None
    if not isinstance(raised, Raised) or statement is None:
        return ()
    if judgement.substituted or (before is None and first is not None and not first.case.public):
        line, name = statement.start_before(raised.line), common_type(raised)
    else:
        line, name = raised.line, raised.name
    fault = _raised_at(statement, line, name, certain=_is_of_its_line(raised))
    call = None if fault.certain else later_call(raised, statement, judgement)
    if call is None:
        return (fault,)
    return (_raised_at(judgement.definition.last, call.line, name, certain=False), fault)


def _raised_at(statement: Statement, line: int, name: str, *, certain: bool) -> Fault:
    end, message = max(line, _end_of(statement, line)), f"raised {name}."
    return fault_at(statement, line, end_line=end, kind="exception", message=message, certain=certain)


def _is_of_its_line(raised: Raised) -> bool:
    """Return whether the line at which an exception was raised is wrong itself."""
    kind = common_type(raised)
    if kind == "AttributeError":  # of a value, it may have been made elsewhere, or passed to a helper
        return raised.message.startswith("module ") and not raised.callers
    return kind in _OF_THEIR_LINE


def _end_of(statement: Statement, line: int) -> int:
    """Return the last line of a call that begins in a line: any of its arguments may be what is wrong."""
    own = line - statement.shift
    simple = (n for n in ast.walk(statement.node) if isinstance(n, ast.stmt) and not hasattr(n, "body"))
    return max((n.end_lineno or 0 for n in simple if n.lineno == own), default=own) + statement.shift


def result_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the `return` of a function whose results are of the wrong kind or number."""
    return result_faults_of(wrong.judgement)


def result_faults_of(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the same for a verdict of public checks."""
    values = [
        (item.outcome.value, item.reference.value)
        for item in judgement.evidence
        if isinstance(item.outcome, Returned) and isinstance(item.reference, Returned)
    ]
    if values and all(_is_in_another_order(*pair) for pair in values):
        return _at_return(judgement, "The results are returned in the wrong order.")
    if not values or not all(_is_of_another_kind(*pair) for pair in values):
        return ()
    return _at_return(judgement, _sentence(values[0][1]))


def _is_in_another_order(actual: Any, expected: Any) -> bool:
    """Return whether the parts of a result are of the right kinds, but not one by one."""
    if not isinstance(expected, tuple) or not isinstance(actual, tuple):
        return False
    kinds = [[isinstance(part, (tuple, list, dict)) for part in value] for value in (actual, expected)]
    return kinds[0] != kinds[1] and sorted(kinds[0]) == sorted(kinds[1])


def _is_of_another_kind(actual: Any, expected: Any) -> bool:
    if isinstance(expected, dict):  # what a probe has found: the checks say what is wrong with it
        return False
    if isinstance(expected, (tuple, list)):
        return not isinstance(actual, (tuple, list)) or len(actual) != len(expected)
    if isinstance(expected, (dict, str)):
        return type(actual) is not type(expected)
    return isinstance(actual, (tuple, list, dict, str)) or actual is None


def _sentence(expected: Any) -> str:
    if isinstance(expected, (tuple, list)):
        return f"The function should return {len(expected)} results, separated by commas."
    return "The function should return one result."


def _at_return(judgement: Verdict, message: str) -> tuple[Fault, ...]:
    """Return a fault at the only `return` of a function, or without a line if there are several."""
    last = judgement.definition.last
    returns = [n for n in ast.walk(last.node) if isinstance(n, ast.Return)]
    if len(returns) != 1:
        return (Fault(kind="output", message=message, cell=last.cell),)
    line = returns[0].lineno + last.shift
    end = (returns[0].end_lineno or returns[0].lineno) + last.shift
    return (fault_at(last, line, end_line=end, kind="output", message=message),)
