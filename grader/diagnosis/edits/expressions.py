"""Replacements of one expression by another, by the kind of its node."""

from __future__ import annotations

import ast
import builtins
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.diagnosis.edits.names import Names
    from grader.diagnosis.edits.source import Source

MAX_OTHERS = 8
FAMILIES = (
    ("max", "min", "mean", "sum", "median", "amax", "amin", "average", "prod", "argmax", "std"),
    ("zeros", "ones", "empty", "zeros_like", "ones_like"),
    ("multiply", "add", "dot", "matmul", "subtract", "divide"),
    ("floor", "ceil", "round", "trunc"),
    ("int", "float", "round", "abs", "len", "sum", "max", "min"),
)
_USUAL = frozenset({"max", "min", "mean", "sum", "zeros", "ones", "multiply", "int", "float", "abs"})
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


class New(NamedTuple):
    """A replacement for an expression: text, cost, the mistake that it mends, names for the sentence."""

    text: str
    cost: float
    idea: str
    about: tuple[str, ...] = ()


class Context(NamedTuple):
    """What rules know besides the node."""

    source: Source
    names: Names
    subscripts: tuple[str, ...]  # expressions elsewhere in the function
    constants: tuple[str, ...]  # texts of the examples, such as keys and modes
    operands: tuple[str, ...]  # numbers that may be added, or multiplied by


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
            yield New(other, 1.0 + distance, "name", (node.id,))


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
    yield New(of(node.left), 1.2, "superfluous", (of(node.right),))
    yield New(of(node.right), 1.3, "superfluous", (of(node.left),))
    if sign in {"-", "/", "//", "**", "@"}:
        yield New(f"{right} {sign} {left}", 1.2, "swapped_operands", (sign,))


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
            yield New(f"{left} {other} {right}", 1.0, "comparison", (sign or "in",))
    yield New(left, 1.8, "superfluous", (right,))


def _conditions(node: ast.BoolOp, context: Context) -> Iterator[New]:
    sign, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    yield New(f" {other} ".join(map(context.source.of, node.values)), 1.0, "operator", (sign,))
    for value in node.values:
        yield New(context.source.of(value), 1.3, "superfluous")


def _functions(node: ast.Call, context: Context) -> Iterator[New]:
    """Yield the call of another function of the same family."""
    function, text = node.func, context.source.of(node)
    if isinstance(function, ast.Attribute):
        name, head = function.attr, context.source.of(function.value) + "."
    elif isinstance(function, ast.Name):
        name, head = function.id, ""
    else:
        return
    rest = text[len(context.source.of(function)) :]
    for family in FAMILIES:
        if name in family:
            for other in family:
                if other != name:
                    cost = 1.0 if other in _USUAL else 1.5
                    yield New(f"{head}{other}{rest}", cost, "function", (head + name,))


def _calls(node: ast.Call, context: Context) -> Iterator[New]:
    """Yield a call without itself, without one of its arguments, or with two of them swapped."""
    of, parts = context.source.of, [*node.args, *node.keywords]
    name, texts = of(node.func), list(map(of, [*node.args, *node.keywords]))
    if len(node.args) >= 1 and len(parts) <= 2:  # noqa: PLR2004
        yield New(texts[0], 1.2, "superfluous_call", (name,))
    if isinstance(node.func, ast.Attribute):
        yield New(of(node.func.value), 1.3, "superfluous_call", (name,))
    for number, text in enumerate(texts):
        if len(texts) > 1:
            rest = ", ".join(texts[:number] + texts[number + 1 :])
            yield New(f"{name}({rest})", 1.2, "superfluous_argument", (text, name))
    for one, other in combinations(range(len(node.args)), 2):
        swapped = list(texts)
        swapped[one], swapped[other] = texts[other], texts[one]
        yield New(f"{name}({', '.join(swapped)})", 1.1, "swapped_arguments", (name,))


