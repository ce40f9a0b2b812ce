"""Replacements of one expression by another, by the kind of its node."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from grader.diagnosis.edits import calls, elsewhere
from grader.diagnosis.edits.names import halves
from grader.diagnosis.edits.new import New

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.diagnosis.edits.context import Context


MAX_OTHERS = 8
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.MatMult: "@",
}  # fmt: skip
_SIMILAR = {"+": "-*", "-": "+*", "*": "/+-", "/": ("*", "//", "-"), "//": ("/", "*"), "%": ("//", "*"),
            "**": ("*",), "@": ("*",)}  # fmt: skip
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


def replacements(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield the replacements of one expression."""
    for kind, rules in RULES.items():
        if isinstance(node, kind):
            for rule in rules:
                yield from rule(node, context)


def _names(node: ast.Name, context: Context) -> Iterator[New]:
    if not isinstance(node.ctx, ast.Load):
        return
    if node.id not in context.names.all:
        yield from _for_global(node, context)
        return
    for other in context.names.all:
        distance = context.names.distance(node.id, other)
        if other != node.id and distance is not None:
            idea = "other_half" if halves(node.id, other) else "name"
            yield New(other, 1.0 + distance, idea, (node.id,))


def _for_global(node: ast.Name, context: Context) -> Iterator[New]:
    """Yield a variable of the function for one of the notebook."""
    parent = context.source.parents.get(node)
    if hasattr(builtins, node.id) or node.id in context.names.modules:
        return
    if isinstance(parent, ast.Call) and parent.func is node:
        return
    for other in context.names.all:
        yield New(other, 1.0, "global", (node.id,))


def _targets(node: ast.Name, context: Context) -> Iterator[New]:
    """Yield another variable to assign to."""
    if isinstance(node.ctx, ast.Store) and isinstance(
        context.source.parents.get(node), (ast.Assign, ast.AugAssign)
    ):
        for other in context.names.all:
            distance = context.names.distance(node.id, other)
            if other != node.id and distance is not None:
                yield New(other, 1.4 + distance, "target", (node.id,))
        for other in context.names.unbound:  # what should be stored there has no value
            yield New(other, 0.9, "target", (node.id,))


def _terms(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield a number with something added or multiplied: the commonest omission."""
    names, text = context.names, context.source.of(node)
    if isinstance(node, ast.Name) and (node.id not in names.all or node.id in names.arrays):
        return
    if not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        return
    if isinstance(node, (ast.Subscript, ast.Call)) or not _is_numeric_place(node, context):
        return
    inner = f"({text})" if isinstance(node, (ast.BinOp, ast.IfExp, ast.Compare)) else text
    yield New(f"{text} + 1", 1.2, "off_by_one", (text,))
    yield New(f"{text} - 1", 1.2, "off_by_one", (text,))
    for name in context.operands:
        if name != text:
            yield New(f"{inner} * {name}", 1.2, "factor", (text, name))
            yield New(f"{text} + {name}", 1.3, "term", (text, name))
            yield New(f"{text} - {name}", 1.5, "term", (text, name))


def _is_numeric_place(node: ast.expr, context: Context) -> bool:
    parent = context.source.parents.get(node)
    if isinstance(parent, (ast.Slice, ast.BinOp)):
        return True
    if isinstance(parent, ast.Assign) and parent.value is node:
        names = [t.id for t in parent.targets if isinstance(t, ast.Name)]
        return isinstance(node, (ast.BinOp, ast.Name)) and any(
            name not in context.names.arrays for name in names
        )
    return isinstance(parent, (ast.Call, ast.Tuple)) and isinstance(node, (ast.BinOp, ast.Name))


def _with_element(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield a value of an assignment with an element of an array as a factor or a term."""
    parent = context.source.parents.get(node)
    if not isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return)) or parent.value is not node:
        return
    text = context.source.of(node)
    inner = f"({text})" if isinstance(node, (ast.BinOp, ast.IfExp, ast.Compare)) else text
    for other in (*context.subscripts[:MAX_OTHERS], *context.names.arguments):
        if other != text:
            yield New(f"{inner} * {other}", 1.5, "factor_element", (text, other))
            yield New(f"{text} + {other}", 1.5, "term_element", (text, other))


