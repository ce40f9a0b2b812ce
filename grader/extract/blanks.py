"""Distinguishes functions that were left blank from functions that are wrong."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections import Counter
from typing import TYPE_CHECKING

from grader.extract.cells import Parsed, parse
from grader.extract.nodes import DEFINITIONS, Function
from grader.extract.unfinished import placeholder_reason

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from grader.extract.submission import Submission

_MAKES_AN_ARRAY = frozenset({"zeros", "zeros_like", "empty", "empty_like", "ones", "ones_like"})
_MAKES_A_MODEL = "Sequential"
_BUILTINS = frozenset(dir(builtins))
_PLAIN = (ast.Name, ast.Tuple, ast.Constant, ast.expr_context)
_ASSIGNS = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.For, ast.NamedExpr, ast.withitem)


def blank_reason(
    function: Function | ast.ClassDef,
    source: str,
    known: Container[str],
    starter: str | None = None,
    shift: int = 0,
) -> str | None:
    """Return why a function looks as if it was left blank, or None.

    Args:
        function: The definition; of a class, only what a starter has left in it counts.
        source: Its text.
        known: The names that the program binds at its top level, and the builtins.
        starter: `fingerprint` of the same function in the assignment's starter.
        shift: The offset to add to its line numbers.
    """
    if starter is not None and fingerprint(function) == starter:
        return "is unchanged from the starter: was it left blank?"
    body = _without_docstring(function)
    if all(_does_nothing(statement) for statement in body):
        return "has an empty body: was it left blank?"
    if isinstance(function, ast.ClassDef):
        return placeholder_reason(function, shift)
    return (
        placeholder_reason(function, shift)
        or _unassigned_return(function, source, known)
        or _unassigned_output(function, known)
    )


def passing_on_reason(function: Function, source: str) -> str | None:
    """Return why a function that computes nothing returns something it did not create, or None.

    The name may belong to something else in the notebook, which is then returned.
    """
    if not _computes_nothing(function):
        return None
    return _unassigned_return(function, source, {function.name, *_BUILTINS})


def returns_nothing(function: Function) -> bool:
    """Return whether a function always returns None, because no `return` in it has a value."""
    return not any(
        isinstance(node, (ast.Yield, ast.YieldFrom)) or (isinstance(node, ast.Return) and node.value)
        for node in _own_nodes(function)
    )


def fingerprint(function: Function | ast.ClassDef) -> str:
    """Return a text that is equal for functions that differ only in docstring, comments and layout."""
    try:
        return "\n".join(ast.dump(statement) for statement in _without_docstring(function))
    except (RecursionError, ValueError):  # an integer with more digits than Python prints
        return "nothing that can be compared"


def _without_docstring(function: Function | ast.ClassDef) -> list[ast.stmt]:
    return function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body


def _does_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.Return(value=None | ast.Constant(value=None)):
            return True
        case ast.Raise(
            exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError"))
        ):
            return True
    return False


def _unassigned_return(function: Function, source: str, known: Container[str]) -> str | None:
    table = _table_of(function.name, source)
    if table is None:
        return None
    returned = {name.id for name in _returned_names(function)}
    used = _read_names(function)
    none_only = _assigned_none_only(function)
    unfilled = never_filled(function)
    for name in sorted(returned):
        symbol = table.lookup(name)
        if not symbol.is_local() and not symbol.is_free() and name not in known and name not in used:
            unused = [s for s in table.get_symbols() if s.is_assigned() and not s.is_referenced()]
            if not unused:  # otherwise the name is misspelled rather than missing
                return "returns a name that the function never assigns: was it left blank?"
        if name in none_only:
            return f"returns {name}, which is only ever set to None: was it left blank?"
        if name in unfilled:
            return f"returns {name} as it was created and never fills it: was it left blank?"
    return None


def _computes_nothing(function: Function) -> bool:
    """Return whether a function only checks, packs and returns existing values."""
    return all(_only_passes_on(statement) for statement in _without_docstring(function))


def _only_passes_on(statement: ast.stmt) -> bool:
    match statement:
        case ast.Assert():
            return True
        case ast.Return() | ast.Assign():
            return all(isinstance(node, _PLAIN) for node in ast.walk(statement) if node is not statement)
    return _does_nothing(statement)


def never_filled(function: Function) -> set[str]:
    """Return the names of arrays that a function creates and returns without using them otherwise."""
    nodes = list(_own_nodes(function))
    if any(isinstance(node, (ast.For, ast.While)) for node in nodes):
        return set()  # the student has made an attempt
    made = {
        node.targets[0].id
        for node in nodes
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Call)
        and _makes_something_empty(node.value)
    }
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    stored = Counter(name.id for name in names if isinstance(name.ctx, ast.Store))
    return {name for name in made - _read_names(function) if stored[name] == 1}


def _read_names(function: Function) -> set[str]:
    """Return the names that a function reads otherwise than to return them, or to check them."""
    nodes = (node for node in _own_nodes(function) if isinstance(node, (ast.Return, ast.Assert)))
    harmless = {part for node in nodes for part in ast.walk(node)}
    names = (node for node in ast.walk(function) if isinstance(node, ast.Name) and node not in harmless)
    return {name.id for name in names if isinstance(name.ctx, ast.Load)}


def _makes_something_empty(call: ast.Call) -> bool:
    """Return whether a call creates an array to fill or a model to add layers to."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == _MAKES_A_MODEL:
        return all(isinstance(argument, ast.List) and not argument.elts for argument in call.args)
    return isinstance(call.func, ast.Attribute) and name in _MAKES_AN_ARRAY


