"""Runs import statements name by name, where a package that is missing would take the others along."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def errors_of(source: str, execute: Callable[[str], None]) -> Iterator[BaseException]:
    """Execute a statement and yield what it raises; of an import, execute what can be imported."""
    try:
        execute(source)
    except ImportError as error:
        parts = _parts(source)
        if len(parts) > 1:
            for part in parts:
                yield from errors_of(part, execute)
        else:
            yield error
    except BaseException as error:
        yield error


def _parts(source: str) -> list[str]:
    """Return an import statement's parts, each of which imports one name; none of other statements."""
    node = ast.parse(source).body[0]
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return []
    before = "\n" * (node.lineno - 1)
    if isinstance(node, ast.Import):
        return [before + ast.unparse(ast.Import([alias])) for alias in node.names]
    single = (ast.ImportFrom(node.module, [alias], node.level) for alias in node.names)
    return [before + ast.unparse(part) for part in single]
