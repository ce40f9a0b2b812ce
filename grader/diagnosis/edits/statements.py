"""Edits of whole statements: another assignment, another position, left out, swapped."""

from __future__ import annotations

import ast
import textwrap
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from grader.diagnosis.edits.names import alike, assigned, order_cost
from grader.diagnosis.edits.repeated import translated
from grader.diagnosis.edits.source import Edit, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.diagnosis.edits.names import Names
    from grader.diagnosis.edits.source import Source

_SIGNS = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*=", ast.Div: "/="}
_IN_PLACE = frozenset(
    {"append", "extend", "insert", "fill", "sort", "update", "clear", "remove", "itemset", "put"}
)
Loop = ast.For | ast.While
INDENT = "    "
RETURNING = 0.6  # a `return` at the end of a loop's body: there would be no loop


def statement_edits(source: Source) -> Iterator[Edit]:
    """Yield the edits of the statements of a function."""
    for statement in source.statements:
        yield from _assignments(source, statement)
        yield from _dropped_results(source, statement)
        yield from _left_out(source, statement)
        yield from _conditions(source, statement)
        yield from _moved_far(source, statement)
        yield from _swapped_loops(source, statement)
    for body in _bodies(source):
        yield from _neighbours(source, body)
        yield from _moved(source, body)


def _bodies(source: Source) -> Iterator[list[ast.stmt]]:
    """Yield the lists of statements, those of the function first."""
    for node in ast.walk(source.tree):
        for field in ("body", "orelse"):
            body = getattr(node, field, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt) and node is not source.tree:
                yield body


def _edit(  # noqa: PLR0917
    source: Source,
    node: ast.stmt,
    parts: tuple[Part, ...],
    cost: float,
    idea: str,
    about: tuple[str, ...] = (),
) -> Edit:
    return Edit(parts, node.lineno, cost, idea, about, source.numbers.get(node, 0))


