"""Pieces of a student's code: where they are, what is written there, and which functions they are in."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.support.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract import Statement

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
MAX_CHARACTERS = 80
_COPYING = frozenset({"clone_model", "from_config", "model_from_json"})


@dataclass(frozen=True)
class Code:
    """A piece of a student's code.

    Attributes:
        statement: The top-level statement that it belongs to.
        line: Its first line, as a reader counts.
        end_line: Its last line.
        words: What to look at, as it is written, shortened.
        node: The expression or statement, if it was found.
        certain: Whether nothing else may be meant.
        other: What else may be meant.
    """

    statement: Statement
    line: int
    end_line: int
    words: str
    node: ast.AST | None = None
    certain: bool = True
    other: Code | None = None


def copies(node: ast.AST | None) -> bool:
    """Return whether a call copies a model, whose layers were described elsewhere."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _COPYING
    return False


def text_of(node: ast.AST, statement: Statement) -> str:
    """Return a piece of code as the student wrote it, on one line, shortened."""
    first = statement.line - statement.shift
    start, end = getattr(node, "lineno", first) - first, (getattr(node, "end_lineno", 0) or first) - first
    lines = [line.encode() for line in statement.source.split("\n")[start : end + 1]]
    if lines:
        lines[-1] = lines[-1][: getattr(node, "end_col_offset", None)]
        lines[0] = lines[0][getattr(node, "col_offset", 0) :]
    return quoted(b"\n".join(lines).decode(errors="replace"), MAX_CHARACTERS)


def names_in(node: ast.AST) -> list[str]:
    """Return the names in a piece of code; of a keyword, those in its value."""
    value = node.value if isinstance(node, ast.keyword) else node
    return [part.id for part in ast.walk(value) if isinstance(part, ast.Name)]


def functions_around(statement: Statement, node: ast.AST) -> Iterator[Function]:
    """Yield the functions that a piece of code is in, the innermost last."""
    for part in ast.walk(statement.node):
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and _holds(part, node):
            yield part


def _holds(function: Function, node: ast.AST) -> bool:
    """Return whether a piece of code is in a function's body."""
    body = function.body if isinstance(function.body, list) else [function.body]
    start, end = (body[0].lineno, body[0].col_offset), (body[-1].end_lineno, body[-1].end_col_offset)
    own = getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
    return start <= own <= (end[0] or 0, end[1] or 0)


def part_of(code: Code, found: ast.AST) -> Code:
    """Return the part of a call that is an argument."""
    shift = code.statement.shift
    words = text_of(found, code.statement) if isinstance(found, ast.keyword) else code.words
    start, end = getattr(found, "lineno", 0) + shift, (getattr(found, "end_lineno", 0) or 0) + shift
    return replace(code, line=start, end_line=end, words=words, node=found)
