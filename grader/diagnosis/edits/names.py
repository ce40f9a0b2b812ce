"""What the names of a function stand for, as far as its text says."""

from __future__ import annotations

import ast
import builtins
from functools import cached_property
from typing import TYPE_CHECKING

from grader.extract.nodes import names_in

if TYPE_CHECKING:
    from grader.diagnosis.edits.source import Source

MAX_TEXTS = 12
MAX_UNBOUND = 4
ORDER_COST = 0.15
_SIDES = (("h", "w"), ("H", "W"), ("vert", "horiz"), ("top", "left"), ("row", "col"))
_PAIRS = (*_SIDES, ("i", "j"), ("x", "y"))
_COUNTS = frozenset({"int", "len", "round", "range", "min", "max"})


class Names:
    """The names that a function binds: its arguments and variables, by what they hold."""

    def __init__(self, source: Source) -> None:
        self._source = source
        function = source.function
        assert function is not None  # noqa: S101 - nothing else is edited
        arguments = function.args
        self.arguments = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        stored = names_in(function, ast.Store)
        self.all = list(dict.fromkeys([*self.arguments, *sorted(stored)]))

    @cached_property
    def modules(self) -> frozenset[str]:
        """The names elsewhere whose attributes are called: modules, such as np."""
        calls = (node.func for node in ast.walk(self._source.tree) if isinstance(node, ast.Call))
        heads = (f.value for f in calls if isinstance(f, ast.Attribute))
        return frozenset(h.id for h in heads if isinstance(h, ast.Name) and h.id not in self.all)

    @cached_property
    def unbound(self) -> list[str]:
        """The names that are read but have no value here: variables of the notebook, or of nothing."""
        nodes = [n for n in ast.walk(self._source.tree) if isinstance(n, ast.Name)]
        calls = {n.func for n in ast.walk(self._source.tree) if isinstance(n, ast.Call)}
        read = dict.fromkeys(n.id for n in nodes if isinstance(n.ctx, ast.Load) and n not in calls)
        known = {*self.all, *self.modules}
        return [name for name in read if name not in known and not hasattr(builtins, name)][:MAX_UNBOUND]

    @cached_property
    def loops(self) -> list[str]:
        """The variables of loops."""
        found: dict[str, None] = {}
        for node in ast.walk(self._source.tree):
            if isinstance(node, (ast.For, ast.comprehension)):
                found |= dict.fromkeys(sorted(names_in(node.target, ast.Store)))
        return list(found)

    @cached_property
    def arrays(self) -> frozenset[str]:
        """The names that are indexed, or whose attributes are read."""
        found = set()
        for node in ast.walk(self._source.tree):
            if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.value, ast.Name):
                found.add(node.value.id)
        return frozenset(found & set(self.all))

    @cached_property
    def scalars(self) -> list[str]:
        """The names of numbers: variables of loops, sizes, and what is read from a dictionary."""
        found = dict.fromkeys(self.loops)
        for node in ast.walk(self._source.tree):
            if isinstance(node, ast.Assign):
                pairs = [pair for target in node.targets for pair in assigned(target, node.value)]
                stored = (n for t, v in pairs if _is_number(v) for n in sorted(names_in(t, ast.Store)))
                found |= dict.fromkeys(stored)
            if isinstance(node, ast.Slice):
                ends = [end for end in (node.lower, node.upper) if end is not None]
                found |= dict.fromkeys(
                    n for e in ends for n in sorted(names_in(e, ast.Load)) if n in self.all
                )
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _COUNTS:
                names = [n for a in node.args for n in sorted(names_in(a, ast.Load))]
                found |= dict.fromkeys(n for n in names if n in self.all)
            if isinstance(node, ast.BinOp):  # beside a number of windows, or of what a loop counts
                sides = [side.id for side in (node.left, node.right) if isinstance(side, ast.Name)]
                found |= dict.fromkeys(
                    n for n in sides if n in self.all and not found.keys().isdisjoint(sides)
                )
        return [name for name in found if name not in self.arrays]

    @cached_property
    def texts(self) -> list[str]:
        """The texts in the function, such as the keys of a dictionary."""
        found: dict[str, None] = {}
        for node in ast.walk(self._source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found[node.value] = None
        short = [text for text in found if len(text) <= 2 * MAX_TEXTS and text.isidentifier()]
        return short[:MAX_TEXTS]

    def distance(self, one: str, other: str) -> float | None:
        """Return how unlikely it is that one name was written for another; None if they differ in kind."""
        if alike(one, other) or {one, other} <= set(self.loops):
            return 0.0
        mixed = (one in self.arrays) != (other in self.arrays)
        if mixed and {one, other} & set(self.scalars):
            return 0.6 if {one, other} & set(self.loops) else None
        return 0.15


def alike(one: str, other: str) -> bool:
    """Return whether two names are the halves of a pair, such as n_H and n_W."""
    return one != other and any(other in {one.replace(a, b), one.replace(b, a)} for a, b in _PAIRS)


def halves(one: str, other: str) -> bool:
    """Return whether one of two names stands for what the other one is along the other side of an image."""
    return one != other and any(other in {one.replace(a, b), one.replace(b, a)} for a, b in _SIDES)


def order_cost(first: str, second: str) -> float:
    """Return how unlikely it is that two halves of a pair stand in this order: height comes before width."""
    for one, other in _PAIRS:
        if first != second and first.replace(one, other) == second:
            return -ORDER_COST
        if first != second and second.replace(one, other) == first:
            return ORDER_COST
    return 0.0


def assigned(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """Return which value each target of an assignment takes, as far as its text says."""
    sequences = (ast.Tuple, ast.List)
    if isinstance(target, sequences) and isinstance(value, sequences) and len(target.elts) == len(value.elts):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def _is_number(value: ast.expr) -> bool:
    match value:
        case ast.GeneratorExp(elt=element):
            return _is_number(element)
        case ast.Constant(value=number):
            return isinstance(number, (int, float))
        case ast.Attribute(attr="shape"):
            return True
        case (
            ast.Subscript(value=ast.Attribute(attr="shape")) | ast.Subscript(slice=ast.Constant(value=str()))
        ):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="np"), attr=name)):
            return name in _COUNTS
        case ast.BinOp(left=left, right=right):
            return not any(isinstance(side, (ast.Subscript, ast.Call)) for side in (left, right)) or (
                _is_number(left) and _is_number(right)
            )
    return False
