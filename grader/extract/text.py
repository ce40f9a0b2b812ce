"""Trees as text again, whatever is in them."""

from __future__ import annotations

import ast


def written(node: ast.AST, instead: str = "…") -> str:
    """Return a node as Python writes it, on one line; `instead` where Python can't.

    It parses deeper expressions, and longer numbers, than it can print.
    """
    try:
        return " ".join(ast.unparse(node).split())
    except (RecursionError, ValueError, MemoryError):
        return instead
