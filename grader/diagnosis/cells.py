"""Faults of a graded cell: the statement that set a variable, or that froze or thawed a layer."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from grader.checks.places import Place
from grader.diagnosis.faults import Fault
from grader.diagnosis.layers import sentence
from grader.diagnosis.pieces import text_of
from grader.diagnosis.source import code_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.checks import Difference
    from grader.diagnosis.pieces import Code
    from grader.extract import Definition, Statement

_Part = TypeVar("_Part", bound=ast.AST)
_FIRST = "first trained layer"
_OF_COMPILING = ("compiled", "with its loss", "with its optimizer")
_BORDER = "{0} is {1}: layer {2}, counted from 0, should be the first one that is trained."
_OTHER_PART = "The loop takes another part of the layers than those before layer {0}, counted from 0."
_EMPTY = "{0} is still None."
_THAWS = "This line unfreezes the layers of the loop; they should be frozen: set trainable to False."


def cell_faults(difference: Difference, variable: str | None, definition: Definition) -> Iterator[Fault]:
    """Yield the faults of a wrong setting of a graded cell.

    Args:
        difference: What is wrong.
        variable: The variable that has the setting; None if it is one of the layers.
        definition: The cell.
    """
    if variable is not None:
        yield from _of_variable(variable, difference, definition)
        return
    compiling = _compiling(difference, definition)
    if compiling:
        yield compiling[-1]
        return
    own = tuple(difference.place.trace if difference.place is not None else ())
    code = code_at(Place(own), replace(definition, statements=definition.body))
    if code is None:
        yield from _of_another_model(difference, definition)
    else:
        yield _of_freezing(difference, code, definition)
    yield from _thawing_loops(definition)


def _compiling(difference: Difference, definition: Definition) -> list[Fault]:
    """Return the statements that compile a model, if a difference is about what it is compiled with."""
    if difference.about is None or difference.about.part not in _OF_COMPILING:
        return []
    return [
        _fault(sentence(difference.message), statement, part)
        for statement, part in _parts(definition, ast.Expr)
        if isinstance(part.value, ast.Call) and getattr(part.value.func, "attr", "") == "compile"
    ]


def _of_variable(name: str, difference: Difference, definition: Definition) -> Iterator[Fault]:
    """Yield the statement that set a variable last."""
    found = [
        (statement, part)
        for statement, part in _parts(definition, ast.Assign)
        if any(_is_of(target, name) for target in part.targets)
    ]
    for statement, part in found[-1:]:
        if isinstance(part.value, ast.Constant) and part.value.value is None:
            yield replace(_fault(_EMPTY.format(name), statement, part), kind="unfinished")
        else:
            yield _restated(difference, statement, part)


def _is_of(target: ast.expr, name: str) -> bool:
    """Return whether a variable is set, or an attribute of its value."""
    is_setting = isinstance(target, ast.Attribute) and target.attr != "trainable"
    owner = target.value if isinstance(target, ast.Attribute) and is_setting else target
    return isinstance(owner, ast.Name) and owner.id == name


def _of_freezing(difference: Difference, code: Code, definition: Definition) -> Fault:
    """Return the statement that thawed or froze a layer, or the border of the loop that did it."""
    loop = _loop_around(code)
    if loop is not None and _value_set(code) is True:
        return _fault(_THAWS, code.statement, code.node, line=code.line)
    statement, loop = (code.statement, loop) if loop is not None else _freezing_after(code, definition)
    if loop is None:
        return _restated(difference, code.statement, code.node, line=code.line)
    node, where = _border(loop, definition)
    wanted = _wanted(difference)
    if wanted and isinstance(node, ast.Assign) and ast.unparse(node.value) == wanted:
        return _fault(_OTHER_PART.format(wanted), statement, loop.iter)
    return _of_border(node, difference, statement, where)


def _of_border(node: ast.AST, difference: Difference, statement: Statement, where: Statement | None) -> Fault:
    """Return the number at which a loop over a part of the layers ends or begins, if that is wrong."""
    wanted = _wanted(difference)
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)) if wanted:
            return _fault(_BORDER.format(name, value, wanted), statement, node, where)
    return _restated(difference, statement, node, where)


def _wanted(difference: Difference) -> str:
    """Return the number of the layer that should be the first one that is trained, if that is another."""
    about = difference.about
    numbers = about is not None and type(about.actual) is type(about.expected) is int
    return str(about.expected) if about is not None and numbers and about.part == _FIRST else ""


def _freezing_after(code: Code, definition: Definition) -> tuple[Statement, ast.For | None]:
    """Return the loop that freezes a part of the layers that a statement before it has thawed."""
    here = code.statement.cell or 0, code.line
    for statement, loop in _parts(definition, ast.For):
        match loop:
            case ast.For(
                iter=ast.Subscript(slice=ast.Slice()),
                body=[ast.Assign(targets=[ast.Attribute(attr="trainable")], value=ast.Constant(value=False))],
            ) if (statement.cell or 0, loop.lineno + statement.shift) > here:
                return statement, loop
    return code.statement, None


def _of_another_model(difference: Difference, definition: Definition) -> Iterator[Fault]:
    """Yield the first statement that thaws a model, which is not the one that it should thaw."""
    for statement, part in _parts(definition, ast.Assign):
        match part:
            case ast.Assign(
                targets=[ast.Attribute(value=owner, attr="trainable")], value=ast.Constant(value=True)
            ):
                chosen = list(_of_variable(ast.unparse(owner), difference, definition))
                found = [*chosen, _restated(difference, statement, part)]
                yield from (replace(fault, certain=not chosen) for fault in found)
                return


def _thawing_loops(definition: Definition) -> Iterator[Fault]:
    """Yield the statements that thaw the layers of a loop over the first ones."""
    for statement, loop in _parts(definition, ast.For):
        match loop:
            case ast.For(
                iter=ast.Subscript(slice=ast.Slice(lower=None)),
                body=[ast.Assign(targets=[ast.Attribute(attr="trainable")], value=ast.Constant(value=True))],
            ):
                yield _fault(_THAWS, statement, loop.body[0])


def _parts(definition: Definition, kind: type[_Part]) -> Iterator[tuple[Statement, _Part]]:
    for statement in definition.body or definition.statements:
        yield from ((statement, part) for part in ast.walk(statement.node) if isinstance(part, kind))


def _loop_around(code: Code) -> ast.For | None:
    """Return the innermost loop around a statement."""
    line = code.line - code.statement.shift
    loops = [
        part
        for part in ast.walk(code.statement.node)
        if isinstance(part, ast.For) and part.body[0].lineno <= line <= (part.end_lineno or 0)
    ]
    return loops[-1] if loops else None


def _value_set(code: Code) -> object:
    """Return the constant that a statement sets an attribute to; None if it is not one."""
    line = code.line - code.statement.shift
    for part in ast.walk(code.statement.node):
        match part:
            case ast.Assign(targets=[ast.Attribute(attr="trainable")], value=ast.Constant(value=value)):
                if part.lineno == line:
                    return value
    return None


def _border(loop: ast.For, definition: Definition) -> tuple[ast.AST, Statement | None]:
    """Return where the number is written at which a loop over a part of the layers ends or begins."""
    names = [part.id for part in ast.walk(loop.iter) if isinstance(part, ast.Name)]
    for statement in (*definition.statements, *definition.body)[::-1]:
        for part in ast.walk(statement.node):
            match part:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=int())) if (
                    name in names
                ):
                    return part, statement
    return loop.iter, None


def _restated(
    difference: Difference,
    statement: Statement,
    node: ast.AST | None,
    other: Statement | None = None,
    *,
    line: int | None = None,
) -> Fault:
    """Return a fault with the sentence of a difference."""
    return replace(_fault(sentence(difference.message), statement, node, other, line=line), adds="")


def _fault(
    message: str,
    statement: Statement,
    node: ast.AST | None,
    other: Statement | None = None,
    *,
    line: int | None = None,
) -> Fault:
    where = other or statement
    first = getattr(node, "lineno", 0) + where.shift if line is None else line
    last = (getattr(node, "end_lineno", None) or 0) + where.shift if line is None else line
    quote = text_of(node, where) if node is not None and line is None else where.text_of(first)
    return Fault(kind="layer", message=message, cell=where.cell, line=first, end_line=last, quote=quote)
