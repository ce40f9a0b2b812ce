"""Models with recorded calls of helpers: each call counts as the layers that the reference has for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from grader.sandbox.interface import Outcome, Returned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.judging.answer_key import AnswerKey

_FACTS = "facts"
_CONVOLUTION = "Conv2D"


def layers_of(key: AnswerKey, helpers: Sequence[str]) -> dict[str, list[str]]:
    """Return the kinds of layers that the reference's helpers consist of, where a case tells."""
    found: dict[str, list[str]] = {}
    for name in helpers:
        for case in key.cases(name):
            answer = key.answers.get(case.id)
            facts = (
                answer.value[_FACTS] if isinstance(answer, Returned) and _has_facts(answer.value) else None
            )
            if isinstance(facts, dict):
                found[name] = list(facts["order"])
    return found


def unfolded(outcome: Outcome, layers: Mapping[str, Sequence[str]]) -> Outcome:
    """Return an outcome in which recorded calls are described by their layers."""
    if not (isinstance(outcome, Returned) and _has_facts(outcome.value) and layers):
        return outcome
    facts = outcome.value[_FACTS]
    return replace(outcome, value={**outcome.value, _FACTS: _unfolded(facts, layers)})


def _unfolded(facts: Any, layers: Mapping[str, Sequence[str]]) -> Any:
    order = facts.get("order") if isinstance(facts, dict) else None
    if not isinstance(order, list) or not all(isinstance(kind, str) for kind in order):
        return facts
    kinds = [kind for name in order for kind in layers.get(name, (name,))]
    before = kinds[: kinds.index(_CONVOLUTION)] if _CONVOLUTION in kinds else kinds
    random = [kind for kind in before if kind.startswith("Random")]
    counted = {"layers": dict(Counter(kinds)), "order": kinds, "before_convolutions": before}
    return {**facts, **counted, "augmentation": random}


def _has_facts(value: Any) -> bool:
    return isinstance(value, dict) and _FACTS in value
