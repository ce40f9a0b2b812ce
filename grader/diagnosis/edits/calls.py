"""Replacements of calls, and of what stands in brackets: arguments, entries, indices, slices."""

from __future__ import annotations

import ast
import re
from itertools import combinations
from typing import TYPE_CHECKING

from grader.diagnosis.edits.names import order_cost
from grader.diagnosis.edits.new import New

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.diagnosis.edits.context import Context

FAMILIES = (
    ("max", "min", "mean", "sum", "median", "amax", "amin", "average", "prod", "argmax", "std"),
    ("zeros", "ones", "empty", "zeros_like", "ones_like"),
    ("multiply", "add", "dot", "matmul", "subtract", "divide"),
    ("floor", "ceil", "round", "trunc"),
    ("stack", "concatenate", "hstack", "vstack", "dstack"),
    ("int", "float", "round", "abs", "len", "sum", "max", "min"),
)
_ALONG_AN_AXIS = frozenset(
    {"argsort", "sort", "argmax", "argmin", "insert", "append", "concatenate", "stack", "flip"}
)
_USUAL = frozenset({"max", "min", "mean", "sum", "zeros", "ones", "multiply", "int", "float", "abs"})


def functions(node: ast.Call, context: Context) -> Iterator[New]:
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


def calls(node: ast.Call, context: Context) -> Iterator[New]:
    """Yield a call without itself, without one of its arguments, or with two of them swapped."""
    of, parts = context.source.of, [*node.args, *node.keywords]
    name, texts = of(node.func), list(map(of, [*node.args, *node.keywords]))
    if isinstance(node.func, ast.Attribute) and node.func.attr == "pop" and len(node.args) == 1:
        yield New(f"{of(node.func.value)}[{texts[0]}]", 1.0, "changes_argument")
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
        cost = 1.1 + order_cost(texts[other], texts[one])
        yield New(f"{name}({', '.join(swapped)})", cost, "swapped_arguments", (name,))


