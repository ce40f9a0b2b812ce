"""Changes of one expression, by the kind of its node."""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.diagnosis.edits.source import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.diagnosis.edits.source import Source

_OPERATORS: dict[type[ast.operator], tuple[str, tuple[str, ...]]] = {
    ast.Add: ("+", ("-", "*")), ast.Sub: ("-", ("+",)), ast.Mult: ("*", ("+", "/")),
    ast.Div: ("/", ("*", "//")), ast.FloorDiv: ("//", ("*", "/")), ast.Mod: ("%", ("*",)),
    ast.Pow: ("**", ("*",)), ast.MatMult: ("@", ("*",)),
}  # fmt: skip
_COMPARISONS: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Eq: ("==", ("!=", ">=")), ast.NotEq: ("!=", ("==",)), ast.Lt: ("<", ("<=", ">")),
    ast.LtE: ("<=", ("<", ">")), ast.Gt: (">", (">=", "<")), ast.GtE: (">=", (">", "<")),
    ast.Is: ("is", ("is not",)), ast.IsNot: ("is not", ("is",)), ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
}  # fmt: skip
# Words that stand for each other: functions and settings that are often confused.
_FUNCTIONS = (
    ("max", "min", "mean", "sum"), ("multiply", "add", "dot"), ("zeros", "ones"),
    ("zeros_like", "ones_like", "empty_like"), ("reshape", "transpose"), ("argmax", "argmin"),
    ("MaxPooling2D", "AveragePooling2D"), ("Add", "Multiply", "Concatenate"),
    ("GlobalAveragePooling2D", "Flatten"), ("RandomFlip", "RandomRotation"),
    ("random_uniform", "glorot_uniform"), ("Adam", "SGD", "RMSprop"),
    ("BinaryCrossentropy", "CategoricalCrossentropy"),
)  # fmt: skip
_TEXTS = (
    ("same", "valid"), ("relu", "sigmoid", "softmax", "linear", "tanh"), ("horizontal", "vertical"),
    ("max", "average"), ("constant", "edge", "reflect"), ("binary", "categorical", "sparse", "int"),
    ("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy", "mse"),
    ("accuracy", "loss", "val_accuracy"), ("adam", "sgd"), ("nearest", "reflect", "wrap"),
    ("rgb", "grayscale"),
    ("imagenet", None),
)  # fmt: skip
_CLOSE = 2  # names that a name may be confused with


@dataclass(frozen=True)
class Change:
    """One replacement, with its kind and the lines that are wrong after it.

    Attributes:
        kind: What is changed.
        line: The first line that is wrong.
        end_line: The last one; where a statement is deleted, the lines around it.
        part: The replacement.
        also: Another line in which the fault shows: where a name is read that is bound no more.
    """

    kind: str
    line: int
    end_line: int
    part: Part
    also: int | None = None


def replacements(node: ast.expr, source: Source) -> Iterator[Change]:
    """Yield the changes of one expression, without those of its parts."""
    for kind, rule in _RULES.items():
        if isinstance(node, kind):
            for name, text in rule(node, source):
                start, end = source.span(node)
                yield Change(name, node.lineno, node.end_lineno or node.lineno, Part(start, end, text))


def _operations(node: ast.BinOp, source: Source) -> Iterator[tuple[str, str]]:
    _, others = _OPERATORS.get(type(node.op), ("", ()))
    left, right = _inner(node.left, source), _inner(node.right, source)
    for other in others:
        yield "operator", f"({left} {other} {right})"
    yield "operand", left
    yield "operand", right


def _comparisons(node: ast.Compare, source: Source) -> Iterator[tuple[str, str]]:
    if len(node.ops) == 1:
        left, right = _inner(node.left, source), _inner(node.comparators[0], source)
        for other in _COMPARISONS[type(node.ops[0])][1]:
            yield "comparison", f"({left} {other} {right})"


def _conditions(node: ast.BoolOp, source: Source) -> Iterator[tuple[str, str]]:
    other = "or" if isinstance(node.op, ast.And) else "and"
    yield "condition", f"({f' {other} '.join(_inner(value, source) for value in node.values)})"


def _signs(node: ast.UnaryOp, source: Source) -> Iterator[tuple[str, str]]:
    yield "sign", _inner(node.operand, source)


def _choices(node: ast.IfExp, source: Source) -> Iterator[tuple[str, str]]:
    of = source.of
    yield "condition", f"({of(node.orelse)} if {of(node.test)} else {of(node.body)})"


def _constants(node: ast.Constant, source: Source) -> Iterator[tuple[str, str]]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", str(not value)
    elif isinstance(value, int):
        yield "constant", str(value + 1)
        yield "constant", str(value - 1) if value > 0 else str(value + 2)
    elif isinstance(value, float):
        yield "constant", repr(value * 2 + (value == 0))
    elif isinstance(value, str):
        yield from (("text", repr(other)) for other in _other_texts(value, source))


