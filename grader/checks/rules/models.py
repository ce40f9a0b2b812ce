"""Laws about models: whether the loss fits what the model gives, and whether it learns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from grader.checks.difference import COMPILED, About, Difference
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
# Optimizers whose steps are as long as their rate, whatever the slope, and the largest rate that leaves
# anything of weights as they are at first.
_BY_RATE = frozenset({"Adam", "AdamW", "Adamax", "Nadam", "RMSprop", "Lion"})
_LONGEST_STEP = 0.15
ACTIVATION = "head.activation"
_TAKEN_AS = {"binary": ("binary", "int"), "int": ("int",), "categorical": ("categorical",)}


def loss_fits(rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[Difference]:
    """The loss is one for these `labels` and for the head's activation.

    Labels of two classes, 0 and 1, are numbers too: a head of two units with a softmax may take them.
    """
    compiled, head = _part(actual, "compiled"), _part(actual, "head")
    if not compiled or not head:
        yield Difference("the model is not compiled", about=About(COMPILED))
        return
    loss, units, activation = _part(compiled, "loss"), head.get("units"), head.get("activation")
    kinds = _TAKEN_AS[rule["labels"]]
    if rule["labels"] == "binary":
        kinds = kinds[:1] if units == 1 else kinds[1:]
    known = {name: wanted for kind in kinds for name, wanted in _LOSSES[kind].items()}
    name = loss.get("class")
    if not isinstance(name, str) or name not in known:
        should = next(iter(known))
        yield Difference(
            f"the loss is {clean(str(name))}, but for these labels and {units} units it should be {should}"
        )
    elif activation != known[name] and not (loss.get("from_logits") is True and activation == "linear"):
        yield Difference(
            f"the last layer's activation is {clean(str(activation))}, but {name} takes a {known[name]}'s",
            about=About(ACTIVATION, activation, known[name]),
        )


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
    """Trained as it is compiled, a model changes, and goes neither too far nor astray.

    Its first step moves the weights by less than `stride` times their size, and its loss does not become
    `times` what it was at first. With a learning rate up to `usual` it may: whether a bold optimizer gets
    over its first steps is a matter of chance, and of the images. A model that is too large to be trained
    within the budget was not tried, and that breaks no rule.
    """
    training = _part(actual, "training")
    first, highest, stride, rate = (
        _number(training, name) for name in ("first", "highest", "stride", "rate")
    )
    comes_back = rate <= rule.get("usual", 0.0) or highest <= rule["times"] * max(first, 1.0)
    steps = training.get("steps")
    if not training:
        yield "it is not known how it trains"
    elif steps == 0:
        return
    elif training.get("stride") == 0.0:
        yield "training as it is compiled changes none of its weights"
    elif not (stride < rule["stride"] and comes_back):
        yield (
            "training as it is compiled goes astray, as with a far too large learning rate: the loss was "
            f"{first:.4g} before, and is {_told(training.get('highest'))} after {_counted(steps)}"
        )


def rate(rule: Mapping[str, Any], actual: Any, _expected: Any, _case: Case) -> Iterator[str | Difference]:
    """The learning rate is from `least` to `most`; a schedule has none that is known beforehand.

    It is lower where each step is as long as the rate.
    """
    compiled = _part(actual, "compiled")
    if not compiled:
        yield Difference("the model is not compiled", about=About(COMPILED))
        return
    optimizer = _part(compiled, "optimizer")
    value, most = optimizer.get("learning_rate"), rule.get("most", math.inf)
    if optimizer.get("class") in _BY_RATE:
        most = min(most, _LONGEST_STEP)
    if value is None or (isinstance(value, float) and rule.get("least", 0.0) <= value <= most):
        return
    told = clean(str(value))
    if not isinstance(value, float) or math.isnan(value):
        yield f"the learning rate is {told}, which is not a number"
    elif value > most:
        yield f"a learning rate of {told} is far too large: each step would overshoot, and nothing is learned"
    elif value < 0:
        yield f"the learning rate is {told}: each step would make the loss larger, so it has to be above 0"
    else:
        yield f"with a learning rate of {told}, training changes nothing"


def _counted(steps: Any) -> str:
    return "a step" if steps == 1 else f"{steps} steps"


def _told(loss: Any) -> str:
    return f"{loss:.4g}" if isinstance(loss, float) else "not a number"


def _number(value: Any, name: str) -> float:
    number = value.get(name) if isinstance(value, dict) else None
    return number if isinstance(number, float) and math.isfinite(number) else math.nan


def _part(value: Any, name: str) -> Mapping[str, Any]:
    part = value.get(name) if isinstance(value, dict) else None
    return part if isinstance(part, dict) else {}
