"""Unparses syntax trees, including those that Python can't print."""

from __future__ import annotations

import ast


def written(node: ast.AST, instead: str = "…") -> str:
    """Return a node as Python writes it, on one line, or `instead` if Python can't.

    Python parses deeper expressions and longer numbers than it can print.
    """
    try:
        return " ".join(ast.unparse(node).split())
    except (RecursionError, ValueError, MemoryError):
        return instead
