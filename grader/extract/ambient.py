"""Statements that change how all code behind them runs: which warnings and NumPy errors are exceptions."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from grader.extract.program import Statement

_FILTERS = frozenset({"simplefilter", "filterwarnings", "resetwarnings"})
_SETTERS = _FILTERS | {
    "seterr",
    "seterrcall",
    "setcontext",
    "set_dtype_policy",
    "set_floatx",
    "set_global_policy",
}
_HARMLESS = frozenset({"ignore", "default", "once", "always", "module"})
_CONTEXTS = frozenset({"getcontext"})


def ambient_statements(statements: Iterable[Statement]) -> frozenset[Statement]:
    """Return the statements that change how all code runs; none if all they do is to ignore warnings."""
    statements = tuple(statements)
    setters = frozenset(
        s.node.name for s in statements if isinstance(s.node, ast.FunctionDef) and is_setter(s)
    )
    found = frozenset(s for s in statements if is_ambient(s, setters))
    return found if any(not _ignores(s) for s in found) else frozenset()


def is_setter(statement: Statement) -> bool:
    """Return whether a statement defines a function that does nothing but set what all code runs under."""
    if not isinstance(statement.node, ast.FunctionDef):
        return False
    idle = (ast.Import, ast.ImportFrom, ast.Global)
    steps = [part for part in statement.node.body if not isinstance(part, idle) and not _is_text(part)]
    return bool(steps) and all(
        isinstance(step, ast.Expr)
        and isinstance(step.value, ast.Call)
        and _name_of(step.value.func) in _SETTERS
        for step in steps
    )


def _is_text(part: ast.stmt) -> bool:
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)


def is_ambient(statement: Statement, setters: Container[str] = ()) -> bool:
    """Return whether a statement sets what no name of the notebook shows, or calls one of some setters."""
    match statement.node:
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name in setters:
            return True
        case ast.Expr(value=ast.Call(func=function)) | ast.Assign(value=ast.Call(func=function)):
            return _name_of(function) in _SETTERS
        case ast.Assign(targets=[ast.Attribute(value=ast.Call(func=function))]):
            return _name_of(function) in _CONTEXTS
    return False


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _ignores(statement: Statement) -> bool:
    """Return whether a statement ignores warnings, as every box does."""
    value = getattr(statement.node, "value", None)
    if not isinstance(value, ast.Call) or _name_of(value.func) not in _FILTERS:
        return False
    given = [k.value for k in value.keywords if k.arg == "action"]
    return any(isinstance(a, ast.Constant) and a.value in _HARMLESS for a in (*value.args[:1], *given))
