"""The same change in several lines: students make a mistake twice."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from grader.diagnosis.edits.names import alike
from grader.diagnosis.edits.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grader.diagnosis.edits.source import Source

EXTRA_COST = 0.3
NEAR = 6  # statements
MAX_PLACES = 16
_IDEAS = frozenset({
    "factor", "term", "off_by_one", "constant", "operator", "slice", "index", "sign", "name", "other_half",
    "text", "missing_call", "superfluous", "function", "global",
})  # fmt: skip
_WORD = re.compile(r"[A-Za-z_]\w*")


class Placed(NamedTuple):
    """An edit of one expression: which node of its statement it replaces, and by what."""

    edit: Edit
    statement: int
    node: int
    old: str
    new: str


def repeated(source: Source, placed: Sequence[Placed], names: Sequence[str]) -> Iterator[Edit]:
    """Yield combinations of edits that make the same change in several lines."""
    groups = defaultdict(list)
    everywhere = defaultdict(list)
    placed = [each for each in placed if each.edit.idea in _IDEAS]
    for each in placed:
        groups[each.statement, each.old, each.new].append(each.edit)
        if each.old.isidentifier() or each.old.isdigit():
            everywhere[each.old, each.new].append(each.edit)
    mirror = {name: next((o for o in names if alike(name, o)), name) for name in names}
    for (statement, old, new), edits in groups.items():
        several = [e for e in [together(edits)] if e is not None]
        yield from several
        twin = groups.get((statement, translated(old, mirror), translated(new, mirror)))
        if twin is not None and old != translated(old, mirror) and twin is not edits:
            both = together([*edits, *twin])
            yield from [both] if both is not None else []
    for (old, new), edits in everywhere.items():
        twin = everywhere.get((translated(old, mirror), translated(new, mirror)), edits)
        for several in (edits, *([[*edits, *twin]] if twin is not edits else [])):
            found = together(several) if len({e.statement for e in several}) > 1 else None
            yield from [found] if found is not None else []
    yield from _in_alike_statements(source, placed)


def _in_alike_statements(source: Source, placed: Sequence[Placed]) -> Iterator[Edit]:
    """Yield the same change in statements that differ in nothing but names."""
    shapes = [_shape(node) for node in source.statements]
    by_place = {(p.statement, p.node, p.new): p.edit for p in placed}
    numbers = defaultdict(list)
    for number, shape in enumerate(shapes, 1):
        numbers[shape].append(number)
    for each in placed:
        alike_ones = (
            [n for n in numbers[shapes[each.statement - 1]] if each.statement < n] if each.statement else []
        )
        found = [each.edit]
        for number in alike_ones:
            if number - each.statement > NEAR:
                break
            words = _words(source, each.statement, number)
            twin = by_place.get((number, each.node, translated(each.new, words)))
            if twin is not None:
                both = together([each.edit, twin])
                yield from [both] if both is not None else []
                found.append(twin)
        if len(found) > 2:  # noqa: PLR2004
            several = together(found)
            yield from [several] if several is not None else []


def _shape(node: ast.stmt) -> str:
    if hasattr(node, "body"):
        return f"{type(node).__name__} {node.lineno}"
    text = ast.dump(node)
    return re.sub(r"id='\w+'|value=(?:'[^']*'|-?\d+)", "", text)


def _words(source: Source, one: int, other: int) -> Mapping[str, str]:
    """Return which words of one statement stand for which of another."""
    first, second = (source.of(source.statements[n - 1]) for n in (one, other))
    words, others = _WORD.findall(first), _WORD.findall(second)
    return dict(zip(words, others, strict=True)) if len(words) == len(others) else {}


def translated(text: str, words: Mapping[str, str]) -> str:
    """Return a text with words replaced."""
    return _WORD.sub(lambda match: words.get(match[0], match[0]), text)


def together(edits: Iterable[Edit]) -> Edit | None:
    """Return several edits as one mistake, or None if they are one, or overlap."""
    edits = sorted(edits, key=lambda edit: edit.parts[0].start)
    if not 1 < len(edits) <= MAX_PLACES:
        return None
    if any(one.overlaps(other) for one, other in pairwise(edits)):
        return None
    first = edits[0]
    cost = max(edit.cost for edit in edits) + EXTRA_COST
    parts = tuple(part for edit in edits for part in edit.parts)
    return Edit(parts, first.line, cost, first.idea, first.about, first.statement)
