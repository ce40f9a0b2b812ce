"""Where the value of an argument was written: an assignment, a loop's table, a default, a dictionary."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.diagnosis.pieces import functions_around, names_in, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.diagnosis.pieces import Code, Function
    from grader.extract import Definition, Statement

_CONSTANTS = (ast.Constant, ast.Tuple, ast.List, ast.UnaryOp, ast.BinOp)
Written = tuple["Statement", ast.AST]


def to_its_origin(code: Code, found: ast.AST, definition: Definition, *, only: bool, is_shared: bool) -> Code:
    """Return where the value of an argument comes from, if that is elsewhere; both if either may be wrong.

    Args:
        code: The argument.
        found: The same as a node.
        definition: The function that is graded.
        only: Whether a name that is assigned has to be used nowhere else.
        is_shared: Whether the same code made right layers too, so that it is not at fault itself.
    """
    names = set(names_in(found))
    functions = list(functions_around(code.statement, found))
    if len(names) != 1 or (functions and isinstance(functions[-1], ast.Lambda)):
        return code
    name, function = names.pop(), functions[-1] if functions else None
    row = _row(name, code, function, definition)
    if row is not None:
        origin = _at(code, *row)
        return origin if is_shared else replace(code, certain=False, other=replace(origin, certain=False))
    assigned, default = _assigned(name, code.statement, function), _default(name, function)
    uses = names_in(ast.Module(function.body, [])) if isinstance(function, ast.FunctionDef) else []
    if default is not None and uses.count(name) == len(names_in(found)):
        return _at(code, code.statement, default)
    if len(assigned) != 1 or (only and uses.count(name) != 1 + len(names_in(found))):
        return code
    return _at(code, code.statement, assigned[0])


def in_a_dictionary(code: Code, argument: str | tuple[str, ...], definition: Definition) -> Code | None:
    """Return where an argument is written that a call takes from a dictionary: `f(**settings)`."""
    names = (argument,) if isinstance(argument, str) else argument
    for keyword in code.node.keywords if isinstance(code.node, ast.Call) else ():
        if keyword.arg is not None or not isinstance(keyword.value, ast.Name):
            continue
        for statement, value in _values(keyword.value.id, definition):
            for key, part in _entries(value):
                if key in names:
                    return _at(code, statement, part)
    return None


def where_shaped(code: Code, name: str) -> Code | None:
    """Return the last assignment that makes a variable's array of itself before a piece of code reads it."""
    line = code.line - code.statement.shift
    found = [
        part
        for part in ast.walk(code.statement.node)
        if isinstance(part, ast.Assign)
        and part.lineno < line
        and any(isinstance(target, ast.Name) and target.id == name for target in part.targets)
        and isinstance(part.value, (ast.Call, ast.Subscript))
    ]
    return _at(code, code.statement, max(found, key=lambda part: part.lineno)) if found else None


def _entries(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield the keys of a dictionary with their values."""
    match node:
        case ast.Call(func=ast.Name(id="dict"), keywords=keywords):
            yield from ((k.arg, k) for k in keywords if k.arg)
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, value


def _at(code: Code, statement: Statement, node: ast.AST) -> Code:
    first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0) or 0
    words = text_of(node, statement)
    return replace(
        code, statement=statement, line=first + statement.shift, end_line=last + statement.shift, words=words
    )


def _row(name: str, code: Code, function: Function | None, definition: Definition) -> Written | None:
    """Return the table of constants that the loop around an argument takes a name's values from."""
    line = code.line - code.statement.shift
    for part in ast.walk(function or code.statement.node):
        if not isinstance(part, (ast.For, ast.comprehension)) or name not in names_in(part.target):
            continue
        inside = isinstance(part, ast.comprehension) or part.body[0].lineno <= line <= (part.end_lineno or 0)
        if not inside:
            continue
        table = part.iter
        if isinstance(table, ast.Call) and len(table.args) == 1 and not isinstance(table.func, ast.Attribute):
            table = table.args[0]  # of enumerate, reversed and the like
        if not isinstance(table, ast.Name):
            return code.statement, table
        return next(iter(_values(table.id, definition)), (code.statement, part.iter))
    return None


def _values(name: str, definition: Definition) -> Iterator[Written]:
    """Yield what is assigned to a name anywhere, if it is assigned once."""
    found = [
        (statement, part.value)
        for statement in definition.whole
        for part in ast.walk(statement.node)
        if isinstance(part, ast.Assign) and any(getattr(t, "id", "") == name for t in part.targets)
    ]
    yield from found if len(found) == 1 else ()


def _default(name: str, function: Function | None) -> ast.expr | None:
    """Return the default of a parameter, if that is what a name stands for."""
    if function is None:
        return None
    arguments = function.args
    ordered = [*arguments.posonlyargs, *arguments.args]
    ends = zip(ordered[::-1], arguments.defaults[::-1], strict=False)
    pairs = [*ends, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    return next((default for parameter, default in pairs if parameter.arg == name), None)


def _assigned(name: str, statement: Statement, function: Function | None) -> list[ast.Assign]:
    """Return the assignments of constants to a name, in the function around it."""
    return [
        part
        for part in ast.walk(function or statement.node)
        if isinstance(part, ast.Assign)
        and isinstance(part.value, _CONSTANTS)
        and {target.id for target in part.targets if isinstance(target, ast.Name)} == {name}
    ]
