"""Which names a statement binds, needs, changes and calls."""

from __future__ import annotations

import ast
import symtable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.extract.nodes import DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SCOPES = (*DEFINITIONS, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
MAX_EFFORT, MAX_UNMEASURED_CHARACTERS = 1_000_000, 10_000
_MUTATORS = frozenset({"append", "extend", "update", "add", "insert", "setdefault", "register"})


@dataclass(frozen=True)
class Names:
    """The names of one top-level statement.

    Attributes:
        binds: The names that it binds at the top level.
        needs: The top-level names or builtins that it reads, also in function bodies.
        changes: The names whose objects it changes (`np.float = float`, `table["a"] = 1`).
        star: Whether it is an `import *`, which may bind anything.
    """

    binds: frozenset[str]
    needs: frozenset[str]
    changes: frozenset[str]
    star: bool


def names_of(statement: ast.stmt, source: str) -> Names:
    """Analyse one statement; `source` is its text.

    Raises:
        SyntaxError: The statement is not valid at the top level (`return`, `break`), or takes too long.
    """
    if len(source) > MAX_UNMEASURED_CHARACTERS and _effort(statement) > MAX_EFFORT:
        raise SyntaxError("has too many scopes")
    table = symtable.symtable(source, "<statement>", "exec")
    symbols = table.get_symbols()
    # Declared global: what `global` in a function or := in a comprehension binds.
    binds = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported() or s.is_declared_global()}
    augmented = _augmented(statement) if "global" in source else frozenset()
    needs = {s.get_name() for s in symbols if s.is_referenced()} | set(_globals_of(table, augmented))
    star = isinstance(statement, ast.ImportFrom) and any(a.name == "*" for a in statement.names)
    return Names(
        binds=frozenset(binds),
        needs=frozenset(needs),
        changes=frozenset(changes_of(statement)),
        star=star,
    )


def _effort(statement: ast.stmt) -> int:
    """Estimate the cost of analysing a statement: each name may pass through each of its scopes."""
    names, scopes = set(), 0
    for part in ast.walk(statement):
        if isinstance(part, ast.Name):
            names.add(part.id)
        scopes += isinstance(part, _SCOPES)
    return len(names) * scopes


def unbound_needs(statements: Iterable[Names], bound: frozenset[str] = frozenset()) -> set[str]:
    """Return the names that statements, run in order, need from elsewhere; `bound` are already defined."""
    needs: set[str] = set()
    known = set(bound)
    for names in statements:
        needs |= names.needs - known
        known |= names.binds
    return needs


def _globals_of(table: symtable.SymbolTable, augmented: frozenset[str]) -> Iterator[str]:
    """Yield the top-level names that the nested scopes of a table read, including `global n; n += 1`."""
    for child in table.get_children():
        found = (s for s in child.get_symbols() if s.is_global())
        yield from (s.get_name() for s in found if s.is_referenced() or s.get_name() in augmented)
        yield from _globals_of(child, augmented)


def _augmented(statement: ast.stmt) -> frozenset[str]:
    """Return the names that a statement reads only to reassign them: symtable does not call that a use."""
    parts = (part.target for part in ast.walk(statement) if isinstance(part, ast.AugAssign))
    return frozenset(target.id for target in parts if isinstance(target, ast.Name))


def changes_of(statement: ast.stmt) -> Iterator[str]:
    """Yield the root names of what a simple statement stores into or extends."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AugAssign, ast.AnnAssign)):
        targets = [statement.target]
    elif (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Attribute)
        and statement.value.func.attr in _MUTATORS
    ):
        targets = [statement.value.func]
    for target in targets:
        root: ast.expr = target
        while isinstance(root, (ast.Attribute, ast.Subscript)):
            root = root.value
        if root is not target and isinstance(root, ast.Name):
            yield root.id


def calls_of(node: ast.AST) -> Iterator[str]:
    """Yield the names that are called when a statement is executed."""
    pending = [node]  # not recursive: an expression may be nested as deeply as the parser allows
    while pending:
        part = pending.pop()
        if isinstance(part, DEFINITIONS):
            pending.extend(executed_parts(part))
        elif not isinstance(part, ast.Lambda):
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
                yield part.func.id
            pending.extend(ast.iter_child_nodes(part))


def executed_parts(node: ast.stmt) -> Iterator[ast.AST]:
    """Yield the parts of a definition that run when it is executed: decorators, defaults, a class's body."""
    if isinstance(node, ast.ClassDef):
        yield from (*node.decorator_list, *node.bases, *node.body)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from node.decorator_list
        yield from node.args.defaults
        yield from (default for default in node.args.kw_defaults if default is not None)
