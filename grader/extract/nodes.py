"""Types of syntax tree nodes, and the names in a tree."""

from __future__ import annotations

import ast

Function = ast.FunctionDef | ast.AsyncFunctionDef
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
BINDINGS = (*DEFINITIONS, ast.Import, ast.ImportFrom)  # statements whose purpose is to bind names


def names_in(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    """Return the names that are read (`ast.Load`), set or deleted in a node."""
    names = (part for part in ast.walk(node) if isinstance(part, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, context)}
