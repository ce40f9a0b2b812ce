"""The parts of a result in the student's own words: `db` for `return[2]`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.judging.judge import Verdict

_PART = re.compile(r"\breturn\[(\d+)\]")


def in_own_words(message: str, judgement: Verdict) -> str:
    """Return a sentence with the names of the variables that a function returns, where it returns some."""
    names = _returned(judgement.definition.last.node)
    return _PART.sub(lambda match: names.get(int(match[1]), match[0]), message)


def _returned(function: ast.AST) -> dict[int, str]:
    """Return which variable is which part of the result of a function with one `return`."""
    if not isinstance(function, ast.FunctionDef):
        return {}
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    match returns:
        case [ast.Return(value=ast.Tuple(elts=parts))] if not any(isinstance(p, ast.Starred) for p in parts):
            return {n: part.id for n, part in enumerate(parts) if isinstance(part, ast.Name)}
    return {}
