"""Faults of arguments: a function that reads a notebook's variable instead, or never looks at one."""

from __future__ import annotations

import ast
import difflib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault, fault_at
from grader.extract.nodes import names_in
from grader.judging.judge import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.extract import Definition
    from grader.judging.judge import Verdict

ALIKE = 0.6  # similarity of names: data_augmenter and data_augmentation, shape and input_shape
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def argument_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return where a function reads something else than its argument."""
    finders = (
        _of_variables,
        _never_read,
        _not_everywhere,
        _other_defaults,
        _kept_defaults,
        _kept_variables,
    )
    return next((found for find in finders if (found := tuple(find(judgement)))), ())


def _of_variables(judgement: Verdict) -> Iterator[Fault]:
    """Yield where a variable of the notebook is read for the first time."""
    definition = judgement.definition
    for variable in definition.variables:
        node = next((n for n in _names(definition) if n.id == variable.name), None)
        if variable.argument is not None and node is not None:
            message = (
                f"It reads {variable.name} from the notebook: use its argument {variable.argument} instead."
            )
            yield _at(definition, node, message)


def _never_read(judgement: Verdict) -> Iterator[Fault]:
    """Yield the arguments that a right function reads and this one does not."""
    node = judgement.definition.last.node
    if not isinstance(node, _Function) or not isinstance(judgement, Judgement):
        return
    read = {name.id for name in _names(judgement.definition)}
    should = {name.id for name in _names(judgement.key.definitions[judgement.function])}
    for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
        if argument.arg not in read and argument.arg in should:
            place = _instead(node, argument.arg)
            message = f"The argument {argument.arg} is never used."
            fault = _at(judgement.definition, place or argument, message)
            yield replace(fault, certain=place is not None and not judgement.has_raised)


def _not_everywhere(judgement: Verdict) -> Iterator[Fault]:
    """Yield the keywords that take something else than an argument of a like name, which others take."""
    node = judgement.definition.last.node
    if not isinstance(node, _Function) or judgement.has_raised:
        return
    keywords = [k for k in ast.walk(node) if isinstance(k, ast.keyword) and k.arg is not None]
    for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
        name = argument.arg
        alike = [k for k in keywords if _likeness(str(k.arg), name) >= ALIKE]
        others = [k for k in alike if name not in names_in(k.value, ast.Load)]
        taking = {k.arg for k in alike if k not in others}
        others = [k for k in others if k.arg in taking]
        if others:
            message = f"The argument {name} is not used here, as it is in the other calls."
            yield from (_at(judgement.definition, k.value, message) for k in others)


def _other_defaults(judgement: Verdict) -> Iterator[Fault]:
    """Yield the arguments whose default is not that of a right function."""
    node = judgement.definition.last.node
    if not isinstance(node, _Function) or not isinstance(judgement, Judgement):
        return
    should = _defaults(judgement.key.definitions[judgement.function].last.node)
    for name, default in _defaults(node).items():
        if name in should and ast.dump(default) != ast.dump(should[name]):
            message = f"The default of the argument {name} is not that of the task."
            yield replace(_at(judgement.definition, default, message), certain=False)


def default_faults(judgement: Verdict, found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Return the default of an argument, if all that is wrong comes from it; else what was found."""
    node = judgement.definition.last.node
    if not found or not isinstance(node, _Function) or not isinstance(judgement, Judgement):
        return found
    should = _defaults(judgement.key.definitions[judgement.function].last.node, ast.Name)
    for name, default in _defaults(node, ast.Name).items():
        is_other = name in should and ast.dump(default) != ast.dump(should[name])
        if is_other and all(re.search(rf"\b{name}\b\s*\(", fault.quote) for fault in found):
            message = f"The default of the argument {name} is not that of the task."
            return (_at(judgement.definition, default, message),)
    return found


def _kept_defaults(judgement: Verdict) -> Iterator[Fault]:
    """Yield the defaults that are made once, and changed by each call."""
    node = judgement.definition.last.node
    if not isinstance(node, _Function):
        return
    arguments = [*node.args.posonlyargs, *node.args.args]
    pairs = [
        *zip(reversed(arguments), reversed(node.args.defaults), strict=False),
        *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
    ]
    for argument, default in pairs:
        if isinstance(default, (ast.List, ast.Dict, ast.Set, ast.Call)):
            message = (
                f"The default of the argument {argument.arg} is made once: each call changes the same one."
            )
            yield replace(_at(judgement.definition, default, message), certain=False)


def _kept_variables(judgement: Verdict) -> Iterator[Fault]:
    """Yield where a function looks into a list or a dictionary of the notebook, which no call empties."""
    definition = judgement.definition
    kept = {
        target.id
        for statement in definition.statements
        if isinstance(statement.node, ast.Assign) and isinstance(statement.node.value, (ast.Dict, ast.List))
        for target in statement.node.targets
        if isinstance(target, ast.Name)
    }
    for node in _names(definition):
        if node.id in kept:
            message = f"{node.id} keeps what an earlier call has put there: the result depends on it."
            yield replace(_at(definition, node, message), certain=False)


def _defaults(node: ast.stmt, kind: type[ast.expr] = ast.Constant) -> dict[str, ast.expr]:
    """Return the defaults of a function's arguments that are plain values, or of another kind."""
    if not isinstance(node, _Function):
        return {}
    named = [*node.args.posonlyargs, *node.args.args][-len(node.args.defaults) or len(node.args.args) :]
    found = zip((argument.arg for argument in named), node.args.defaults, strict=False)
    return {name: default for name, default in found if isinstance(default, kind)}


def _instead(
    function: ast.FunctionDef | ast.AsyncFunctionDef, argument: str
) -> ast.expr | ast.keyword | None:
    """Return what is used instead of an argument: a name or a keyword that is called much the same."""
    found: list[tuple[float, ast.expr | ast.keyword]] = []
    for statement in function.body:
        for part in ast.walk(statement):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
                found.append((_likeness(part.id, argument), part))
            elif isinstance(part, ast.keyword) and part.arg is not None:
                found.append((_likeness(part.arg, argument), part))
    best = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def _likeness(name: str, argument: str) -> float:
    return difflib.SequenceMatcher(None, name, argument).ratio()


def _names(definition: Definition) -> Iterator[ast.Name]:
    node = definition.last.node
    for statement in node.body if isinstance(node, _Function) else ():
        for part in ast.walk(statement):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
                yield part


def _at(definition: Definition, node: ast.expr | ast.keyword | ast.arg, message: str) -> Fault:
    line = node.lineno + definition.last.shift
    return fault_at(definition.last, line, kind="misconception", message=message)