def _wrapped(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield a value of an assignment, or of a return, inside another call."""
    parent, text = context.source.parents.get(node), context.source.of(node)
    whole = isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return)) and parent.value is node
    if whole or isinstance(parent, (ast.BinOp, ast.Call)):
        calls = ("int", "float", "np.sum", "np.squeeze", "np.max", "np.abs")
        for call in calls if whole else calls[:3]:
            yield New(f"{call}({text})", 1.5, "missing_call", (text,))


def _elements(node: ast.Tuple, context: Context) -> Iterator[New]:
    """Yield a tuple with two entries swapped, or one left out."""
    texts = list(map(context.source.of, node.elts))
    whole = context.source.of(node)
    left, right = ("(", ")") if whole.startswith("(") and whole.endswith(")") else ("", "")
    if len(texts) > 6:  # noqa: PLR2004
        return
    for one, other in combinations(range(len(texts)), 2):
        swapped = list(texts)
        swapped[one], swapped[other] = texts[other], texts[one]
        if swapped != texts:
            yield New(f"{left}{', '.join(swapped)}{right}", 1.0, "swapped", (texts[one], texts[other]))
    for number in range(len(texts)):
        rest = texts[:number] + texts[number + 1 :]
        if len(rest) > 1:
            yield New(f"{left}{', '.join(rest)}{right}", 1.5, "superfluous", (texts[number],))
        if len(rest) == 1 and isinstance(context.source.parents.get(node), (ast.Return, ast.Assign)):
            yield New(rest[0], 1.5, "superfluous", (texts[number],))


def _indices(node: ast.Subscript, context: Context) -> Iterator[New]:
    """Yield an index with an axis more, less, or whole."""
    of, index = context.source.of, node.slice
    base = of(node.value)
    parts = list(map(of, index.elts)) if isinstance(index, ast.Tuple) else [of(index)]
    if isinstance(index, ast.Constant) and isinstance(index.value, str):
        return
    loops = context.names.loops
    for number, part in enumerate(parts):
        before, after = parts[:number], parts[number + 1 :]
        others = [*loops, "0", ":", *((f":{part}", f"{part}:") if part in loops else ())]
        for other in others:
            if other != part and not (part.isidentifier() and other.isidentifier()):
                yield New(f"{base}[{', '.join([*before, other, *after])}]", 1.2, "index", (base,))
        if len(parts) > 1:
            yield New(f"{base}[{', '.join([*before, *after])}]", 1.2, "index", (base,))
    for number in range(len(parts) + 1):
        for other in (*loops, ":"):
            text = ", ".join([*parts[:number], other, *parts[number:]])
            yield New(f"{base}[{text}]", 1.3, "index", (base,))
    if isinstance(node.ctx, ast.Load):
        yield New(base, 1.3, "index", (base,))


def _indexed(node: ast.Name, context: Context) -> Iterator[New]:
    """Yield an array with an index that it lacks."""
    parent = context.source.parents.get(node)
    if (
        node.id not in context.names.all
        or node.id in context.names.scalars
        or isinstance(parent, ast.Attribute)
    ):
        return
    for loop in context.names.loops:
        yield New(f"{node.id}[{loop}]", 1.3, "index", (node.id,))
        yield New(f"{node.id}[..., {loop}]", 1.4, "index", (node.id,))
    if isinstance(parent, (ast.Assign, ast.AugAssign)) and node in getattr(parent, "targets", [node]):
        yield New(f"{node.id}[:]", 1.5, "index", (node.id,))


def _ends(node: ast.Slice, context: Context) -> Iterator[New]:
    """Yield a slice with another start or end, or without."""
    of = context.source.of
    start, end = of(node.lower) if node.lower else "", of(node.upper) if node.upper else ""
    if node.step is not None:
        yield New(f"{start}:{end}", 1.2, "slice")
        return
    if start and end:
        yield New(f"{end}:{start}", 1.2, "slice")
    if start:
        yield New(f":{end}", 1.2, "slice")
    if end:
        yield New(f"{start}:", 1.2, "slice")
    for name in context.operands:
        if not end:
            yield New(f"{start}:{name}", 1.4, "slice")
            yield New(f"{start}:-{name}", 1.4, "slice")
        if not start:
            yield New(f"{name}:{end}", 1.4, "slice")
        if not start and not end:
            yield New(f"{name}:-{name}", 1.4, "slice")
        if start:
            yield New(f"{start}:{start} + {name}", 1.4, "slice")


def _attributes(node: ast.Attribute, context: Context) -> Iterator[New]:
    if node.attr == "T":
        yield New(context.source.of(node.value), 1.2, "transposed")
    if node.attr == "shape" and isinstance(node.value, ast.Name):
        for name in sorted(context.names.arrays):
            if name != node.value.id:
                yield New(f"{name}.shape", 1.1, "name", (node.value.id,))


def _choices(node: ast.IfExp, context: Context) -> Iterator[New]:
    of = context.source.of
    yield New(f"{of(node.orelse)} if {of(node.test)} else {of(node.body)}", 1.1, "condition")


RULES: dict[type[ast.expr], tuple[Callable[..., Iterator[New]], ...]] = {
    ast.Name: (
        _names,
        _targets,
        _number_for_name,
        _indexed,
        _terms,
        _negative_ends,
        _with_element,
        _others,
        _wrapped,
    ),
    ast.Constant: (_numbers, _number_for_name, _texts, _terms, _negative_ends),
    ast.BinOp: (_operations, _grouping, _terms, _negative_ends, _with_element, _others, _wrapped),
    ast.UnaryOp: (_signs,),
    ast.Compare: (_comparisons,),
    ast.BoolOp: (_conditions,),
    ast.Call: (_functions, _calls, _with_element, _others, _wrapped),
    ast.Tuple: (_elements,),
    ast.Subscript: (_indices, _with_element, _others, _wrapped),
    ast.Slice: (_ends,),
    ast.Attribute: (_attributes,),
    ast.IfExp: (_choices,),
}