def _assignments(source: Source, node: ast.stmt) -> Iterator[Edit]:
    """Yield `=` for `+=` and the other way round."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target, old = node.targets[0], "="
        signs: tuple[str, ...] = ("+=",) if isinstance(target, (ast.Name, ast.Subscript)) else ()
    elif isinstance(node, ast.AugAssign):
        target, old = node.target, _SIGNS.get(type(node.op), "?=")
        signs = ("=", *(s for s in _SIGNS.values() if s != old))
    else:
        return
    start, end = source.span(target)[1], source.span(node.value)[0]
    between = source.data[start:end].decode()
    if between.strip().rstrip("(").strip() != old:
        return
    if isinstance(node, ast.AugAssign) and isinstance(target, ast.Name):
        text = f" = {source.of(target)} {old[0]} ({source.of(node.value)})"
        yield _edit(source, node, (Part(start, source.span(node)[1], text),), 1.0, "changes_argument")
    for sign in signs:
        idea = "overwritten" if sign == "+=" else "accumulated" if sign == "=" else "operator"
        cost = 0.9 if old == "=" or sign == "=" else 1.0
        text = between.replace(old, sign)
        yield _edit(source, node, (Part(start, end, text),), cost, idea, (source.of(target), old))


def _dropped_results(source: Source, node: ast.stmt) -> Iterator[Edit]:
    """Yield an assignment of a result that is dropped: `np.squeeze(Z)`."""
    if isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.BinOp, ast.Compare)):
        if any(keyword.arg == "out" for keyword in getattr(node.value, "keywords", ())) or _is_in_place(node):
            return
        start = source.span(node)[0]
        names = [n for n in ast.walk(node.value) if isinstance(n, ast.Name) and n.id in source.loads]
        for name in dict.fromkeys(n.id for n in names):
            yield _edit(
                source, node, (Part(start, start, f"{name} = "),), 0.7, "dropped_result", (source.of(node),)
            )
        for name in _never_extended(source):
            end = source.span(node)[1]
            parts = Part(start, start, f"{name}.append("), Part(end, end, ")")
            yield _edit(source, node, parts, 0.7, "dropped_result", (source.of(node),))


def _never_extended(source: Source) -> list[str]:
    """Return the variables that begin as empty lists, and stay empty."""
    pairs = [
        pair
        for node in source.statements
        if isinstance(node, ast.Assign)
        for target in node.targets
        for pair in assigned(target, node.value)
    ]
    empty = [t.id for t, v in pairs if isinstance(t, ast.Name) and isinstance(v, ast.List) and not v.elts]
    heads = (n.value for n in ast.walk(source.tree) if isinstance(n, ast.Attribute) and n.attr in _IN_PLACE)
    extended = {head.id for head in heads if isinstance(head, ast.Name)}
    return [name for name in dict.fromkeys(empty) if name not in extended]


def _is_in_place(node: ast.Expr) -> bool:
    """Return whether a statement calls a method that changes its object and returns nothing."""
    match node.value:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np" | "numpy"))):
            return False  # its functions of these names return what they make
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in _IN_PLACE
    return False


def _left_out(source: Source, node: ast.stmt) -> Iterator[Edit]:
    """Yield the function without a statement."""
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr)):
        yield _edit(source, node, (Part(*source.span(node), "pass"),), 1.8, "superfluous_statement")


def missing_twins(source: Source, names: Names) -> Iterator[Edit]:
    """Yield an assignment to a name without a value: what is there for the other of height and width."""
    mirror = {o: n for n in names.unbound for o in names.all if alike(n, o)}
    words = {
        name: next((o for o in (*names.unbound, *names.all) if alike(name, o)), name) for name in names.all
    }
    for node in source.statements:
        if isinstance(node, ast.Assign) and any(source.of(target) in mirror for target in node.targets):
            start, end = source.line_span(node)
            text = translated(source.of(node), words)
            for at, line in ((end, node.end_lineno or node.lineno), (start, max(1, node.lineno - 1))):
                part = Part(at, at, f"{' ' * node.col_offset}{text}\n")
                yield Edit((part,), line, 0.8, "missing_twin", (), source.numbers[node])


def _conditions(source: Source, node: ast.stmt) -> Iterator[Edit]:
    """Yield a negated condition, a condition that is left out, and swapped branches."""
    if not isinstance(node, ast.If):
        return
    start, end = source.span(node.test)
    yield _edit(source, node, (Part(start, end, f"not ({source.of(node.test)})"),), 1.2, "condition")
    yield _edit(source, node, (Part(start, end, "True"),), 1.7, "condition")
    for one, other in [(node.body, node.orelse)]:
        if other and not (len(other) == 1 and isinstance(other[0], ast.If)):
            yield _swapped(source, one, other, node)
        elif other and isinstance(other[0], ast.If):
            yield _swapped(source, one, other[0].body, node)


def _swapped(source: Source, one: list[ast.stmt], other: list[ast.stmt], node: ast.stmt) -> Edit:
    first = (source.span(one[0])[0], source.span(one[-1])[1])
    second = (source.span(other[0])[0], source.span(other[-1])[1])
    texts = [source.data[a:b].decode() for a, b in (first, second)]
    return _edit(source, node, (Part(*first, texts[1]), Part(*second, texts[0])), 1.2, "branches")


def _neighbours(source: Source, body: list[ast.stmt]) -> Iterator[Edit]:
    """Yield neighbours in the other order, and assignments with their values swapped."""
    for one, other in pairwise(body):
        if not any(isinstance(node, (ast.FunctionDef, ast.Return)) for node in (one, other)):
            spans = source.span(one), source.span(other)
            parts = Part(*spans[0], source.of(other)), Part(*spans[1], source.of(one))
            if one.col_offset == other.col_offset:
                yield _edit(source, one, parts, 1.4, "order")
    assigned = [node for node in body if isinstance(node, ast.Assign) and len(node.targets) == 1]
    for first, second in combinations(assigned[:8], 2):
        if type(first.value) is type(second.value) and second.lineno - first.lineno <= 4:  # noqa: PLR2004
            parts = (
                Part(*source.span(first.value), source.of(second.value)),
                Part(*source.span(second.value), source.of(first.value)),
            )
            about = source.of(first.targets[0]), source.of(second.targets[0])
            cost = 0.8 if _reads_an_entry(first.value) and _reads_an_entry(second.value) else 1.2
            yield _edit(source, first, parts, cost, "swapped", about)


def _reads_an_entry(value: ast.expr) -> bool:
    """Return whether a value is read from a dictionary by its key."""
    match value:
        case ast.Subscript(slice=ast.Constant(value=str())):
            return True
    return False


def _moved(source: Source, body: list[ast.stmt]) -> Iterator[Edit]:
    """Yield statements at the ends of a loop moved out of it, and those around it moved into it."""
    for number, node in enumerate(body):
        if not isinstance(node, (ast.For, ast.While, ast.If)):
            continue
        if len(node.body) > 1:
            for count in range(1, min(3, len(node.body) - 1) + 1):
                yield _shift(source, node.body[-count:], node, -1, node.body[-count])
        if isinstance(node, (ast.For, ast.While)):
            if len(node.body) > 1 and not isinstance(node.body[0], (ast.For, ast.While, ast.If)):
                yield _before(source, node.body[0], node)
            for count in range(1, min(3, len(body) - number - 1) + 1):
                yield _shift(source, body[number + 1 : number + 1 + count], node, 1, body[number + 1])
            if number and isinstance(body[number - 1], (ast.Assign, ast.Expr)):
                yield _into(source, body[number - 1], node)


def _swapped_loops(source: Source, node: ast.stmt) -> Iterator[Edit]:
    """Yield a loop and the next one in it with their variables swapped."""
    if not isinstance(node, ast.For):
        return
    inner = next((n for n in ast.walk(node) if isinstance(n, ast.For) and n is not node), None)
    if inner is not None and isinstance(node.target, ast.Name) and isinstance(inner.target, ast.Name):
        names = source.of(node.target), source.of(inner.target)
        parts = Part(*source.span(node.target), names[1]), Part(*source.span(inner.target), names[0])
        yield _edit(source, node, parts, 0.9 + 2 * order_cost(names[1], names[0]), "swapped", names)


def _moved_far(source: Source, node: ast.stmt) -> Iterator[Edit]:
    """Yield a statement at the end of a block moved behind one of the blocks further out."""
    if not isinstance(node, (ast.Return, ast.Assign, ast.AugAssign)):
        return
    around = [a for a in source.ancestors(node) if isinstance(a, (ast.For, ast.While, ast.If))]
    blocks = [block for a in around[:1] for block in (a.body, a.orelse) if block and block[-1] is node]
    if not blocks:
        return
    start, end = source.line_span(node)
    alone = len(blocks[0]) == 1
    left = f"{' ' * node.col_offset}pass\n" if alone else ""
    idea = "return_inside" if isinstance(node, ast.Return) else "inside_loop"
    cost = RETURNING if isinstance(node, ast.Return) else 1.2
    for outer in around[0 if alone else 1 :]:
        at = source.line_span(outer)[1]
        text = " " * outer.col_offset + source.data[start:end].decode().lstrip()
        parts = (
            (Part(start, end, left + text),) if at == end else (Part(start, end, left), Part(at, at, text))
        )
        yield _edit(source, node, parts, cost, idea)


def _shift(source: Source, moved: list[ast.stmt], loop: ast.stmt, by: int, reported: ast.stmt) -> Edit:
    """Return statements one level further out, or in: after a loop, or at its end."""
    start, end = source.line_span(moved[0])[0], source.line_span(moved[-1])[1]
    text = source.data[start:end].decode()
    first = loop.body[0]  # type: ignore[attr-defined]
    step = " " * (first.col_offset - loop.col_offset if first.lineno != loop.lineno else len(INDENT))
    if by > 0:
        shifted = textwrap.indent(text, step)
    else:
        shifted = "".join(line.removeprefix(step) for line in text.splitlines(keepends=True))
    idea = "inside_loop" if by < 0 else "outside_loop"
    if isinstance(moved[-1], ast.Return):
        idea = "return_inside" if by < 0 else "return_outside"
    first_cost = RETURNING if idea == "return_inside" else 1.1
    return _edit(source, reported, (Part(start, end, shifted),), first_cost + 0.2 * (len(moved) - 1), idea)


def _before(source: Source, moved: ast.stmt, loop: ast.stmt) -> Edit:
    """Return the first statement of a loop moved before it."""
    start, end = source.line_span(moved)
    at = source.line_span(loop)[0]
    text = " " * loop.col_offset + source.data[start:end].decode().lstrip()
    return _edit(source, moved, (Part(at, at, text), Part(start, end, "")), 1.3, "inside_loop")


def _into(source: Source, moved: ast.stmt, loop: ast.For | ast.While) -> Edit:
    """Return the statement before a loop moved to its beginning."""
    start, end = source.line_span(moved)
    at = source.line_span(loop.body[0])[0]
    text = " " * loop.body[0].col_offset + source.data[start:end].decode().lstrip()
    return _edit(source, moved, (Part(start, end, ""), Part(at, at, text)), 1.3, "outside_loop")