def wrapped(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield a value of an assignment, or of a return, inside another call."""
    parent, text = context.source.parents.get(node), context.source.of(node)
    whole = isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return)) and parent.value is node
    if whole or isinstance(parent, (ast.BinOp, ast.Call)):
        calls = ("int", "float", "np.sum", "np.squeeze", "np.max", "np.abs")
        for call in calls if whole else calls[:3]:
            yield New(f"{call}({text})", 1.5, "missing_call", (text,))
    if (whole or isinstance(parent, ast.Tuple)) and isinstance(node, ast.Name):
        yield New(f"len({text})", 1.5, "missing_call", (text,))
    if isinstance(parent, ast.Attribute) and isinstance(node, ast.Call):
        yield New(f"np.array({text})", 1.3, "missing_call", (text,))


def arrays(node: ast.Tuple, context: Context) -> Iterator[New]:
    """Yield an array of the size that a tuple is, where something is computed with it."""
    if isinstance(context.source.parents.get(node), (ast.BinOp, ast.Assign)):
        text = context.source.of(node)
        for call in ("np.zeros", "np.ones"):
            yield New(
                f"{call}({text if text.startswith('(') else f'({text})'})", 1.5, "missing_call", (text,)
            )


def axes(node: ast.Call, context: Context) -> Iterator[New]:
    """Yield a call that takes all of an array, along some of its axes."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if name not in FAMILIES[0] or any(k.arg == "axis" for k in node.keywords) or len(node.args) > 1:
        return
    text = context.source.of(node).rstrip()[:-1].rstrip().rstrip(",")
    comma = "" if text.endswith("(") else ", "
    for axis in ("(1, 2)", "(1, 2, 3)", "0", "-1", "(0, 1, 2)", "1"):
        yield New(f"{text}{comma}axis={axis})", 1.5, "axis", (context.source.of(node.func),))


def keywords(node: ast.Call, context: Context) -> Iterator[New]:
    """Yield a call with a keyword that it lacks: one that another call has, an axis, or `keepdims`."""
    given = {keyword.arg for keyword in node.keywords}
    if not isinstance(node.func, ast.Attribute) or None in given:
        return
    text = context.source.of(node).rstrip()[:-1].rstrip().rstrip(",")
    comma = "" if text.endswith("(") else ", "
    about = (context.source.of(node.func),)
    for keyword in context.elsewhere.keywords:
        if keyword.partition("=")[0] not in given:
            yield New(f"{text}{comma}{keyword})", 1.5, "missing_argument", about)
    if "axis" in given and "keepdims" not in given:
        yield New(f"{text}, keepdims=True)", 1.3, "missing_argument", about)
    if node.func.attr in _ALONG_AN_AXIS and "axis" not in given:
        for axis in ("None", "0", "1", "-1"):
            yield New(f"{text}{comma}axis={axis})", 1.5, "missing_argument", about)


def other_axes(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield other axes for a call that takes an array along some of them."""
    parent = context.source.parents.get(node)
    if isinstance(parent, ast.keyword) and parent.arg == "axis":
        for axis in ("(1, 2)", "(0, 1, 2)", "(1, 2, 3)", "0", "1", "-1", "None"):
            yield New(axis, 1.3, "constant", (context.source.of(node),))


def shifted(node: ast.Tuple, context: Context) -> Iterator[New]:
    """Yield a tuple of axes that are all one further, or one less far."""
    values = [element.value for element in node.elts if isinstance(element, ast.Constant)]
    if len(values) == len(node.elts) and all(type(value) is int for value in values):
        for by in (1, -1):
            texts = ", ".join(str(int(str(value)) + by) for value in values)
            yield New(f"({texts})", 1.2, "constant", (context.source.of(node),))


def new_axes(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield an array with the axes of size 1 that others of the function get: `[:, None]`."""
    parent, text = context.source.parents.get(node), context.source.of(node)
    if isinstance(node, ast.Subscript) and "None" in (index := context.source.of(node.slice)):
        for other in context.elsewhere.new_axes:
            if other != index:
                yield New(f"{context.source.of(node.value)}[{other}]", 1.3, "index", (text,))
    elif isinstance(parent, ast.BinOp) and getattr(node, "id", "") not in context.names.scalars:
        inner = f"({text})" if isinstance(node, ast.BinOp) else text
        for other in context.elsewhere.new_axes:
            yield New(f"{inner}[{other}]", 1.4, "index", (text,))


def letters(node: ast.Constant, _context: Context) -> Iterator[New]:
    """Yield the subscripts of `np.einsum` with two letters of one group swapped."""
    if not isinstance(node.value, str) or "->" not in node.value:
        return
    for start, end in (match.span() for match in re.finditer(r"[A-Za-z]+", node.value)):
        for one, other in combinations(range(start, end), 2):
            changed = list(node.value)
            changed[one], changed[other] = changed[other], changed[one]
            yield New(repr("".join(changed)), 1.1 + 0.1 * (other - one - 1), "text", (node.value,))


def elements(node: ast.Tuple, context: Context) -> Iterator[New]:
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
            cost = 1.0 + order_cost(texts[other], texts[one])
            yield New(f"{left}{', '.join(swapped)}{right}", cost, "swapped", (texts[one], texts[other]))
    for number in range(len(texts)):
        rest = texts[:number] + texts[number + 1 :]
        if len(rest) > 1:
            yield New(f"{left}{', '.join(rest)}{right}", 1.5, "superfluous", (texts[number],))
        if len(rest) == 1 and isinstance(context.source.parents.get(node), (ast.Return, ast.Assign)):
            yield New(rest[0], 1.5, "superfluous", (texts[number],))


def missing_elements(node: ast.Tuple, context: Context) -> Iterator[New]:
    """Yield the size of an array with a number more."""
    if not isinstance(context.source.parents.get(node), ast.Call) or not node.elts:
        return
    texts = list(map(context.source.of, node.elts))
    for name in context.names.scalars:
        if name not in texts and name not in context.names.loops:
            for number in range(len(texts) + 1):
                text = ", ".join([*texts[:number], name, *texts[number:]])
                cost = 1.3 if number == len(texts) else 1.5
                yield New(f"({text})", cost, "missing_element", (context.source.of(node),))


def indices(node: ast.Subscript, context: Context) -> Iterator[New]:
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


def indexed(node: ast.Name, context: Context) -> Iterator[New]:
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


def ends(node: ast.Slice, context: Context) -> Iterator[New]:
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


def transposed(node: ast.expr, context: Context) -> Iterator[New]:
    """Yield a factor of a matrix product with its axes in the other order."""
    match context.source.parents.get(node):
        case ast.BinOp(op=ast.MatMult()) | ast.Call(func=ast.Attribute(attr="dot" | "matmul")):
            yield New(f"{context.source.of(node)}.T", 1.2, "transposed")


def attributes(node: ast.Attribute, context: Context) -> Iterator[New]:
    """Yield a value without `.T`, another of an array's attributes, and an array of a shape."""
    parent = context.source.parents.get(node)
    if node.attr == "shape" and isinstance(parent, (ast.Assign, ast.Tuple)):
        yield New(f"np.zeros({context.source.of(node)})", 1.5, "missing_call", (context.source.of(node),))
    if not (isinstance(parent, ast.Call) and parent.func is node):
        head = context.source.of(node.value)
        others = (o for family in FAMILIES[:3] if node.attr in family for o in family if o in _USUAL)
        yield from (New(f"{head}.{o}", 1.1, "function", (f"{head}.{node.attr}",)) for o in others)
    if node.attr == "T":
        yield New(context.source.of(node.value), 1.2, "transposed")
    if node.attr == "shape" and isinstance(node.value, ast.Name):
        for name in sorted(context.names.arrays):
            if name != node.value.id:
                yield New(f"{name}.shape", 1.1, "name", (node.value.id,))
