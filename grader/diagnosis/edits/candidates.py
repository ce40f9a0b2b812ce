"""All candidate edits of one function, the likeliest first."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from grader.diagnosis.edits.context import Context
from grader.diagnosis.edits.elsewhere import Elsewhere
from grader.diagnosis.edits.examples import Examples
from grader.diagnosis.edits.expressions import replacements
from grader.diagnosis.edits.names import Names
from grader.diagnosis.edits.repeated import Placed, repeated
from grader.diagnosis.edits.source import Edit, Part, normalised
from grader.diagnosis.edits.statements import missing_twins, statement_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.diagnosis.edits.source import Source

RETURN_COST = 0.4
KNOWN_LINE = 0.5  # less for a line that a right solution has; more for changing such a line
DEAD_COST = 0.6
SKIPPED_COST = 0.6  # a special case that is never taken may hide what is wrong in it
_OPERATOR = re.compile(r"[-+*/<>=@%]|\b(?:if|and|or|not)\b")
_NEEDS_PARENTHESES = (ast.BinOp, ast.UnaryOp, ast.Attribute, ast.Compare, ast.Starred)
_WORD = re.compile(r"[A-Za-z_]\w*")


def candidates(source: Source, examples: Sequence[Source]) -> list[Edit]:
    """Return the edits of a function, each once, the cheapest first.

    Args:
        source: The function.
        examples: Right solutions of the same function.
    """
    if source.function is None:
        return []
    names = Names(source)
    known = Examples(source, names, examples)
    placed = list(_of_expressions(source, names, known))
    edits = [*(p.edit for p in placed), *missing_twins(source, names)]
    edits += repeated(source, placed, names.all)
    edits += [_priced(source, edit, known) for edit in (*statement_edits(source), *known.edits())]
    best: dict[tuple[Part, ...], Edit] = {}
    for edit in edits:
        if edit.parts not in best or edit.cost < best[edit.parts].cost:
            best[edit.parts] = edit
    return sorted(best.values(), key=lambda edit: (round(edit.cost, 6), edit.line, edit.parts))


def _of_expressions(source: Source, names: Names, known: Examples) -> Iterator[Placed]:
    operands = (*known.operands, *_unread(source, names, known))
    elsewhere = Elsewhere(source, names)
    context = Context(source, names, _subscripts(source), known.texts, operands, elsewhere)
    function = source.function
    assert function is not None  # noqa: S101 - asked before
    defaults = [*function.args.defaults, *(d for d in function.args.kw_defaults if d is not None)]
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args][-len(arguments.defaults) or len(arguments.args) :]
    named += [a for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None]
    for argument, default in zip(named, defaults, strict=False):
        for placed in _of(default, context, known, 0):
            edit = placed.edit._replace(idea="default", about=(argument.arg,))
            yield placed._replace(edit=edit)
    for statement in source.statements:
        if isinstance(statement, (ast.Assert, ast.Import, ast.ImportFrom)) or _is_print(statement):
            continue
        yield from _of(statement, context, known, source.numbers[statement])


def _of(root: ast.AST, context: Context, known: Examples, number: int) -> Iterator[Placed]:
    """Yield the edits of the expressions of one statement, without the statements in it."""
    source = context.source
    for index, node in enumerate(_expressions(root)):
        old = source.of(node)
        for new in replacements(node, context):
            text = _parenthesised(new.text, node, source)
            if text != old:
                part = Part(*source.span(node), text)
                edit = Edit((part,), node.lineno, new.cost, new.idea, new.about, number)
                yield Placed(_priced(source, edit, known), number, index, old, new.text)


def _expressions(root: ast.AST) -> Iterator[ast.expr]:
    if isinstance(root, ast.expr):
        yield root
    for child in ast.iter_child_nodes(root):
        if isinstance(child, (ast.stmt, ast.JoinedStr, ast.ExceptHandler)) or (
            isinstance(root, ast.AnnAssign) and child is root.annotation
        ):
            continue
        yield from _expressions(child)


def _parenthesised(text: str, node: ast.expr, source: Source) -> str:
    parent = source.parents.get(node)
    around = isinstance(parent, _NEEDS_PARENTHESES) or (
        isinstance(parent, (ast.Subscript, ast.Call))
        and node in {getattr(parent, "value", 0), getattr(parent, "func", 0)}
    )
    return f"({text})" if around and _OPERATOR.search(text) and not isinstance(node, ast.Slice) else text


def _unread(source: Source, names: Names, known: Examples) -> Iterator[str]:
    """Yield the entries of dictionaries that right solutions read, and this one does not."""
    entries = [
        n for n in ast.walk(source.tree) if isinstance(n, ast.Subscript) and isinstance(n.value, ast.Name)
    ]
    keyed = [n for n in entries if isinstance(n.slice, ast.Constant) and isinstance(n.slice.value, str)]
    for name in dict.fromkeys(source.of(n.value) for n in keyed):
        yield from (f'{name}["{text}"]' for text in known.keys if text not in names.texts)


def _subscripts(source: Source) -> tuple[str, ...]:
    """Return the elements of arrays that the function reads, and its calls with simple arguments."""
    found: dict[str, None] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Subscript):
            index = node.slice
            if not (isinstance(index, ast.Constant) and isinstance(index.value, str)):
                found[source.of(node)] = None
    return tuple(found)


def _is_print(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print"


def _priced(source: Source, edit: Edit, known: Examples) -> Edit:
    """Return an edit with what its position says about its likelihood."""
    cost = edit.cost
    statement = source.statements[edit.statement - 1] if edit.statement else None
    if isinstance(statement, ast.Return) and edit.idea != "return_inside" and _only_names(statement.value):
        cost += RETURN_COST
    if statement is not None and len(edit.parts) == 1 and not hasattr(statement, "body"):
        start, end = source.span(statement)
        part = edit.parts[0]
        if start <= part.start and part.end <= end:
            before = source.data[start:end].decode()
            after = (
                source.data[start : part.start] + part.text.encode() + source.data[part.end : end]
            ).decode()
            cost += KNOWN_LINE * ((normalised(before) in known.lines) - (normalised(after) in known.lines))
    special = (
        isinstance(statement, ast.If)
        and _is_special_case(statement)
        and all(_is_within(part, source.span(statement.test)) for part in edit.parts)
    )
    cost += SKIPPED_COST * special
    if _leaves_dead(source, edit.parts[0]):
        cost += DEAD_COST
    in_condition = isinstance(statement, ast.If) and edit.idea not in {"branches", "missing_statement"}
    return edit._replace(cost=max(0.1, cost), in_condition=in_condition, skips=special)


def _is_within(part: Part, span: tuple[int, int]) -> bool:
    return span[0] <= part.start and part.end <= span[1]


def _is_special_case(statement: ast.If) -> bool:
    """Return whether a branch may be skipped: there is no other, or a number decides."""
    numbers = (n.value for n in ast.walk(statement.test) if isinstance(n, ast.Constant))
    return not statement.orelse or any(type(number) is int for number in numbers)


def _only_names(value: ast.expr | None) -> bool:
    """Return whether a value is made of variables only: to return another one is rarely the mistake."""
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return all(isinstance(part, (ast.Name, ast.Tuple)) for part in parts)


def _leaves_dead(source: Source, part: Part) -> bool:
    """Return whether a variable that was read only here is read no longer."""
    words = _WORD.findall(source.data[part.start : part.end].decode())
    kept = set(_WORD.findall(part.text))
    lost = {word for word in words if word not in kept and word in source.loads}
    return any(words.count(word) >= source.loads[word] for word in lost)
