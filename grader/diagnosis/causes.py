"""The real cause of an exception, where its own text would name something of the grader's."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from grader.extract.program import statement_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.extract import Statement
    from grader.judging.judge import Verdict
    from grader.sandbox.interface import Raised

_UNDEFINED = re.compile(r"name '(\w+)' is not defined")
_DATA = frozenset({"CourseDataError", "FileNotFoundError", "URLError"})
_DEBUGGERS = frozenset({"set_trace", "breakpoint", "post_mortem", "embed", "runcall"})
_TRAINING = re.compile(r"\.(fit|fit_generator|evaluate|predict|train_on_batch)\(")


def real_cause(raised: Raised, verdict: Verdict, say: Callable[[Raised], str]) -> str | None:
    """Return what really went wrong, as the end of a sentence, if an exception does not say it itself.

    Args:
        raised: What a call of the function raised.
        verdict: The verdict on the function.
        say: Names an exception.
    """
    if "BdbQuit" in raised.types:
        return _debugger(verdict)
    if "CourseDataError" in raised.types:
        return _without_data(raised, verdict, raised)
    name = _undefined(raised)
    if name is None:
        return None
    first = _failure_of(name, verdict)
    if name == verdict.function and not raised.origin:
        return _not_defined(first, verdict, say)
    root = first and _root(first, verdict)
    return _without_data(raised, verdict, root) if root and _DATA.intersection(root.types) else None


def _not_defined(first: Raised | None, verdict: Verdict, say: Callable[[Raised], str]) -> str:
    if first is None:
        return "is not defined when the notebook's code has run"
    text = f"is not defined, because its definition{_at(first, verdict)} raised {say(first)}"
    root = _root(first, verdict)
    if root == first and "ModuleNotFoundError" in root.types:
        return f"{text}, which is neither part of the submission nor installed here"
    return text if root == first else f"{text}; before that,{_at(root, verdict, '{}')} raised {say(root)}"


def _without_data(raised: Raised, verdict: Verdict, root: Raised) -> str:
    name, statement = _undefined(raised), statement_at(raised, verdict.definition.whole)
    line = "" if statement is None else statement.text_of(raised.line)
    what = f"{name}, which is" if name else "data that is"
    source = "" if root is raised else f"; it comes from{_at(root, verdict, '{}')}"
    training = _TRAINING.search(line)
    where = _at(raised, verdict)
    if training:
        return (
            f"trains or tests its model{where} with {what} not available where it is graded{source}: take "
            f"`{training[1]}` out of the function"
        )
    return f"needs {what} not available where it is graded{where}{source}"


def _debugger(verdict: Verdict) -> str:
    calls = ((s, node) for s in verdict.definition.statements for node in _debugger_calls(s))
    found = next(calls, None)
    if found is None:
        return "stops in a debugger; remove the call that starts it"
    statement, node = found
    where = statement.location_of(node.lineno + statement.shift)
    return f"stops in a debugger ({where}: `{ast.unparse(node)}`); remove that call"


def _debugger_calls(statement: Statement) -> Iterator[ast.Call]:
    for node in ast.walk(statement.node):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in _DEBUGGERS:
                yield node


def _undefined(raised: Raised) -> str | None:
    found = _UNDEFINED.search(raised.message) if "NameError" in raised.types else None
    return found[1] if found else None


def _failure_of(name: str, verdict: Verdict) -> Raised | None:
    """Return what was raised instead of binding a name."""
    statements = verdict.definition.statements
    for failure in verdict.failed_definitions:
        statement = statement_at(failure, statements)
        if statement is not None and name in statement.names.binds:
            return failure
    return None


def _root(failure: Raised, verdict: Verdict) -> Raised:
    """Return the failure that led to another one, however many are between them."""
    seen = [failure]
    while (name := _undefined(seen[-1])) and (before := _failure_of(name, verdict)) and before not in seen:
        seen.append(before)
    return seen[-1]


def _at(raised: Raised, verdict: Verdict, how: str = "({})") -> str:
    """Return the location of an exception, after a space."""
    statement = statement_at(raised, verdict.definition.whole)
    return "" if statement is None else f" {how.format(statement.location_of(raised.line))}"