def _unassigned_output(function: Function, known: Container[str]) -> str | None:
    """Return a reason if a model is built from unassigned names and the body calls only Input otherwise."""
    calls = [node for node in _own_nodes(function) if isinstance(node, ast.Call)]
    names = {
        call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for call in calls
    }
    if "Model" not in names or not names <= {"Model", "Input"}:
        return None
    stored = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    stored |= {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
    read = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    if any(name not in stored and name not in known for name in read):
        return "builds a model from something that the function never assigns: was it left blank?"
    return None


def _table_of(name: str, source: str) -> symtable.SymbolTable | None:
    children = symtable.symtable(source, "<function>", "exec").get_children()
    return next((child for child in children if child.get_name() == name), None)


def _own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function, except those of nested functions and classes."""
    pending: list[ast.AST] = list(function.body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            pending.extend(ast.iter_child_nodes(node))


def _returned_names(function: Function) -> Iterator[ast.Name]:
    for node in _own_nodes(function):
        if isinstance(node, ast.Return) and node.value is not None:
            parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            yield from (part for part in parts if isinstance(part, ast.Name))


def _assigned_none_only(function: Function) -> set[str]:
    assigned = [node for node in _own_nodes(function) if isinstance(node, _ASSIGNS)]
    to_none = [n for n in assigned if isinstance(n, ast.Assign) and _is_none(n.value)]
    nones = {target.id for n in to_none for target in n.targets if isinstance(target, ast.Name)}
    if not nones:
        return nones  # as in any function that is complete: the rest takes long
    others: set[str] = set()
    for node in assigned:
        if node in to_none:
            parts = [target for target in node.targets if not isinstance(target, ast.Name)]
            others |= {n.id for target in parts for n in ast.walk(target) if isinstance(n, ast.Name)}
        else:
            stored = (n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
            others |= {name.id for name in stored}
    return nones - others - {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def fingerprints(starter: Submission) -> dict[str, str]:
    """Return the fingerprint of every function and class that a starter defines."""
    trees = (parse(cell) for cell in starter.cells if cell.is_code)
    return {
        node.name: fingerprint(node)
        for parsed in trees
        if isinstance(parsed, Parsed)
        for node in parsed.tree.body
        if isinstance(node, DEFINITIONS)
    }
