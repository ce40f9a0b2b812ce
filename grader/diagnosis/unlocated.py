"""Faults of models whose cause has no line: exceptions inside Keras, results that a text chose."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from grader.checks import Difference
from grader.diagnosis.bypassed import overwritten_fault
from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.layers import sentence
from grader.extract.nodes import names_in
from grader.sandbox.interface import Raised, Returned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judging.judge import Verdict

_INPUTS = ("Input", "InputLayer")
_OF_COMPILING = ("loss", "compile", "(None)", "'NoneType' object is not callable", "label value")
_IMAGES = ("Conv2D", "MaxPooling2D", "MaxPool2D", "AveragePooling2D")
_RECEIVED = re.compile(r"\([\d, ]+\)")
_FLAT = "What the dense layers get is not flat: Flatten is missing before them."
_HEAD = "The last layer gives results of another shape than the labels: look at its units."
_SHAPES = ("input_shape", "shape", "batch_input_shape", "batch_shape")
_SHAPE = "The model takes images of another shape than the task's."
_INPUT_FIRST = "The input comes before all layers, and once."
_NO_SHAPE = "The model has no layers, or does not know the shape of its input."
_LOSS = "The model cannot be trained: compile gives it the loss and the optimizer."
_NOT_CHOSEN = "What is returned is not what the lines before it have chosen by its name."
_RANDOM = "Random"
_MODES = {"inference", "training"}
_UNCHANGING = "These layers change no image, not even in training: a factor of 0 changes nothing."
_LEFT_OUT = "The model is made without the layers that change images: look at its inputs and outputs."
_FIXED = "This layer is told its mode here for good, so it does not follow that of the model."
NOT_COMPILED = "The model is not compiled before this line: call its method compile."


def unlocated_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return what an exception is about that Keras raised after the function had returned."""
    outcomes = (item.outcome for item in judgement.evidence if item.case.public)
    raised = next((o for o in outcomes if isinstance(o, Raised)), None)
    node = judgement.definition.last.node
    if (
        raised is None
        or raised.origin
        or judgement.failed_definitions
        or not isinstance(node, ast.FunctionDef)
    ):
        return ()
    if "must have the same shape" in raised.message:
        return tuple(_of_the_head(node, raised.message, judgement))
    if "expected shape=" in raised.message or "of input shape to have value" in raised.message:
        keywords = [k for k in ast.walk(node) if isinstance(k, ast.keyword) and k.arg in _SHAPES]
        return tuple(at(judgement, k.value, k.value, _SHAPE) for k in keywords if len(keywords) == 1)
    if "have not yet been created" in raised.message:
        calls = calls_of(node, ("Sequential",))
        return tuple(at(judgement, call, first_layer(call), _NO_SHAPE) for call in calls[-1:])
    if any(name in raised.message for name in _INPUTS):
        calls = calls_of(node, _INPUTS)
        return tuple(at(judgement, call, call, _INPUT_FIRST) for call in calls[-1:])
    if any(word in raised.message for word in _OF_COMPILING):
        return tuple(_of_compiling(node, judgement))
    return ()


def _of_the_head(function: ast.FunctionDef, message: str, judgement: Verdict) -> Iterator[Fault]:
    """Yield the last dense layer, or the lines before the first one if its input was not made flat."""
    dense, received = calls_of(function, ("Dense",)), _RECEIVED.findall(message)
    sizes = max((shape.count(",") for shape in received), default=0)
    before = [c for c in calls_of(function, _IMAGES) if dense and c.lineno <= dense[0].lineno]
    if sizes > 1 and before:
        yield at(judgement, before[-1], dense[0], _FLAT)
    elif dense:
        yield at(judgement, dense[-1], dense[-1], _HEAD)


def _of_compiling(function: ast.FunctionDef, judgement: Verdict) -> Iterator[Fault]:
    """Yield where a model is compiled, or where it should be."""
    for call in calls_of(function, ("compile",))[-1:]:
        yield at(judgement, call, call, _LOSS)
        return
    yield from missing_compile(function, judgement)


def missing_compile(function: ast.FunctionDef, judgement: Verdict) -> Iterator[Fault]:
    """Yield the lines up to the `return`, before which a model is not compiled."""
    returns = [n for n in function.body if isinstance(n, ast.Return)]
    at_index = function.body.index(returns[0]) if len(returns) == 1 else 0
    if at_index:
        yield at(judgement, function.body[at_index - 1], returns[0], NOT_COMPILED)


