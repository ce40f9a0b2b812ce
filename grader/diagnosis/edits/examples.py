"""Edits that take a statement from an example: a right solution, with its names replaced by the student's."""

from __future__ import annotations

import ast
import difflib
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from grader.diagnosis.edits.names import Names, assigned, order_cost
from grader.diagnosis.edits.repeated import translated
from grader.diagnosis.edits.source import Edit, Part, normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.diagnosis.edits.source import Source

ALIKE, SAME_TARGET = 0.45, 0.15  # how like each other two statements must be at least
_TOKEN = re.compile(r"\w+|[^\w\s]")
_STORING = (ast.Assign, ast.AugAssign)
_CLOSED = (ast.Name, ast.Call, ast.Subscript, ast.Constant, ast.Attribute)  # need no parentheses elsewhere


class Known(NamedTuple):
    """A statement of an example.

    Attributes:
        node: Its node in the example.
        depth: How many loops are around it.
        share: How many statements of the example store in the same variable.
        by_values: Whether values of the example stand in it for names that the student has none for.
    """

    node: ast.stmt
    depth: int
    share: int
    by_values: bool = False


class Examples:
    """The statements of right solutions of one function, in the student's names.

    Args:
        source: The student's function.
        names: Its names.
        examples: The sources of right solutions.
    """

    def __init__(self, source: Source, names: Names, examples: Sequence[Source]) -> None:
        self._source = source
        self._names = names
        self.statements: dict[str, Known] = {}
        self._computed: dict[str, None] = {}
        for example in examples:
            words = self._roles(example)
            self.statements = {**self._translated(example, words), **self.statements}
        self.lines = frozenset(map(normalised, self.statements))
        self.operands = self._operands(examples)
        self.keys = tuple(dict.fromkeys(key for e in examples for key in _keys(e)))
        self.texts = tuple(dict.fromkeys(text for e in examples for text in _texts(e)))

    def _roles(self, example: Source) -> dict[str, str]:
        """Return the student's name for each name of an example, as far as they play the same part."""
        own = Names(example)
        words = dict(zip(own.arguments, self._names.arguments, strict=False))
        for one, other in zip(own.loops, self._names.loops, strict=False):
            words.setdefault(one, other)
        assigned = [
            (_head(self._source, n.value), n.targets[0])
            for n in self._source.statements
            if isinstance(n, ast.Assign) and len(n.targets) == 1
        ]
        for _ in range(2):
            for node in example.statements:
                if isinstance(node, ast.Assign) and len(node.targets) == 1:
                    value = normalised(translated(example.of(node.value), words))
                    for text, target in assigned:
                        if normalised(text) == value:
                            words |= self._pairs(_stored(node.targets[0]), _stored(target), words)
        return {name: words.get(name, name) for name in own.all}

    def _pairs(self, theirs: list[str], own: list[str], known: Mapping[str, str]) -> dict[str, str]:
        """Return which names of two targets are the same; the same names in another order are themselves."""
        if set(theirs) == set(own):
            own = theirs
        for number, (one, other) in enumerate(pairwise(own)):
            if order_cost(one, other) > 0:  # rather a slip than a name for something else
                own = [*own[:number], other, one, *own[number + 2 :]]
        pairs = zip(theirs, own, strict=False)
        return {a: b for a, b in pairs if a not in known or a not in self._names.all}

    def _translated(self, example: Source, words: Mapping[str, str]) -> dict[str, Known]:
        """Return the statements of an example whose names the student has, too."""
        values = self._values(example, words)
        bases = [stored_base(node) for node in example.statements]
        found = {}
        for node, base in zip(example.statements, bases, strict=True):
            names = [n for n in ast.walk(_headless(node)) if isinstance(n, ast.Name)]
            own = {n.id: words.get(n.id, n.id) for n in names if words.get(n.id, n.id) in self._names.all}
            foreign = {n.id for n in names if n.id in words and n.id not in own}
            stored = {n.id for n in names if isinstance(n.ctx, ast.Store)}
            if foreign <= values.keys() - stored:
                text = translated(_head(example, node), own | {name: values[name] for name in foreign})
                found[text] = Known(node, example.depth(node), bases.count(base), bool(foreign))
        return found

    def _values(self, example: Source, words: Mapping[str, str]) -> dict[str, str]:
        """Return what stands for the names of an example that the student has none for: their values."""
        found: dict[str, str] = {}
        known = {name: word for name, word in words.items() if word in self._names.all}
        stores = Counter(
            n.id for n in ast.walk(example.tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        )
        for target, value in _assignments(example):
            used = {n.id for n in ast.walk(value) if isinstance(n, ast.Name) and n.id in words}
            if stores[target] == 1 and used <= known.keys() | found.keys():
                text = translated(example.of(value), known | found)
                self._computed.setdefault(text, None)
                if target not in known:
                    found[target] = text if isinstance(value, _CLOSED) else f"({text})"
        return found

    def _operands(self, examples: Sequence[Source]) -> tuple[str, ...]:
        """Return the names of numbers that the examples add, subtract or multiply by."""
        found: dict[str, None] = {}
        for example in examples:
            words = self._roles(example)
            for node in ast.walk(example.tree):
                if isinstance(node, ast.BinOp):
                    sides = [s for s in (node.left, node.right) if isinstance(s, ast.Name)]
                    found |= {words[s.id]: None for s in sides if s.id in words}
        scalars = [name for name in self._names.scalars if name not in self._names.loops]
        known = [name for name in scalars if name in found]
        return tuple(known or scalars[:6])

    def edits(self) -> Iterator[Edit]:
        """Yield each statement of the examples instead of one like it, or after another statement."""
        present = {normalised(_head(self._source, node)) for node in self._source.statements}
        missing = {text: k for text, k in self.statements.items() if normalised(text) not in present}
        yield from self._rewritten(missing)
        yield from self._unfinished()
        yield from self._insertions({t: k for t, k in missing.items() if isinstance(k.node, _STORING)})

    def _rewritten(self, missing: Mapping[str, Known]) -> Iterator[Edit]:
        tokens = {text: _TOKEN.findall(text) for text in missing}
        for node in self._source.statements:
            own = _head(self._source, node)
            mine, start = _TOKEN.findall(own), self._source.span(node)[0]
            for text, known in missing.items():
                kinds = {type(known.node), type(node)}
                if len(kinds) > 1 and not kinds <= {*_STORING}:
                    continue
                if known.by_values and self._bypasses(mine, tokens[text]):
                    continue
                same = _target(own) == _target(text)
                ratio = difflib.SequenceMatcher(None, mine, tokens[text], autojunk=False).ratio()
                if ratio > (SAME_TARGET if same else ALIKE):
                    cost = 1.1 + (1.5 if same else 2.5) * (1 - ratio)
                    part = Part(start, start + len(own.encode()), text)
                    yield Edit((part,), node.lineno, cost, "rewritten", (), self._source.numbers[node])

    def _bypasses(self, mine: Sequence[str], others: Sequence[str]) -> bool:
        """Return whether a statement leaves out a variable of the student's, and a mistake in its value."""
        own = set(self._names.all) - set(self._names.arguments)
        return bool(own & set(mine) - set(others))

    def _unfinished(self) -> Iterator[Edit]:
        """Yield what the examples compute from a variable for that variable alone: `padded = A_prev`."""
        for node in self._source.statements:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
                for text in self._computed:
                    if text != node.value.id and node.value.id in _TOKEN.findall(text):
                        part = Part(*self._source.span(node.value), text)
                        yield Edit((part,), node.lineno, 1.5, "rewritten", (), self._source.numbers[node])

    def _insertions(self, missing: Mapping[str, Known]) -> Iterator[Edit]:
        """Yield a statement more; likelier if the student stores in the variable less often."""
        bases = [stored_base(node) for node in self._source.statements]
        own = {text: stored_base(ast.parse(text).body[0]) for text in missing}
        for node in self._source.statements:
            if isinstance(node, ast.Return):
                continue
            depth, last = self._source.depth(node), node.end_lineno or node.lineno
            places = [(self._source.line_span(node)[1], node.col_offset, last, depth)]
            if isinstance(node, (ast.For, ast.While)) and node.body[0].lineno != node.lineno:
                first = node.body[0]
                places.append((self._source.line_span(first)[0], first.col_offset, node.lineno, depth + 1))
            for at, indent, line, level in places:
                for text, known in missing.items():
                    fewer = bases.count(own[text]) < known.share
                    cost = 1.3 + 0.5 * (level != known.depth) + 0.6 * (not fewer)
                    part = Part(at, at, f"{' ' * indent}{text}\n")
                    yield Edit((part,), line, cost, "missing_statement", (), self._source.numbers[node])


def _assignments(example: Source) -> Iterator[tuple[str, ast.expr]]:
    """Yield the names that an example assigns to, and their values."""
    assignments = [node for node in example.statements if isinstance(node, ast.Assign)]
    pairs = (pair for n in assignments for target in n.targets for pair in assigned(target, n.value))
    yield from ((target.id, value) for target, value in pairs if isinstance(target, ast.Name))


def stored_base(node: ast.stmt) -> str:
    """Return the name of the variable that a statement stores in, or in a part of."""
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    while isinstance(target, (ast.Subscript, ast.Attribute)):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def _headless(node: ast.stmt) -> ast.AST:
    """Return what belongs to a statement itself, not to the statements in it."""
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return ast.Tuple([node.target, node.iter], ast.Load())
    if isinstance(node, (ast.If, ast.While)):
        return node.test
    return node


def _head(source: Source, node: ast.AST) -> str:
    """Return the text of a statement without the statements in it."""
    body = getattr(node, "body", None)
    if not isinstance(body, list) or not body:
        return source.of(node)
    start = source.span(node)[0]
    end = source.span(body[0])[0]
    text = source.data[start:end].decode()
    return text.rstrip().rpartition(":")[0].rstrip() + ":" if ":" in text else text


def _target(text: str) -> str:
    """Return what is assigned to, or a text that equals no other."""
    head, sign, _ = text.partition("=")
    return normalised(head.rstrip("+-*/")) if sign else text


def _stored(target: ast.expr) -> list[str]:
    return [n.id for n in ast.walk(target) if isinstance(n, ast.Name)]


def _keys(example: Source) -> list[str]:
    """Return the keys of the entries of dictionaries that an example reads."""
    slices = [node.slice for node in ast.walk(example.tree) if isinstance(node, ast.Subscript)]
    return [s.value for s in slices if isinstance(s, ast.Constant) and isinstance(s.value, str)]


def _texts(example: Source) -> list[str]:
    nodes = ast.walk(example.tree)
    found = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [text for text in found if text.isidentifier()]
