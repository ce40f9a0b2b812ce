"""Edits that take a statement from an example: a right solution, with its names replaced by the student's."""

from __future__ import annotations

import ast
import difflib
import re
from typing import TYPE_CHECKING

from grader.diagnosis.edits.repeated import translated
from grader.diagnosis.edits.source import Edit, Part, normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.diagnosis.edits.names import Names
    from grader.diagnosis.edits.source import Source

ALIKE = 0.45
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SIMPLE = (ast.Assign, ast.AugAssign, ast.Return, ast.Expr)


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
        self.statements: dict[str, ast.stmt] = {}
        for example in examples:
            words = self._roles(example)
            known = {*names.all, "np", "zero_pad"}
            for node in example.statements:
                head = _head(example, node)
                text = translated(head, words)
                bound = {n.id for n in ast.walk(example.tree) if isinstance(n, ast.Name) and n.id in words}
                used = {words.get(n.id, n.id) for n in ast.walk(_headless(node)) if isinstance(n, ast.Name)}
                if bound is not None and not {u for u in used if u in words and u not in known}:
                    self.statements.setdefault(text, node)
        self.lines = frozenset(map(normalised, self.statements))
        self.operands = self._operands(examples)
        self.texts = tuple(dict.fromkeys(text for e in examples for text in _texts(e)))

    def _roles(self, example: Source) -> dict[str, str]:
        """Return the student's name for each name of an example, as far as they play the same part."""
        from grader.diagnosis.edits.names import Names  # noqa: PLC0415

        own, words = Names(example), {}
        for one, other in zip(own.arguments, self._names.arguments, strict=False):
            words[one] = other
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
                            pairs = zip(_stored(node.targets[0]), _stored(target), strict=False)
                            words |= {a: b for a, b in pairs if a not in words or a not in self._names.all}
        return {name: words.get(name, name) for name in own.all}

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
        """Yield each statement of the examples in place of one like it, or after another statement."""
        present = {normalised(_head(self._source, node)) for node in self._source.statements}
        missing = {t: n for t, n in self.statements.items() if normalised(t) not in present}
        tokens = {text: _TOKEN.findall(text) for text in missing}
        for node in self._source.statements:
            own = _head(self._source, node)
            mine = _TOKEN.findall(own)
            for text, other in missing.items():
                if type(other) is type(node) or {type(other), type(node)} <= {ast.Assign, ast.AugAssign}:
                    likeness = difflib.SequenceMatcher(None, mine, tokens[text], autojunk=False)
                    if likeness.real_quick_ratio() > ALIKE and likeness.ratio() > ALIKE:
                        cost = 1.2 + 2.5 * (1 - likeness.ratio())
                        start = self._source.span(node)[0]
                        part = Part(start, start + len(own.encode()), text)
                        number = self._source.numbers.get(node, 0)
                        yield Edit((part,), node.lineno, cost, "rewritten", (), number)
        yield from self._insertions([t for t, n in missing.items() if isinstance(n, _SIMPLE[:2])])

    def _insertions(self, texts: Sequence[str]) -> Iterator[Edit]:
        for node in self._source.statements:
            if isinstance(node, ast.Return):
                continue
            number = self._source.numbers.get(node, 0)
            if isinstance(node, (ast.For, ast.While, ast.If)):
                first = node.body[0]
                at, indent = self._source.line_span(first)[0], first.col_offset
                if first.lineno == node.lineno:
                    continue
            else:
                at, indent = self._source.line_span(node)[1], node.col_offset
            for text in texts:
                part = Part(at, at, f"{' ' * indent}{text}\n")
                yield Edit((part,), node.lineno, 1.9, "missing_statement", (), number)


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


def _stored(target: ast.expr) -> list[str]:
    return [n.id for n in ast.walk(target) if isinstance(n, ast.Name)]


def _texts(example: Source) -> list[str]:
    nodes = ast.walk(example.tree)
    found = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [text for text in found if text.isidentifier()]
