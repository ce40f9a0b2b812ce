"""Finds the notebook's variables that a function reads instead of its arguments."""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.extract.nodes import BINDINGS, Function, names_in

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

MAX_VARIABLES = 50  # more than anybody reads
ALIKE = 0.8  # similarity of two names: IMG_SHAPE and image_shape, not A and A_prev


@dataclass(frozen=True)
class Variable:
    """A variable of the notebook that a function reads.

    Attributes:
        name: The variable.
        argument: The parameter to use instead; None if the variable does not exist at all.
    """

    name: str
    argument: str | None = None


def sentences(variables: Iterable[Variable]) -> Iterator[str]:
    """Yield sentences about variables that a function should not read."""
    variables = tuple(variables)
    absent = " and ".join(variable.name for variable in variables if variable.argument is None)
    if absent:
        yield f"It reads {absent} from the notebook. When it is graded, only its arguments are available."
    for variable in variables:
        if variable.argument is not None:
            yield f"It reads {variable.name} from the notebook: use its argument {variable.argument} instead."


def variables_read(
    function: Function, assigned: Mapping[str, Collection[str]], bound: Container[str]
) -> tuple[Variable, ...]:
    """Return the variables that a function reads though nothing sets them, or instead of an argument.

    Args:
        function: The definition.
        assigned: The notebook's variables, each with the names that its value is computed from.
        bound: The names that are defined when the function is called.
    """
    read = sorted(_read(function) & assigned.keys())[:MAX_VARIABLES]
    used = _used_as_values(function)
    arguments = _Arguments(function, assigned)
    found = []
    for name in read:
        if name not in bound:
            found.append(Variable(name))
        elif name in used and (argument := arguments.standing_for(name)):
            found.append(Variable(name, argument))
    return tuple(found)


def assigned_in(trees: Iterable[ast.Module]) -> dict[str, set[str]]:
    """Return the variables that cells assign, each with the names its values are computed from."""
    statements = [node for tree in trees for node in tree.body]
    found: dict[str, set[str]] = {}
    for node in statements:
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name in (n for target in targets for n in names_in(target, ast.Store)):
                found.setdefault(name, set()).update(names_in(node.value, ast.Load) if node.value else ())
    others = {name for node in statements if isinstance(node, BINDINGS) for name in _defined(node)}
    return {name: parts for name, parts in found.items() if name not in others}


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name.split(".")[0] for alias in node.names)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name


def _read(function: Function) -> set[str]:
    """Return the names that a function's body reads from outside it."""
    inside = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    inside |= {name for statement in function.body for name in names_in(statement, ast.Store)}
    return {name for statement in function.body for name in names_in(statement, ast.Load)} - inside


def _used_as_values(function: Function) -> set[str]:
    """Return the names that a body reads other than to call them or one of their attributes."""
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    called = {_root(node.func) for node in nodes if isinstance(node, ast.Call)}
    return {
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in called
    }


def _root(node: ast.expr) -> ast.expr:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node


class _Arguments:
    """The parameters of a function, and what each represents."""

    def __init__(self, function: Function, assigned: Mapping[str, Collection[str]]) -> None:
        self._assigned = assigned
        self._defaults = {name: names_in(default, ast.Load) for name, default in _defaults(function)}
        switches = {name for name, default in _defaults(function) if isinstance(default, ast.Constant)}
        read = {n for statement in function.body for n in names_in(statement, ast.Load)}
        names = [node.arg for node in _parameters(function)]
        self._names = {name.lower(): name for name in names}
        unread = [name for name in names if name not in read]
        self._unread = unread[0] if len(unread) == 1 and unread[0] not in switches else None

    def standing_for(self, name: str) -> str | None:
        """Return the parameter that matches a variable by its default, by name, or as the one left unread.

        An unread parameter counts only if it is the only one and not a student's own flag (`debug=False`).
        """
        made_of = _made_of(name, self._assigned)
        for argument, default in self._defaults.items():
            if made_of & default:
                return argument
        close = difflib.get_close_matches(name.lower(), self._names, 1, ALIKE)
        return self._names[close[0]] if close else self._unread


def _made_of(name: str, assigned: Mapping[str, Collection[str]]) -> set[str]:
    """Return a variable and, transitively, the variables that its value is computed from."""
    found: set[str] = set()
    pending = [name]
    while pending:
        current = pending.pop()
        if current in assigned and current not in found:
            found.add(current)
            pending.extend(assigned[current])
    return found


def _parameters(function: Function) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _defaults(function: Function) -> Iterator[tuple[str, ast.expr]]:
    """Yield the parameters that have a default, each with its default."""
    plain = [*function.args.posonlyargs, *function.args.args]
    first = len(plain) - len(function.args.defaults)
    yield from ((node.arg, d) for node, d in zip(plain[first:], function.args.defaults, strict=True))
    for node, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
        if default is not None:
            yield node.arg, default
