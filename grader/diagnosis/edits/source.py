"""The source of one function, with the byte offsets of the nodes of its tree."""

from __future__ import annotations

import ast
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Part(NamedTuple):
    """One replacement: the bytes from `start` to `end` become `text`."""

    start: int
    end: int
    text: str


class Edit(NamedTuple):
    """A candidate: replacements that do not overlap.

    Attributes:
        parts: The replacements, in order.
        line: The line of the source that it changes, the first one if there are several.
        cost: How unlikely it is: 1 for a slip of one token.
        idea: The kind of mistake that it fixes, a key of `grader.diagnosis.wording.IDEAS`.
        about: Names for the sentence, taken from the student's own code.
        statement: The number of the statement that it changes, in the order of the source.
        in_condition: Whether it only decides otherwise which branch of an `if` is taken.
        skips: Whether it may only avoid a special case, which hides what is wrong in it.
    """

    parts: tuple[Part, ...]
    line: int
    cost: float
    idea: str
    about: tuple[str, ...] = ()
    statement: int = 0
    in_condition: bool = False
    skips: bool = False

    def overlaps(self, other: Edit) -> bool:
        """Return whether both replace some of the same bytes, or insert at the same position."""
        return any(a.start <= b.end and b.start <= a.end for a in self.parts for b in other.parts)


class Source:
    """A function's text and tree.

    Args:
        text: The source of one definition; its tree may not be that of a function.
    """

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") else f"{text}\n"
        self.data = self.text.encode()
        self.tree = ast.parse(self.data)
        self._starts = [0, *accumulate(len(line) for line in self.data.splitlines(keepends=True))]
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @cached_property
    def function(self) -> Function | None:
        """The function that is defined, if it is one."""
        first = self.tree.body[0] if self.tree.body else None
        return first if isinstance(first, Function) else None

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Return where a node starts and ends."""
        start = self._starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]

    def line_span(self, node: ast.stmt) -> tuple[int, int]:
        """Return the span of the whole lines of a statement."""
        return self._starts[node.lineno - 1], self._starts[node.end_lineno or node.lineno]

    def of(self, node: ast.AST) -> str:
        """Return the text of a node."""
        start, end = self.span(node)
        return self.data[start:end].decode()

    def line_of(self, position: int) -> int:
        """Return the line in which a byte is."""
        return bisect_right(self._starts, position)

    def of_line(self, line: int) -> str:
        """Return the text of a line."""
        return self.data[self._starts[line - 1] : self._starts[line]].decode()

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the nodes around a node, from the inside."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def depth(self, node: ast.AST) -> int:
        """Return how many loops are around a node."""
        return sum(isinstance(a, (ast.For, ast.While)) for a in self.ancestors(node))

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """The statements of the function, without itself and its docstring."""
        found = [node for node in ast.walk(self.tree) if isinstance(node, ast.stmt)]
        found.sort(key=lambda node: (node.lineno, node.col_offset))
        return [node for node in found if node is not self.function and not is_text(node)]

    @cached_property
    def numbers(self) -> dict[ast.stmt, int]:
        """The number of each statement."""
        return {node: number for number, node in enumerate(self.statements, 1)}

    @cached_property
    def loads(self) -> dict[str, int]:
        """How often each name is read."""
        found: dict[str, int] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found[node.id] = found.get(node.id, 0) + 1
        return found

    def apply(self, edit: Edit) -> str:
        """Return the text after an edit."""
        return applied(self.data, edit.parts).decode()


def applied(data: bytes, parts: tuple[Part, ...]) -> bytes:
    """Return bytes after replacements."""
    for start, end, text in sorted(parts, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data


def is_text(node: ast.stmt) -> bool:
    """Return whether a statement is a docstring."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def normalised(text: str) -> str:
    """Return a text without spaces and parentheses, to compare lines of code."""
    return text.translate(_DROPPED)


_DROPPED = str.maketrans("", "", " ()\t\n")
