"""What an exception says about edits: which are likelier, and which change nothing that is reached."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from grader.diagnosis.edits.source import Edit, Source

RAISING, EVADING, NEVER_REACHED = -0.3, 0.5, 0.5


def beside_exception(edits: Sequence[Edit], source: Source, line: int | None) -> Sequence[Edit]:
    """Return edits, the likeliest first, by what is known of the line that raised; None if nothing is."""
    raising = _innermost(source.statements, line) if line is not None else None
    if raising is None:
        return edits
    more = {0: 0.0}
    around = set(source.ancestors(raising))
    for node, number in source.numbers.items():
        if node is raising:
            more[number] = RAISING
        elif node.lineno > (raising.end_lineno or raising.lineno):
            together = {a for a in source.ancestors(node) if isinstance(a, (ast.For, ast.While))} & around
            more[number] = 0.0 if together else NEVER_REACHED
        elif node in around and isinstance(node, ast.If):
            more[number] = EVADING
    priced = [edit._replace(cost=max(0.1, edit.cost + more.get(edit.statement, 0.0))) for edit in edits]
    return sorted(priced, key=lambda edit: (round(edit.cost, 6), edit.line, edit.parts))


def _innermost(statements: Iterable[ast.stmt], line: int) -> ast.stmt | None:
    """Return the last statement that begins at or before a line and has not ended there."""
    found = (node for node in statements if node.lineno <= line <= (node.end_lineno or node.lineno))
    return max(found, key=lambda node: (node.lineno, node.col_offset), default=None)
