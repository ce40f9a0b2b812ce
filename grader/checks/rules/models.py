"""Laws about models: whether the loss fits what the model gives, and whether it learns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.packs import Case

# The loss for each kind of labels, and the activation that its head has, unless it gives logits.
_LOSSES = {
    "binary": {"BinaryCrossentropy": "sigmoid", "BinaryFocalCrossentropy": "sigmoid"},
    "int": {"SparseCategoricalCrossentropy": "softmax"},
    "categorical": {"CategoricalCrossentropy": "softmax", "CategoricalFocalCrossentropy": "softmax"},
}
ACTIVATION = "the last layer's activation is"
_JUMP = 10.0  # times the loss at first: what is greater than this was no step in the right direction
_TAKEN_AS = {"binary": ("binary", "int"), "int": ("int",), "categorical": ("categorical",)}


def loss_fits(rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str]:
    """The loss is one for these `labels` and for the head's activation.

    Labels of two classes, 0 and 1, are numbers too: a head of two units with a softmax may take them.
    """
    compiled, head = _part(actual, "compiled"), _part(actual, "head")
    if not compiled or not head:
        yield "the model is not compiled"
        return
    loss, units, activation = _part(compiled, "loss"), head.get("units"), head.get("activation")
    kinds = _TAKEN_AS[rule["labels"]]
    if rule["labels"] == "binary":
        kinds = kinds[:1] if units == 1 else kinds[1:]
    known = {name: wanted for kind in kinds for name, wanted in _LOSSES[kind].items()}
    name = loss.get("class")
    if not isinstance(name, str) or name not in known:
        should = next(iter(known))
        yield f"the loss is {clean(str(name))}, but for these labels and {units} units it should be {should}"
    elif activation != known[name] and not (loss.get("from_logits") is True and activation == "linear"):
        yield f"{ACTIVATION} {clean(str(activation))}, but {name} takes a {known[name]}'s"


def learns(_rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str]:
    """One step along the gradient makes the loss smaller, and not all images give the same."""
    before, after = (_number(actual, name) for name in ("before", "after"))
    if math.isnan(before) or math.isnan(after):
        yield "the loss of the model is not a number"
    elif not after < before:
        yield f"a step of training does not make the loss smaller: {before:.4g} before, {after:.4g} after"
    elif actual.get("varies") is not True:
        yield "it gives the same for every image, also after a step of training"


def trains(rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str]:
    """Trained as it is compiled, a model's loss does not stay at `times` what it was at first.

    A model that is too large to be trained within the budget was not tried, and that breaks no rule.
    """
    training = _part(actual, "training")
    first, lowest = (_number(training, name) for name in ("first", "lowest"))
    steps, most = training.get("steps"), rule["times"] * first
    if not training:
        yield "it is not known how it trains"
    elif steps == 0:
        return
    elif not lowest <= most:
        yield (
            f"{steps} steps of its own training do not make the loss smaller, but far greater: "
            f"{first:.4g} before, {training.get('lowest'):.4g} at the least after them"
        )
    elif training.get("varies") is not True and not _number(training, "highest") <= _JUMP * first:
        yield f"after {steps} steps of its own training it gives the same for every image"


def rate(rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str]:
    """The learning rate is from `least` to `most`; a schedule has none that is known beforehand."""
    compiled = _part(actual, "compiled")
    if not compiled:
        yield "the model is not compiled"
        return
    value = _part(compiled, "optimizer").get("learning_rate")
    least, most = rule.get("least", 0.0), rule.get("most", math.inf)
    if value is not None and not (isinstance(value, float) and least <= value <= most):
        yield f"the learning rate is {clean(str(value))}, but should be from {least:g} to {most:g}"


def _number(value: Any, name: str) -> float:
    number = value.get(name) if isinstance(value, dict) else None
    return number if isinstance(number, float) and math.isfinite(number) else math.nan


def _part(value: Any, name: str) -> Mapping[str, Any]:
    part = value.get(name) if isinstance(value, dict) else None
    return part if isinstance(part, dict) else {}
