"""Side effects of calling the notebook's own functions: `@register` fills a table, for example."""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from grader.extract.nodes import DEFINITIONS
from grader.extract.scopes import calls_of, changes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract.program import Statement
    from grader.extract.scopes import Names


def with_effects(cells: list[list[Statement]]) -> list[list[Statement]]:
    """Return statements with the changes that their calls make: `@register` fills a table, for example."""
    definitions = (s for cell in cells for s in cell if isinstance(s.node, DEFINITIONS))
    functions = {name: s for s in definitions for name in s.names.binds}
    imports = (s for cell in cells for s in cell if isinstance(s.node, (ast.Import, ast.ImportFrom)))
    imported = frozenset[str]().union(*(s.names.binds for s in imports))

    @cache
    def changed_by(name: str) -> frozenset[str]:
        return changed_by_calls_of(functions[name].node, functions[name].names)

    def changed(statement: Statement) -> frozenset[str]:
        if not may_invoke(statement.node):
            return frozenset()
        registered = frozenset(_registered_with(statement.node)) - imported
        if statement.names.needs.isdisjoint(functions):
            return registered
        called = (name for name in invoked_by(statement.node) if name in functions)
        return registered.union(*map(changed_by, called))

    return [[_changing(statement, changed(statement)) for statement in cell] for cell in cells]


def _changing(statement: Statement, names: frozenset[str]) -> Statement:
    if not names:
        return statement
    return replace(statement, names=replace(statement.names, changes=statement.names.changes | names))


def _registered_with(node: ast.stmt) -> Iterator[str]:
    """Yield the objects whose methods decorate a definition: `@double.register`."""
    for decorator in getattr(node, "decorator_list", ()):
        method = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(method, ast.Attribute) and isinstance(method.value, ast.Name):
            yield method.value.id


def changed_by_calls_of(definition: ast.stmt, names: Names) -> frozenset[str]:
    """Return the top-level names whose objects a function or class changes when it is called."""
    if not isinstance(definition, DEFINITIONS):
        return frozenset()
    inside = (part for part in ast.walk(definition) if isinstance(part, ast.stmt))
    return frozenset(name for part in inside for name in changes_of(part)) & names.needs


def may_invoke(statement: ast.stmt) -> bool:
    """Return, cheaply, whether executing a statement may call something: a plain `def` can't."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        arguments = statement.args
        return bool(statement.decorator_list or arguments.defaults or arguments.kw_defaults)
    return True


def invoked_by(node: ast.stmt) -> Iterator[str]:
    """Yield the names that are called when a statement is executed, including plain decorators."""
    yield from calls_of(node)
    decorators = getattr(node, "decorator_list", ())
    yield from (decorator.id for decorator in decorators if isinstance(decorator, ast.Name))
