"""Where a location is in a student's program: its statement, its lines, and the words at fault.

Locations come from a box and may be forged: only lines of the program are accepted.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from grader.checks.graphs.model import INPUT
from grader.checks.graphs.settings import ARGUMENTS
from grader.diagnosis.origins import in_a_dictionary, to_its_origin, where_shaped
from grader.diagnosis.pieces import Code, copies, functions_around, names_in, part_of, text_of
from grader.extract.program import statement_at
from grader.extract.text import written

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from grader.checks.places import Place, Span, Trace
    from grader.diagnosis.pieces import Function
    from grader.extract import Definition, Statement


def code_at(place: Place, definition: Definition, skipped: Collection[str] = ()) -> Code | None:
    """Return the code at a location, or None if it is not in the program.

    A setting is traced to where it was written: a parameter of a helper to the call that passes it, and a
    name of a constant to its only assignment, or to the table that a loop takes it from.

    Args:
        place: The location.
        definition: What the function is made of.
        skipped: Other graded functions, whose code is not at fault.
    """
    levels = _levels(place.trace, definition, skipped)
    if not levels:
        return None
    if place.is_gap:
        return _gap(levels, _levels(place.until, definition, skipped))
    number = _level(place, [span for span, _ in levels])
    code = _written(*levels[number])
    if place.argument is None or code.node is None:
        return code
    found = _argument(code.node, place.op, place.argument)
    while found is not None and number + 1 < len(levels) and (name := _parameter(found, levels[number])):
        number += 1
        code = _written(*levels[number])
        found = _passed(code.node, levels[number - 1], name)
    if found is None:
        array = _array(code.node) if "image_size" in place.argument else None
        made = None if array is None else where_shaped(code, array)
        return made or in_a_dictionary(code, place.argument, definition) or code
    is_shared = any(peer[:1] == levels[number][:1] for peer in place.peers)
    return to_its_origin(part_of(code, found), found, definition, only=place.op != INPUT, is_shared=is_shared)


def _level(place: Place, spans: Sequence[Span]) -> int:
    """Return the number of the innermost call that made no right layer of this kind."""
    for number in range(len(spans)):
        made_here = tuple(spans[: number + 1])
        if not any(peer[: number + 1] == made_here for peer in place.peers):
            return number
    return 0


def _statement(span: Span, definition: Definition, skipped: Collection[str]) -> Statement | None:
    found = statement_at(span, definition.whole)
    if found is None or getattr(found.node, "name", "") in set(skipped) - {definition.name}:
        return None
    return found if span.end_line <= found.line + found.source.count("\n") else None


def _written(span: Span, statement: Statement) -> Code:
    """Return a piece of a statement, with its expression."""
    node = next((n for n in ast.walk(statement.node) if _is_at(n, span, statement.shift)), None)
    words = statement.text_of(span.line) if node is None else text_of(node, statement)
    return Code(statement, span.line, span.end_line, words, node)


def _is_at(node: ast.AST, span: Span, shift: int) -> bool:
    if not isinstance(node, (ast.expr, ast.stmt)):
        return False
    start, end = (node.lineno + shift, node.col_offset), ((node.end_lineno or 0) + shift, node.end_col_offset)
    return start == (span.line, span.column) and end == (span.end_line, span.end_column)


def _levels(trace: Trace, definition: Definition, skipped: Collection[str]) -> list[tuple[Span, Statement]]:
    """Return the calls of a trace that are in the program, with their statements."""
    return [(span, found) for span in trace if (found := _statement(span, definition, skipped))]


def _gap(before: list[tuple[Span, Statement]], after: list[tuple[Span, Statement]]) -> Code:
    """Return the lines from a layer to the one that should not follow it directly.

    Helpers that made both are not at fault, but what was called in between.
    """
    pairs = zip(before[::-1], after[::-1], strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    code = _written(*before[max(0, len(before) - 1 - shared)])
    if not after:
        return code
    span, statement = after[max(0, len(after) - 1 - shared)]
    if statement != code.statement:
        return _written(span, statement)
    if span.line >= code.line:
        return replace(code, end_line=span.end_line)
    loop = _loop_of(code, span.line)
    return _written(span, statement) if loop is None else replace(code, end_line=_end(loop, code))


def _loop_of(code: Code, line: int) -> ast.For | ast.While | None:
    """Return the loop in whose next pass an earlier line follows a piece of code."""
    lines = (line - code.statement.shift, code.line - code.statement.shift)
    loops = (part for part in ast.walk(code.statement.node) if isinstance(part, (ast.For, ast.While)))
    around = (p for p in loops if p.body[0].lineno <= min(lines) and max(lines) <= (p.end_lineno or 0))
    return max(around, key=lambda loop: loop.lineno, default=None)


def _end(node: ast.stmt, code: Code) -> int:
    return (node.end_lineno or node.lineno) + code.statement.shift


def _argument(call: ast.AST, op: str, wanted: str | tuple[str, ...]) -> ast.AST | None:
    """Return the keyword or the value that sets a layer's argument, if it is written there."""
    if not isinstance(call, ast.Call):
        return None
    names = (wanted,) if isinstance(wanted, str) else wanted
    keyword = next((k for k in call.keywords if k.arg in names), None)
    if keyword is not None:
        return keyword
    name = names[0]
    if "directory" in names and call.args and not isinstance(call.args[0], ast.Starred):
        return call.args[0]  # the first one of all that read folders
    order = () if _is_made_by_another(call, op) else ARGUMENTS.get(op, ())
    order = (name,) if op.startswith("Activation ") else order
    at = order.index(name) if name in order else len(call.args)
    plain = not any(isinstance(argument, ast.Starred) for argument in call.args)
    return call.args[at] if plain and at < len(call.args) else None


def _array(call: ast.AST | None) -> str | None:
    """Return the variable whose images a generator takes from memory: nothing but its shape is theirs."""
    match call:
        case ast.Call(func=ast.Attribute(attr="flow"), args=args, keywords=keywords):
            given = [k.value for k in keywords if k.arg == "x"] or args[:1]
            return given[0].id if given and isinstance(given[0], ast.Name) else None
    return None


def _is_made_by_another(call: ast.Call, op: str) -> bool:
    """Return whether a call makes something else than such a layer, so that its arguments are others."""
    return copies(call) or (op == INPUT and not written(call.func).endswith(("Input", INPUT)))


def _parameter(found: ast.AST, level: tuple[Span, Statement]) -> str | None:
    """Return the parameter of the function around it that an argument's value is made of, if it is."""
    functions = list(functions_around(level[1], found))
    if not functions:
        return None
    arguments = functions[-1].args
    known = {a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    return next((name for name in names_in(found) if name in known), None)


def _passed(call: ast.AST | None, callee: tuple[Span, Statement], name: str) -> ast.AST | None:
    """Return what a call passes for a parameter of the function that it calls."""
    function = next(iter(_functions_around_span(callee)), None)
    if not isinstance(call, ast.Call) or function is None:
        return None
    order = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
    keyword = next((k for k in call.keywords if k.arg == name), None)
    at = order.index(name) if name in order else len(call.args)
    return keyword or (call.args[at] if at < len(call.args) else None)


def _functions_around_span(level: tuple[Span, Statement]) -> list[Function]:
    span, statement = level
    node = next((n for n in ast.walk(statement.node) if _is_at(n, span, statement.shift)), None)
    return [] if node is None else list(functions_around(statement, node))[-1:]
