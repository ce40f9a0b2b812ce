"""Statements that change how all code behind them runs: which warnings and NumPy errors are exceptions."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    found = frozenset(filter(is_ambient, statements))
    return found if any(not _ignores(s) for s in found) else frozenset()


def is_ambient(statement: Statement) -> bool:
    """Return whether a statement sets what no name of the notebook shows."""
    match statement.node:
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