def unchanging_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the random layers of a model that changes no image."""
    node = judgement.definition.last.node
    public = (item.outcome for item in judgement.evidence if item.case.public)
    values = [outcome.value for outcome in public if isinstance(outcome, Returned)]
    varying = [value.get("variation") for value in values if isinstance(value, dict)]
    if not any(isinstance(part, dict) and part.get("varies") is False for part in varying):
        return ()
    if not isinstance(node, ast.FunctionDef):
        return ()
    calls = [c for c in ast.walk(node) if isinstance(c, ast.Call) and _callee_name(c).startswith(_RANDOM)]
    if not calls:
        return ()
    first, last = (choose(calls, key=lambda call: call.lineno) for choose in (min, max))
    models = calls_of(node, ("Model",))
    if models and any(_has_no_random_layer(value) for value in values):
        lost = overwritten_fault(judgement.definition)
        if lost is not None:
            return (lost,)
        return (at(judgement, models[-1], models[-1], _LEFT_OUT, kind="layer", certain=False),)
    return (at(judgement, first, last, _UNCHANGING, kind="layer", certain=False),)


def _has_no_random_layer(value: object) -> bool:
    """Return whether what is known of a model's layers names none that changes images at random."""
    facts = value.get("facts") if isinstance(value, dict) else None
    layers = facts.get("layers") if isinstance(facts, dict) else None
    return isinstance(layers, dict) and not any(str(name).startswith(_RANDOM) for name in layers)


def _callee_name(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def fixed_mode_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return where a layer is told a mode for good, if a model is wrong in one mode only."""
    node = judgement.definition.last.node
    failed = [r for r in judgement.results if any(f.case.public for f in r.failures)]
    modes = {result.criterion.part for result in failed}
    causes = [failure.cause for result in failed for failure in result.failures]
    if len(modes) != 1 or not modes <= _MODES or not all(isinstance(c, Difference) for c in causes):
        return ()
    fixed = [
        k
        for k in ast.walk(node)
        if isinstance(k, ast.keyword) and k.arg == "training" and isinstance(k.value, ast.Constant)
    ]
    return tuple(at(judgement, k.value, k.value, _FIXED, kind="layer", certain=False) for k in fixed[:1])


def chosen_by_text_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the only line of a function that has a text, such as the name of the layer that it looks for."""
    node = judgement.definition.last.node
    differences = (
        f.cause.message
        for result in judgement.results
        for f in result.failures
        if f.case.public and isinstance(f.cause, Difference)
    )
    text = next(differences, None)
    if text is None or not isinstance(node, ast.FunctionDef):
        return ()
    found = {part.lineno: part for statement in node.body for part in _texts(statement)}
    returned = _unrelated_return(node, list(found.values()))
    if returned is not None:
        return (at(judgement, returned, returned, _NOT_CHOSEN, kind="trace"),)
    return tuple(
        at(judgement, part, part, sentence(text), kind="trace") for part in found.values() if len(found) == 1
    )


def _unrelated_return(function: ast.FunctionDef, texts: list[ast.Constant]) -> ast.Return | None:
    """Return the only `return`, if it takes nothing of what the only text of a function chose."""
    returns = [n for n in ast.walk(function) if isinstance(n, ast.Return)]
    if len(texts) != 1 or len(returns) != 1:
        return None
    made: set[str] = set()
    for statement in function.body:
        chosen = any(part is texts[0] for part in ast.walk(statement))
        if isinstance(statement, ast.Return) and chosen:
            return None
        if isinstance(statement, ast.Assign) and (chosen or made & names_in(statement.value, ast.Load)):
            made |= names_in(statement, ast.Store)
    return returns[0] if made and not made & names_in(returns[0], ast.Load) else None


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts in a piece of code, but not those that are printed or stand alone."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Call(func=ast.Name(id="print")) | ast.JoinedStr():
            return
        case ast.Constant(value=str()):
            yield node
    for part in ast.iter_child_nodes(node):
        yield from _texts(part)


def first_layer(call: ast.Call) -> ast.expr:
    """Return the first layer that a Sequential model is given, or the call itself."""
    match call.args:
        case [ast.List(elts=[first, *_]) | ast.Tuple(elts=[first, *_]), *_]:
            return first
    return call


def calls_of(function: ast.FunctionDef, names: tuple[str, ...]) -> list[ast.Call]:
    """Return the calls of functions or methods of some names, in their order."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    found = [c for c in calls if getattr(c.func, "attr", getattr(c.func, "id", "")) in names]
    return sorted(found, key=lambda call: call.lineno)


def at(
    judgement: Verdict,
    first: ast.expr | ast.stmt,
    last: ast.expr | ast.stmt,
    message: str,
    kind: str = "output",
    *,
    certain: bool = True,
) -> Fault:
    """Return a fault from the beginning of a node to the end of another, without a block's body."""
    own = judgement.definition.last
    start = first.end_lineno if hasattr(first, "body") and first is not last else first.lineno
    line, end = (start or first.lineno) + own.shift, (last.end_lineno or last.lineno) + own.shift
    return fault_at(own, line, end_line=end, kind=kind, message=message, certain=certain)
