"""Simple mutants of a solution: one small change each, which some check should notice."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract import Definition

MAX_MUTANTS = 24  # of a function, spread over its lines
_SWAPS: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A changed definition, under a name of its own, and what was changed in which line of its cell."""

    definition: Definition
    line: int
    change: str


def mutants(definition: Definition) -> list[Mutant]:
    """Return mutants of a function; none of anything else."""
    statement = definition.last
    if not isinstance(statement.node, ast.FunctionDef) or definition.body:
        return []
    tree = ast.parse(statement.source).body[0]
    assert isinstance(tree, ast.FunctionDef)  # noqa: S101 - its source
    count = sum(1 for _ in _changed(tree))
    step = -(-count // MAX_MUTANTS)
    found: list[Mutant] = []
    for number, (function, line, change) in enumerate(_changed(tree)):
        if number % step:
            continue
        function.name = f"{definition.name}__mutant_{number}"
        source = ast.unparse(ast.fix_missing_locations(function))
        node = ast.parse(source).body[0]
        names = replace(statement.names, binds=frozenset({function.name}))
        changed = replace(statement, source=source, node=node, names=names)
        others = tuple(s for s in definition.statements if s is not statement)
        made = replace(definition, name=function.name, last=changed, statements=(*others, changed))
        found.append(Mutant(made, statement.line + line - 1, change))
    return found


def _changed(tree: ast.FunctionDef) -> Iterator[tuple[ast.FunctionDef, int, str]]:
    """Yield copies of a function with one change each, its line in the function, and the change in words."""
    nodes = [node for statement in tree.body for node in ast.walk(statement)]
    for number, node in enumerate(nodes):
        function = copy.deepcopy(tree)
        twin = [n for statement in function.body for n in ast.walk(statement)][number]
        before = ast.unparse(node) if isinstance(node, (ast.expr, ast.stmt)) else ""
        if _mutate(twin):
            yield function, getattr(node, "lineno", tree.lineno), f"{before} becomes {ast.unparse(twin)}"


def _mutate(node: ast.AST) -> bool:
    """Change a node in place; return whether there was anything to change."""
    match node:
        case ast.Constant(value=bool()):
            node.value = not node.value
        case ast.Constant(value=int(number) | float(number)):
            node.value = number + 1
        case ast.BinOp() | ast.AugAssign() if type(node.op) in _SWAPS:
            node.op = _SWAPS[type(node.op)]()
        case ast.BoolOp():
            node.op = _SWAPS[type(node.op)]()
        case ast.Compare(ops=[first]) if type(first) in _SWAPS:
            node.ops = [_SWAPS[type(first)]()]
        case ast.Tuple(elts=[*_, ast.Name()], ctx=ast.Load()):
            node.elts[-1] = ast.Constant(None)
        case ast.UnaryOp(op=ast.USub()):
            node.op = ast.UAdd()
        case _:
            return False
    return True
