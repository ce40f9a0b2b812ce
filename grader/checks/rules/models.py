"""Laws about models: whether the loss fits what the model gives, and whether it learns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.packs import Case

# The loss for each kind of labels, and the activation that its head has, unless it gives logits.
_LOSSES = {
    "binary": {"BinaryCrossentropy": "sigmoid", "BinaryFocalCrossentropy": "sigmoid"},
    "int": {"SparseCategoricalCrossentropy": "softmax"},
    "categorical": {"CategoricalCrossentropy": "softmax", "CategoricalFocalCrossentropy": "softmax"},
}
_TAKEN_AS = {"binary": ("binary", "int"), "int": ("int",), "categorical": ("categorical",)}


def loss_fits(rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str]:
    """The loss is one for these `labels` and for the head's activation.

    Labels of two classes, 0 and 1, are numbers too: a head of two units with a softmax may take them.
    """
    compiled, head = actual.get("compiled"), actual.get("head")
    if not isinstance(compiled, dict) or not isinstance(head, dict):
        yield "the model is not compiled"
        return
    loss, units = compiled.get("loss"), head.get("units")
    name = loss.get("class") if isinstance(loss, dict) else None
    kinds = _TAKEN_AS[rule["labels"]]
    if rule["labels"] == "binary":
        kinds = kinds[:1] if units == 1 else kinds[1:]
    known = {loss: activation for kind in kinds for loss, activation in _LOSSES[kind].items()}
    if name not in known:
        yield f"the loss is {name}, but for these labels and {units} units it should be {next(iter(known))}"
    elif head.get("activation") != known[name] and not (
        loss.get("from_logits") is True and head.get("activation") == "linear"
    ):
        yield (
            f"the last layer has the activation {head.get('activation')}, but {name} takes what a {known[name]} gives"
        )


def learns(_rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str]:
    """One step along the gradient makes the loss smaller."""
    before, after = (actual.get(name) if isinstance(actual, dict) else None for name in ("before", "after"))
    if not (
        isinstance(before, float)
        and isinstance(after, float)
        and math.isfinite(before)
        and math.isfinite(after)
    ):
        yield "the loss of the model is no number"
    elif not after < before:
        yield f"a step of training does not make the loss smaller: it is {before:.4g} before and {after:.4g} after"
