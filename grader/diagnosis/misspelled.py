"""Attributes that Keras does not know, set where it looks for another: `layer.trainble = False`."""

from __future__ import annotations

import ast
import difflib
from typing import TYPE_CHECKING

from grader.diagnosis.faults import Fault, fault_at

if TYPE_CHECKING:
    from grader.judging.judge import Verdict

_KNOWN = "trainable"
_ALIKE = 0.75
_MESSAGE = "Keras looks at the attribute trainable: {0} is another one, and setting it changes nothing."


def misspelled_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the statements that set a misspelled attribute."""
    definition = judgement.definition
    own = definition.body or definition.statements
    return tuple(
        fault_at(s, n.lineno + s.shift, kind="layer", message=_MESSAGE.format(n.targets[0].attr))
        for s in own
        for n in ast.walk(s.node)
        if isinstance(n, ast.Assign)
        and isinstance(n.targets[0], ast.Attribute)
        and _is_misspelled(n.targets[0].attr)
    )


def _is_misspelled(name: str) -> bool:
    return name != _KNOWN and difflib.SequenceMatcher(None, name.lower(), _KNOWN).ratio() >= _ALIKE
