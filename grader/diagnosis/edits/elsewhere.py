"""Replacements that are made from other lines of the same function: what is there twice, or not at all."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from grader.diagnosis.edits.names import alike
from grader.diagnosis.edits.new import New
from grader.diagnosis.edits.repeated import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.diagnosis.edits.context import Context
    from grader.diagnosis.edits.names import Names
    from grader.diagnosis.edits.source import Source

MAX_SLICES, MAX_MIRRORED, MAX_UNREAD, MAX_KEYWORDS, MAX_NEW_AXES = 10, 8, 5, 4, 4
_MIRRORED = (ast.BinOp, ast.Call, ast.Subscript)
_WRAPPERS = ("np.sum", "np.squeeze")


class Elsewhere:
    """What the text of a function offers for its own repair.

    Args:
        source: The function.
        names: Its names.
    """

    def __init__(self, source: Source, names: Names) -> None:
        self._source = source
        self._names = names
        self._mirror = {name: next((o for o in names.all if alike(name, o)), name) for name in names.all}

    def _texts(self, kind: type[ast.AST]) -> list[str]:
        """Return the texts of nodes of a kind, those that occur often first."""
        nodes = [node for node in ast.walk(self._source.tree) if type(node) is kind]
        return [text for text, _ in Counter(map(self._source.of, nodes)).most_common()]

    def _and_mirrored(self, texts: list[str]) -> list[str]:
        return list(dict.fromkeys([*texts, *(translated(text, self._mirror) for text in texts)]))

    def translated(self, texts: list[str]) -> set[str]:
        """Return texts for the other of height and width."""
        return {translated(text, self._mirror) for text in texts} - set(texts)

    @cached_property
    def slices(self) -> tuple[str, ...]:
        """The slices of the function, and the same for the other of height and width."""
        return tuple(text for text in self._and_mirrored(self._texts(ast.Slice)) if text != ":")[:MAX_SLICES]

    @cached_property
    def new_axes(self) -> tuple[str, ...]:
        """The indices that give an array axes of size 1, those that occur often first."""
        nodes = [node.slice for node in ast.walk(self._source.tree) if isinstance(node, ast.Subscript)]
        texts = Counter(map(self._source.of, filter(_has_new_axis, nodes)))
        return tuple(text for text, _ in texts.most_common(MAX_NEW_AXES))

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """The keywords of calls, those that occur often first."""
        return tuple(text for text in self._texts(ast.keyword) if "=" in text)[:MAX_KEYWORDS]

    @cached_property
    def mirrored(self) -> dict[type[ast.AST], tuple[str, ...]]:
        """Expressions of the function for the other of height and width, where it does not have them."""
        found: dict[type[ast.AST], tuple[str, ...]] = {}
        for kind in _MIRRORED:
            texts = self._texts(kind)
            new = (text for text in self._and_mirrored(texts) if text not in texts)
            found[kind] = tuple(new)[:MAX_MIRRORED]
        return found

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The arguments and variables whose values nothing is computed from, those that occur least first."""
        parents = self._source.parents
        read = {
            node.id
            for node in ast.walk(self._source.tree)
            if isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Load)
            and not _is_passed_on(node, parents)
        }
        unread = [name for name in self._names.all if name not in read]
        return tuple(sorted(unread, key=lambda name: self._source.loads.get(name, 0)))[:MAX_UNREAD]

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What may have been left out: values of variables that nothing is computed from."""
        loops = self._names.loops
        found = []
        for name in self.unread:
            if name in loops:
                continue
            found += [name, *(f"{call}({name})" for call in _WRAPPERS)]
            found += [f"{name}[..., {loop}]" for loop in loops] if name in self._names.arrays else []
        return tuple(found)

    @cached_property
    def matrices(self) -> tuple[str, ...]:
        """The arrays of them, and their elements for two loops: factors of a matrix product."""
        arrays = [name for name in self.unread if name in self._names.arrays]
        pairs = [f"[{one}, {other}]" for one, other in pairwise(self._names.loops)]
        return tuple(f"{name}{index}" for name in arrays for index in ("", *pairs))


def _has_new_axis(index: ast.expr) -> bool:
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    return any(isinstance(part, ast.Constant) and part.value is None for part in parts)


def _is_passed_on(node: ast.Name, parents: dict[ast.AST, ast.AST]) -> bool:
    """Return whether a name is only stored in a tuple, such as a cache, stored in, or asked for its shape."""
    parent = parents[node]
    if isinstance(parent, ast.Attribute):
        return parent.attr in {"shape", "dtype", "ndim"}
    if isinstance(parent, ast.keyword):
        return parent.arg == "out"
    around = parent
    while isinstance(around, ast.Tuple):
        around = parents[around]
    return around is not parent and isinstance(around, (ast.Assign, ast.Return))


def other_slices(node: ast.Slice, context: Context) -> Iterator[New]:
    """Yield another slice of the function, and the start that a slice's end suggests."""
    text = context.source.of(node)
    if node.lower is None and isinstance(node.upper, ast.BinOp) and isinstance(node.upper.op, ast.Add):
        for side in (node.upper.left, node.upper.right):
            yield New(f"{context.source.of(side)}{text}", 1.2, "slice")
    beside = context.source.parents.get(node)
    siblings = list(map(context.source.of, beside.elts)) if isinstance(beside, ast.Tuple) else []
    likely = context.elsewhere.translated(siblings) if siblings else set()
    for other in context.elsewhere.slices:
        if other != text:
            yield New(other, 0.9 if other in likely else 1.3, "slice")


def inserted_slices(node: ast.Subscript, context: Context) -> Iterator[New]:
    """Yield an index with a slice that it may lack."""
    index, of = node.slice, context.source.of
    parts = list(map(of, index.elts)) if isinstance(index, ast.Tuple) else [of(index)]
    if isinstance(index, ast.Constant) and isinstance(index.value, str):
        return
    base = of(node.value)
    for number in range(len(parts) + 1):
        for other in context.elsewhere.slices[: MAX_SLICES // 2]:
            if other not in parts or other.startswith("::"):
                text = ", ".join([*parts[:number], other, *parts[number:]])
                yield New(f"{base}[{text}]", 1.4, "index", (base,))


def mirrored(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield an expression that the function has for the other of height and width."""
    if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        text = context.source.of(node)
        for other in context.elsewhere.mirrored.get(type(node), ()):
            yield New(other, 1.25, "expression", (text,))


def missing(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield a value with a factor or a term that is computed, or given, and used nowhere."""
    parent = context.source.parents.get(node)
    if not isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return)) or parent.value is not node:
        return
    text = context.source.of(node)
    inner = f"({text})" if isinstance(node, (ast.BinOp, ast.IfExp, ast.Compare)) else text
    stored = {n.id for n in ast.walk(parent) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for other in context.elsewhere.missing:
        if other not in stored and other != text:
            yield New(f"{inner} * {other}", 1.3, "factor_element", (text,))
            yield New(f"{text} + {other}", 1.3, "term_element", (text,))
    for other in context.elsewhere.matrices:
        yield New(f"{inner} @ {other}", 1.3, "factor_element", (text,))
