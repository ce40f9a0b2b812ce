"""Whether functions of a submission take the arguments that an assignment's calls pass to them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.extract.cells import Parsed, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.extract.submission import Submission


@dataclass(frozen=True)
class Passed:
    """What a call passes: how many arguments by position, which by name, and which only to who has them."""

    positional: int
    named: frozenset[str]
    optional: frozenset[str]

    @property
    def is_evidence(self) -> bool:
        """Whether it passes anything: a function without arguments says nothing of who wrote it."""
        return bool(self.positional or self.named)


def calls_of(recipes: Iterable[Mapping[str, Any]]) -> dict[str, set[Passed]]:
    """Return the calls in published cases, by the name of the function."""
    found: dict[str, set[Passed]] = {}
    for recipe in recipes:
        optional = frozenset(recipe.get("probe", {}).get("optional", ()))
        call = Passed(len(recipe["args"]), frozenset(recipe.get("kwargs", ())), optional)
        found.setdefault(recipe["function"], set()).add(call)
    return found


def arguments_of(submission: Submission, names: Iterable[str]) -> dict[str, ast.arguments]:
    """Return the parameters of functions that a submission defines by `def`; the last definition counts."""
    wanted = frozenset(names)
    cells = (
        parse(cell) for cell in submission.cells if cell.is_code and any(n in cell.source for n in wanted)
    )
    return {
        node.name: node.args
        for cell in cells
        if isinstance(cell, Parsed)
        for node in cell.tree.body
        if isinstance(node, ast.FunctionDef) and node.name in wanted
    }


def takes(function: ast.arguments, call: Passed) -> bool:
    """Return whether a function with some parameters can be called so."""
    plain = [argument.arg for argument in (*function.posonlyargs, *function.args)]
    with_default = plain[len(plain) - len(function.defaults) :]
    named_only = [argument.arg for argument in function.kwonlyargs]
    if call.positional > len(plain) and function.vararg is None:
        return False
    rest = {*plain[max(call.positional, len(function.posonlyargs)) :], *named_only}
    if call.named & {*plain[: call.positional]} or (call.named - rest and function.kwarg is None):
        return False
    missing = [a for a, default in zip(named_only, function.kw_defaults, strict=True) if default is None]
    required = {*plain[call.positional :], *missing} - {*with_default}
    return required <= call.named | call.optional


def misfits(submission: Submission, names: Iterable[str], calls: Mapping[str, Iterable[Passed]]) -> list[str]:
    """Return the functions that can take none of the assignment's calls; none if another one can.

    Functions that are called without arguments say nothing, and neither do classes.
    """
    found = arguments_of(submission, names)
    able = {
        name: any(takes(arguments, call) for call in calls[name])
        for name, arguments in found.items()
        if any(call.is_evidence for call in calls.get(name, ()))
    }
    return [] if any(able.values()) else list(able)