def _others(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield other expressions of the function."""
    text = context.source.of(node)
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return
    for other in context.subscripts[:MAX_OTHERS]:
        if other != text:
            yield New(other, 1.7, "expression", (text,))


def _numbers(node: ast.Constant, _context: Context) -> Iterator[New]:
    value = node.value
    if isinstance(value, bool):
        yield New(str(not value), 1.0, "constant", (str(value),))
    elif isinstance(value, int):
        for other in dict.fromkeys([value + 1, value - 1, 0, 1, 2, -value]):
            if other != value:
                yield New(str(other), 1.0 if abs(other - value) == 1 else 1.1, "constant", (str(value),))
    elif isinstance(value, float):
        for number in (0.0, 1.0, -value, 0.5, 2.0):
            if number != value:
                yield New(str(number), 1.1, "constant", (str(value),))
        yield New('-float("inf")', 1.4, "constant", (str(value),))


def _number_for_name(node: ast.expr, context: Context) -> Iterator[New]:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        for name in (*context.names.scalars, *context.names.arguments):
            yield New(name, 1.2, "constant", (str(node.value),))
    elif isinstance(node, ast.Name) and node.id in context.names.all and isinstance(node.ctx, ast.Load):
        for number in ("0", "1", "2"):
            yield New(number, 1.4, "name", (node.id,))


def _texts(node: ast.Constant, context: Context) -> Iterator[New]:
    if isinstance(node.value, str) and node.value.isidentifier():
        for other in dict.fromkeys([*context.names.texts, *context.constants]):
            if other != node.value:
                yield New(repr(other).replace("'", '"'), 0.9, "text", (node.value,))


def _operations(node: ast.BinOp, context: Context) -> Iterator[New]:
    of, sign = context.source.of, _OPERATORS.get(type(node.op))
    if sign is None:
        return
    left, right = _side(node.left, context), _side(node.right, context)
    fixed = 0.3 if isinstance(node.right, ast.Constant) and sign in "+-" else 0.0  # rather a number too many
    for other in _SIMILAR[sign]:
        yield New(f"{left} {other} {right}", 1.0 + fixed, "operator", (sign,))
    shorter = 0.3 if _ends_a_range(node, context) else 0.0
    yield New(of(node.left), 1.2 - shorter, "superfluous", (of(node.right),))
    yield New(of(node.right), 1.3, "superfluous", (of(node.left),))
    if sign in {"-", "/", "//", "**", "@"}:
        yield New(f"{right} {sign} {left}", 1.2, "swapped_operands", (sign,))


def _ends_a_range(node: ast.BinOp, context: Context) -> bool:
    """Return whether a number is added to the end of a range, or subtracted."""
    match context.source.parents.get(node), node.right:
        case ast.Call(func=ast.Name(id="range")), ast.Constant():
            return True
    return False


def _grouping(node: ast.BinOp, context: Context) -> Iterator[New]:
    """Yield other groupings of two operations: parentheses that are missing, or too many."""
    of, sign = context.source.of, _OPERATORS.get(type(node.op))
    if isinstance(node.left, ast.BinOp):
        first = _OPERATORS.get(type(node.left.op))
        a, b, c = of(node.left.left), of(node.left.right), of(node.right)
        yield New(f"({a}) {first} (({b}) {sign} ({c}))", 1.1, "grouping")
    if isinstance(node.right, ast.BinOp):
        second = _OPERATORS.get(type(node.right.op))
        a, b, c = of(node.left), of(node.right.left), of(node.right.right)
        yield New(f"(({a}) {sign} ({b})) {second} ({c})", 1.1, "grouping")


def _side(node: ast.expr, context: Context) -> str:
    text = context.source.of(node)
    return f"({text})" if isinstance(node, (ast.BinOp, ast.IfExp, ast.Compare, ast.BoolOp)) else text


def _signs(node: ast.UnaryOp, context: Context) -> Iterator[New]:
    yield New(context.source.of(node.operand), 1.0, "sign")


def _negative_ends(node: ast.expr, context: Context) -> Iterator[New]:
    parent = context.source.parents.get(node)
    if isinstance(parent, ast.Slice) or (isinstance(parent, ast.BinOp) and isinstance(node, ast.Name)):
        yield New(f"-{_side(node, context)}", 1.3, "sign")


def _comparisons(node: ast.Compare, context: Context) -> Iterator[New]:
    if len(node.ops) != 1:
        return
    left, right = context.source.of(node.left), context.source.of(node.comparators[0])
    sign = _COMPARISONS.get(type(node.ops[0]))
    for other in _COMPARISONS.values():
        if other != sign and not other.startswith("is"):
            never = 0.2 if sign == "==" and other != "!=" else 0.0  # rather a case that is never taken
            yield New(f"{left} {other} {right}", 1.0 + never, "comparison", (sign or "in",))
    yield New(left, 1.8, "superfluous", (right,))


def _conditions(node: ast.BoolOp, context: Context) -> Iterator[New]:
    sign, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    yield New(f" {other} ".join(map(context.source.of, node.values)), 1.0, "operator", (sign,))
    for value in node.values:
        yield New(context.source.of(value), 1.3, "superfluous")


def _choices(node: ast.IfExp, context: Context) -> Iterator[New]:
    of = context.source.of
    yield New(f"{of(node.orelse)} if {of(node.test)} else {of(node.body)}", 1.1, "condition")


RULES: dict[type[ast.expr], tuple[Callable[..., Iterator[New]], ...]] = {
    ast.Name: (
        _names,
        _targets,
        _number_for_name,
        calls.indexed,
        calls.new_axes,
        calls.transposed,
        _terms,
        _negative_ends,
        _with_element,
        _others,
        calls.wrapped,
        elsewhere.missing,
    ),
    ast.Constant: (
        _numbers,
        _number_for_name,
        _texts,
        calls.letters,
        calls.other_axes,
        _terms,
        _negative_ends,
    ),
    ast.BinOp: (
        _operations,
        _grouping,
        calls.new_axes,
        _terms,
        _negative_ends,
        _with_element,
        _others,
        calls.wrapped,
        elsewhere.mirrored,
        elsewhere.missing,
    ),
    ast.UnaryOp: (_signs,),
    ast.Compare: (_comparisons,),
    ast.BoolOp: (_conditions,),
    ast.Call: (
        calls.functions,
        calls.calls,
        calls.axes,
        calls.keywords,
        calls.new_axes,
        _with_element,
        _others,
        calls.wrapped,
        elsewhere.mirrored,
        elsewhere.missing,
    ),
    ast.Tuple: (calls.elements, calls.missing_elements, calls.arrays, calls.shifted, calls.other_axes),
    ast.Subscript: (
        calls.indices,
        calls.new_axes,
        calls.transposed,
        elsewhere.inserted_slices,
        _with_element,
        _others,
        calls.wrapped,
        elsewhere.mirrored,
        elsewhere.missing,
    ),
    ast.Slice: (calls.ends, elsewhere.other_slices),
    ast.Attribute: (calls.attributes,),
    ast.IfExp: (_choices,),
}
