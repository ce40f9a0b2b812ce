"""What IPython keeps of the cells that it has run: `_`, `_3`, `Out[3]`, `In`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grader.extract.program import CellCode, Statement

_MAGIC = "run_line_magic"
_READ_HISTORY = frozenset({"macro", "rerun"})
_NAME = re.compile(r"_{1,3}|_\d+|_i{1,3}|_i\d+|_[oi]h|In|Out")


def history_names(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the names of IPython's history that statements read, unless they bind them."""
    statements = tuple(statements)
    read = {name for s in statements for name in s.names.needs if _NAME.fullmatch(name)}
    if any(_MAGIC in s.source and magics_of(s.node) & _READ_HISTORY for s in statements):
        read.add("In")
    return frozenset(read.difference(*(s.names.binds for s in statements))) if read else frozenset()


def magics_of(node: ast.AST) -> set[str]:
    """Return the names of the line magics that a statement runs."""
    return {
        str(call.args[0].value)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == _MAGIC
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def displayed(cells: Iterable[CellCode]) -> Iterator[Statement]:
    """Yield the expressions at the ends of cells, whose values IPython displays and keeps."""
    for cell in cells:
        quiet = cell.parsed.cell.source.rstrip().endswith(";")
        if cell.statements and not quiet and cell.statements[-1].node is cell.parsed.tree.body[-1]:
            last = cell.statements[-1]
            if isinstance(last.node, ast.Expr) and last.cell is not None:
                yield last
