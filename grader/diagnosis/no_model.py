"""Faults of functions that should return a model, and give something else or a model that lacks something."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from grader.checks import Difference
from grader.checks.difference import COMPILED
from grader.checks.graphs import EMPTY
from grader.checks.graphs.absent import WITHOUT_SHAPE
from grader.diagnosis.layers import sentence
from grader.diagnosis.unlocated import at, calls_of, first_layer, missing_compile
from grader.sandbox.interface import Returned
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.diagnosis.faults import Fault
    from grader.judging.judge import Verdict

_MODELS = ("Model", "Sequential")
_NO_VALUE = ("compile", "summary", "build", "add", "load_weights")
_GIVES_NONE = "`{}` returns nothing: call it on a line of its own."
_NO_SHAPE = "The model does not know the shape of its input: give it to its first layer."
_PASSED = "What is returned has passed no layer; the result of line {0} is never used."
_NOTHING = "This `return` gives nothing: it should give the model."
_OTHER = "This does not return {}, which is the model that is compiled."


def no_model_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the line at fault if a function returns no model, or one without a shape or not compiled."""
    node = judgement.definition.last.node
    if not isinstance(node, ast.FunctionDef):
        return ()
    unused = judgement.definition.unused_line
    if unused is not None and any(wrong.part == EMPTY for wrong in _wrong(judgement)):
        returns = [n for n in own_parts(node) if isinstance(n, ast.Return)]
        return tuple(at(judgement, n, n, _PASSED.format(unused)) for n in returns if len(returns) == 1)
    instead = _instead(judgement)
    if instead is not None:
        return tuple(_of_result(node, instead, judgement))
    return tuple(_uncompiled(node, judgement))


def _instead(judgement: Verdict) -> Opaque | None:
    """Return what a function returned each time instead of a model, if it did."""
    found: list[Opaque] = []
    for item in judgement.evidence:
        if not isinstance(item.outcome, Returned) or not isinstance(item.reference, Returned):
            continue
        got, should = item.outcome.value, item.reference.value
        for part in ("graph", "facts"):
            if isinstance(got, dict) and isinstance(should, dict) and isinstance(should.get(part), dict):
                value = got.get(part)
                if isinstance(value, dict):
                    return None
                found.append(value if isinstance(value, Opaque) else Opaque(type(value).__name__))
    return found[0] if found else None


def _of_result(function: ast.FunctionDef, instead: Opaque, judgement: Verdict) -> Iterator[Fault]:
    if instead.type_name.endswith(WITHOUT_SHAPE):
        for call in calls_of(function, ("Sequential",)):
            end = first_layer(call)
            yield at(judgement, call, end, _NO_SHAPE, kind="layer")
            return
    returns = [n for n in own_parts(function) if isinstance(n, ast.Return)]
    if len(returns) != 1:
        return
    value = returns[0].value
    wrong = next(_wrong(judgement), Difference("the function should return the model"))
    message = _why(value, instead) or sentence(wrong.message)
    empty = _empty(function, value)
    if empty is not None:
        yield at(judgement, empty, empty, _GIVES_NONE.format(ast.unparse(_callee(empty))))
        return
    made = _made_models(function)
    returned = value.id if isinstance(value, ast.Name) else None
    certain = bool(made) and (returned is None or returned not in made)
    yield at(judgement, returns[0], returns[0], message, certain=certain)


def _why(value: ast.expr | None, instead: Opaque) -> str:
    """Return why what is returned is nothing; empty if it is something."""
    if not instead.type_name.endswith("NoneType"):
        return ""
    match value:
        case ast.Call(func=ast.Attribute(value=ast.Name(), attr=method) as callee) if method in _NO_VALUE:
            return _GIVES_NONE.format(ast.unparse(callee))
        case None | ast.Constant(value=None):
            return _NOTHING
    return ""


def own_parts(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the parts of a function, without those of functions and classes that are defined in it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, (ast.FunctionDef, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(part))


def _wrong(judgement: Verdict) -> Iterator[Difference]:
    """Yield what is wrong in public cases."""
    for failure in (failure for result in judgement.results for failure in result.failures):
        if failure.case.public and isinstance(failure.cause, Difference):
            yield failure.cause


def _empty(function: ast.FunctionDef, value: ast.expr | None) -> ast.stmt | None:
    """Return the assignment of what a method gives that returns nothing, if that is what is returned."""
    if not isinstance(value, ast.Name):
        return None
    for part in ast.walk(function):
        match part:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Call(func=ast.Attribute(value=ast.Name(), attr=method))
            ) if name == value.id and method in _NO_VALUE:
                return part
    return None


def _callee(statement: ast.stmt) -> ast.expr:
    assert isinstance(statement, ast.Assign)  # noqa: S101 - found as one
    assert isinstance(statement.value, ast.Call)  # noqa: S101 - found as one
    return statement.value.func


def _made_models(function: ast.FunctionDef) -> set[str]:
    """Return the names to which a function assigns models."""
    names = set()
    for part in ast.walk(function):
        match part:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=callee)) if _is_model(callee):
                names.add(name)
    return names


def _is_model(callee: ast.expr) -> bool:
    return getattr(callee, "attr", getattr(callee, "id", "")) in _MODELS


def _uncompiled(function: ast.FunctionDef, judgement: Verdict) -> Iterator[Fault]:
    """Yield where a model should be compiled, or what is compiled in its place."""
    wrong = next((wrong for wrong in _wrong(judgement) if wrong.part == COMPILED), None)
    if wrong is None:
        return
    returns = [n for n in function.body if isinstance(n, ast.Return)]
    if len(returns) != 1:
        return
    for call in calls_of(function, ("compile",))[-1:]:
        owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        returned = ast.unparse(returns[0]).removeprefix("return").strip()
        made = _made_models(function)
        if owner in made and returned not in made:
            yield at(judgement, returns[0], returns[0], _OTHER.format(owner))
        else:
            yield at(judgement, call, call, sentence(wrong.message), certain=owner in made)
        return
    yield from missing_compile(function, judgement)