def _other_texts(value: str, source: Source) -> list[str | None]:
    """Return the words that a word may be confused with: of its family, or others of the function."""
    families = [family for family in _TEXTS if value in family]
    if families:
        return [word for word in dict.fromkeys(sum(families, ())) if word != value]
    keys = {
        n.slice.value
        for n in ast.walk(source.tree)
        if isinstance(n, ast.Subscript)
        and isinstance(n.slice, ast.Constant)
        and isinstance(n.slice.value, str)
    }
    return [*sorted(keys - {value})] if value in keys else []


def _names(node: ast.Name, source: Source) -> Iterator[tuple[str, str]]:
    """Yield the local names that resemble a name most."""
    own = local_names(source.tree)
    if isinstance(node.ctx, ast.Load) and node.id in own:
        others = sorted(own - {node.id})
        ranked = sorted(
            others, key=lambda name: -difflib.SequenceMatcher(None, node.id, name).ratio()
        )  # stable
        yield from (("name", other) for other in ranked[:_CLOSE])


def local_names(tree: ast.AST) -> set[str]:
    """Return the names that a function binds: its parameters and what it assigns."""
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}


def _attributes(node: ast.Attribute, source: Source) -> Iterator[tuple[str, str]]:
    for other in _other_functions(node.attr):
        yield "function", f"{source.of(node.value)}.{other}"


def _other_functions(name: str) -> list[str]:
    found = [other for family in _FUNCTIONS if name in family for other in family if other != name]
    return list(dict.fromkeys(found))


def _calls(node: ast.Call, source: Source) -> Iterator[tuple[str, str]]:
    of = source.of
    args, keywords = [of(arg) for arg in node.args], [_keyword(word, source) for word in node.keywords]
    name = of(node.func)
    if isinstance(node.func, ast.Name):
        yield from (
            ("function", f"{other}({', '.join([*args, *keywords])})") for other in _other_functions(name)
        )
    for number, word in enumerate(node.keywords):
        if word.arg not in {None, "name"}:
            kept = [*args, *keywords[:number], *keywords[number + 1 :]]
            yield "argument", f"{name}({', '.join(kept)})"
    if len(args) > 1:
        swapped = [args[1], args[0], *args[2:]]
        yield "swapped", f"{name}({', '.join([*swapped, *keywords])})"
    if len(args) == 1 and not keywords:
        yield "call", _inner(node.args[0], source)
    if isinstance(node.func, ast.Attribute) and not args:
        yield "call", _inner(node.func.value, source)


def _keyword(word: ast.keyword, source: Source) -> str:
    value = source.of(word.value)
    return f"**{value}" if word.arg is None else f"{word.arg}={value}"


def _sequences(node: ast.Tuple | ast.List, source: Source) -> Iterator[tuple[str, str]]:
    """Yield a sequence with two neighbours swapped; of an index the parentheses stay away."""
    parts = [source.of(part) for part in node.elts]
    text = source.of(node)
    opening, closing = (text[0], text[-1]) if text[:1] in "([" and text[-1:] in ")]" else ("", "")
    if opening and text.count(opening) != text.count(closing):
        return
    for number in range(len(parts) - 1):
        swapped = [*parts[:number], parts[number + 1], parts[number], *parts[number + 2 :]]
        if parts[number] != parts[number + 1]:
            yield "swapped", f"{opening}{', '.join(swapped)}{closing}"


def _slices(node: ast.Slice, source: Source) -> Iterator[tuple[str, str]]:
    lower, upper, step = (source.of(part) if part else "" for part in (node.lower, node.upper, node.step))
    end = f":{step}" if step else ""
    if lower:
        yield "slice", f":{upper}{end}"
    if upper:
        yield "slice", f"{lower}:{end}"
        yield "slice", f"{lower}:{upper} + 1{end}"
    if step:
        yield "slice", f"{lower}:{upper}"


def _inner(node: ast.expr, source: Source) -> str:
    text = source.of(node)
    plain = (ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.Subscript, ast.Tuple, ast.List)
    return text if isinstance(node, plain) else f"({text})"


_RULES: dict[type[ast.expr], Callable[..., Iterator[tuple[str, str]]]] = {
    ast.BinOp: _operations,
    ast.Compare: _comparisons,
    ast.BoolOp: _conditions,
    ast.UnaryOp: _signs,
    ast.IfExp: _choices,
    ast.Constant: _constants,
    ast.Name: _names,
    ast.Attribute: _attributes,
    ast.Call: _calls,
    ast.Tuple: _sequences,
    ast.List: _sequences,
    ast.Slice: _slices,
}
