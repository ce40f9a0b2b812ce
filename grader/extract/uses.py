"""Tells the statements that use graded functions from those that belong to the program."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.extract.nodes import BINDINGS, DEFINITIONS
from grader.extract.scopes import calls_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.extract.program import Statement


class CellUses:
    """What one cell does with the graded functions besides defining them."""

    def __init__(self, statements: Sequence[Statement], graded: frozenset[str]) -> None:
        self.graded = graded
        self.passed = frozenset[str]().union(*(s.names.needs for s in statements if self.calls_graded(s)))
        functions = [s for s in statements if isinstance(s.node, DEFINITIONS)]
        graded_lines = (s.line for s in functions if s.names.binds & graded)
        self.first_function = next(graded_lines, functions[0].line if functions else None)

    def is_use(self, statement: Statement) -> bool:
        """Return whether executing a statement calls a graded function or the notebook's shell."""
        if isinstance(statement.node, BINDINGS):
            return False
        return "get_ipython" in statement.names.needs or self.calls_graded(statement)

    def calls_graded(self, statement: Statement) -> bool:
        """Return whether executing a statement calls a graded function."""
        if isinstance(statement.node, BINDINGS):
            return False
        mentioned = statement.names.needs & self.graded
        return bool(mentioned) and not mentioned.isdisjoint(calls_of(statement.node))

    def is_test_input(self, statement: Statement) -> bool:
        """Return whether a plain statement prepares an argument that its cell passes to a graded function."""
        if not self.passed or statement.names.binds & self.graded:
            return False
        if self.first_function is None:
            return True
        return statement.line > self.first_function and bool(statement.names.binds & self.passed)


def is_main_guard(node: ast.stmt) -> bool:
    """Return whether a statement is `if __name__ == "__main__":`."""
    return isinstance(node, ast.If) and any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test)
    )
