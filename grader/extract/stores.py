"""What executing a statement stores into, also where it calls the notebook's functions: `freeze(model)`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.extract.nodes import names_in
from grader.extract.touches import executed_nodes, stored_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grader.extract.nodes import Function
    from grader.extract.program import Statement

    Callable_ = Function | ast.Lambda

# Functions whose result has the parts of their arguments, or that call their first argument with those.
_PASSING_ON = frozenset(
    {"enumerate", "filter", "iter", "list", "map", "next", "reversed", "sorted", "tuple", "zip"}
)
_CALLING = frozenset({"filter", "map"})
_STORING = frozenset({"delattr", "setattr"})
_TRAINING = frozenset({"evaluate", "fit", "fit_generator", "predict", "train_on_batch"})
_IMPORTS = (ast.Import, ast.ImportFrom)
MAX_DEPTH = 30  # of functions that call each other: what deeper ones store into is not looked at


class Stores:
    """The names into whose objects the statements of a notebook store.

    Args:
        statements: All statements of a notebook, to know its functions and modules.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._functions: dict[str, list[_Function]] = {}
        modules: set[str] = set()
        for statement in statements:
            if isinstance(statement.node, _IMPORTS):
                modules |= statement.names.binds
            for name, function in _functions_in(statement.node):
                self._functions.setdefault(name, []).append(function)
        self._modules = frozenset(modules)
        self._known: dict[_Function, frozenset[str]] = {}
        self._depth = 0

    def into(self, statement: Statement) -> set[str]:
        """Return the names into whose objects a statement stores."""
        nodes = list(executed_nodes(statement.node))
        return stored_in(statement.node) | self._stored(nodes, local_only=True)

    def trains(self, statement: Statement) -> bool:
        """Return whether a function of the notebook that a statement calls trains or tests a model."""
        calls = (node.func for node in executed_nodes(statement.node) if isinstance(node, ast.Call))
        functions = (f for call in calls for f in self._functions.get(_name_of(call), ()))
        return any(function.trains for function in functions)

    def _stored(self, nodes: Sequence[ast.AST], *, local_only: bool) -> set[str]:
        """Return the names stored into in some nodes, and those whose parts they are."""
        aliases = self._aliases(nodes, local_only=local_only)
        found: set[str] = set()
        pending = [name for node in nodes for name in self._stored_by(node)]
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending.extend(aliases.get(name, ()))
        return found

    def _stored_by(self, node: ast.AST) -> Iterator[str]:
        match node:
            case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(ctx=ast.Store() | ast.Del()):
                yield from self._roots(node.value)
            case ast.AugAssign(target=ast.Name(id=name)):
                yield name
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _STORING:
                yield from self._roots(first)
            case ast.Call(func=ast.Name(id=name), args=[called, *others]) if name in _CALLING:
                for function in self._called(called):
                    if self._inside(function).intersection(function.parameters[:1]):
                        yield from (root for other in others for root in self._roots(other))
            case ast.Call(func=called):
                for function in self._called(called):
                    yield from self._stored_by_call(node, function)

    def _called(self, called: ast.expr) -> Iterable[_Function]:
        if isinstance(called, ast.Lambda):
            return (_Function(called, _parameters(called)),)
        return self._functions.get(_name_of(called), ())

    def _stored_by_call(self, call: ast.Call, function: _Function) -> Iterator[str]:
        stored = self._inside(function)
        if function.owner and isinstance(call.func, ast.Attribute) and function.owner in stored:
            yield from self._roots(call.func.value)
        given = [*zip(function.parameters, call.args, strict=False)]
        given += [(keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg is not None]
        for name, value in given:
            if name in stored:
                yield from self._roots(value)
        yield from stored - {*function.parameters, function.owner} - function.local

    def _inside(self, function: _Function) -> frozenset[str]:
        """Return the names stored into when a function is called: its own, and the notebook's."""
        if function not in self._known and self._depth < MAX_DEPTH:
            self._known[function] = frozenset()  # while a function that calls itself is looked at
            self._depth += 1
            nodes = [part for part in ast.walk(function.node) if part is not function.node]
            self._known[function] = frozenset(self._stored(nodes, local_only=False))
            self._depth -= 1
        return self._known.get(function, frozenset())

    def _aliases(self, nodes: Iterable[ast.AST], *, local_only: bool) -> Mapping[str, set[str]]:
        """Return what the names that some nodes bind are parts of.

        Args:
            nodes: The nodes.
            local_only: Pass over assignments, whose names outlive the statement.
        """
        found: dict[str, set[str]] = {}
        for node in nodes:
            match node:
                case ast.comprehension(target=target, iter=value) | ast.For(target=target, iter=value):
                    self._bind(found, [target], value)
                case ast.Assign(targets=targets, value=value) if not local_only:
                    self._bind(found, targets, value)
                case ast.NamedExpr(target=target, value=value):
                    self._bind(found, [target], value)
        return found

    def _bind(self, found: dict[str, set[str]], targets: Iterable[ast.expr], value: ast.expr) -> None:
        names = [name for target in targets for name in names_in(target, ast.Store)]
        roots = set(self._roots(value))
        for name in names:
            found.setdefault(name, set()).update(roots)

    def _roots(self, node: ast.expr) -> Iterator[str]:
        """Yield the names whose objects an expression gives, or parts of them."""
        pending: list[ast.expr] = [node]
        while pending:
            match pending.pop():
                case ast.Name(id=name) if name not in self._modules:
                    yield name
                case (
                    ast.Attribute(value=value)
                    | ast.Subscript(value=value)
                    | ast.Starred(value=value)
                    | ast.NamedExpr(value=value)
                    | ast.Call(func=ast.Attribute(value=value))
                ):
                    pending.append(value)
                case ast.Call(func=ast.Name(id=name), args=arguments) if name in _PASSING_ON:
                    pending.extend(arguments)
                case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.BoolOp(values=parts):
                    pending.extend(parts)
                case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
                    pending += [one, other]
                case ast.ListComp(elt=value) | ast.GeneratorExp(elt=value):
                    pending.append(value)


class _Function:
    """A function of the notebook: its parameters, a method's own object, its variables, whether it trains."""

    def __init__(self, node: Callable_, parameters: Sequence[str], owner: str = "") -> None:
        self.node = node
        self.parameters = tuple(parameters)
        self.owner = owner
        parts = list(ast.walk(node))
        stored = {p.id for p in parts if isinstance(p, ast.Name) and isinstance(p.ctx, ast.Store)}
        shared = {name for p in parts if isinstance(p, ast.Global) for name in p.names}
        self.local = frozenset(stored - shared)
        self.trains = any(isinstance(p, ast.Attribute) and p.attr in _TRAINING for p in parts)


def _functions_in(node: ast.stmt) -> Iterator[tuple[str, _Function]]:
    """Yield the functions and methods that a statement defines, by what they are called."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda() as function):
            yield name, _Function(function, _parameters(function))
    parts = list(executed_nodes(node))
    methods = {method: part.name for part in parts if isinstance(part, ast.ClassDef) for method in part.body}
    for part in parts:
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        parameters = _parameters(part)
        if part in methods and parameters:
            name = methods[part] if part.name == "__init__" else part.name
            yield name, _Function(part, parameters[1:], parameters[0])
        else:
            yield part.name, _Function(part, parameters)


def _parameters(function: Callable_) -> list[str]:
    arguments = function.args
    return [part.arg for part in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def _name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
