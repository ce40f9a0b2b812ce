"""Whether a model learns: a step along its gradient, and some of the training that it is compiled for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf

from grader.box.keras.facts import layers_of
from grader.box.keras.library import adapter, is_model, keras, name_of
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_loss: Any = keras.Model.compute_loss  # as Keras has it: a model's own may get smaller by itself
_DRAWS = 3
_STEPS = (0.1, 0.01, 0.001)  # how much of its loss a step should take away, were the loss a plane
_STARTS = 3  # of training that diverges: by chance, one may
_DIVERGED = 1e12  # times the loss at first
_USUAL = 0.01  # the size of a weight that is not set to zero at first
MAX_WORK = 1e10  # multiplications for all images and steps: seconds of training


def learning(model: Any, probe: Mapping[str, Any]) -> Any:
    """Return the loss on the probe's images before and after one small step along its gradient.

    How the student's optimizer goes on from there depends on chance; that there is a slope does not. With
    `steps` in the probe, `training` says how it goes on; how long it may take is too long for large models.
    """
    if not is_model(model):
        return Opaque(name_of(type(model)))
    x, y = tf.constant(probe["x"]), tf.constant(probe["y"])
    with tf.GradientTape() as tape:
        loss, given = _run(model, x, y)
    slopes = _slopes(model, tape, loss)
    start = [tf.identity(variable) for variable in _variables(model)]
    found: dict[str, Any] = {}
    if steps := probe.get("steps", 0):
        affordable = MAX_WORK / max(_work(model) * len(probe["x"]), 1)
        found["training"] = _training(model, (x, y), int(min(steps, affordable)), (loss, slopes))
        _set(model, start)
    before = after = float(loss)
    steepness = float(sum(float(tf.reduce_sum(tf.square(slope))) for _, slope in slopes))
    if np.isfinite(steepness) and np.isfinite(before) and steepness > 0:
        downhill = [(adapter.variable(weight), slope / steepness) for weight, slope in slopes]
        after, given = _lower(lambda: _run(model, x, y), before, downhill)
    varies = _varies(given) or _may_vary(model, x)
    return {"before": before, "after": after, "varies": varies, **found}


def _lower(
    run: Callable[[], tuple[Any, Any]], before: float, slopes: list[tuple[Any, Any]]
) -> tuple[float, Any]:
    """Return what there is after the first step that makes the loss smaller, or else after the shortest."""
    gone, after, given = 0.0, before, None
    for step in _STEPS:
        for variable, slope in slopes:
            variable.assign_sub((step - gone) * before * slope)
        loss, given = run()
        gone, after = step, float(loss)
        if after < before:
            break
    return after, given


def _training(model: Any, data: tuple[Any, Any], steps: int, first: tuple[Any, Any]) -> dict[str, Any]:
    """Train a model as it is compiled, until its loss gets smaller: mostly a step or two.

    Training that diverges begins again from other weights: what diverges from each of them is no chance.

    Args:
        model: The model.
        data: Images and labels.
        steps: How many steps there are at most; without any, the model is not trained.
        first: Its loss and slopes on them.

    Returns:
        The loss at first, the highest one since, after how many steps, how much the first one changed the
        weights, compared with their size, and the learning rate of that step, where it is known.
    """
    found = {"first": float(first[0]), "highest": float(first[0]), "steps": 0, "stride": 0.0}
    rate = _rate(model.optimizer) if steps else None
    for start in range(_STARTS if steps else 0):
        if start and not _begun_again(model):
            break
        found = _trained(model, data, steps, None if start else first)
        if not _is_diverged(found["highest"], found["first"]):
            break
    return {**found, "rate": rate}


def _trained(model: Any, data: tuple[Any, Any], steps: int, first: tuple[Any, Any] | None) -> dict[str, Any]:
    """Train a model from the weights that it has; see `_training`."""
    mode = any(isinstance(layer, keras.layers.BatchNormalization) for layer in layers_of(model))
    before = [tf.identity(variable) for variable in _trained_variables(model)]
    losses: list[float] = []
    slopes: list[Any] = []
    stride = 0.0
    if first is not None and not mode:
        losses, slopes = [float(first[0])], first[1]
    while slopes or not losses:
        if losses:
            model.optimizer.apply_gradients([(slope, weight) for weight, slope in slopes])
            stride = stride or _stride(model, before)
        with tf.GradientTape() as tape:
            loss, _ = _run(model, *data, training=mode)
        losses.append(float(loss))
        slopes = [] if _is_settled(losses) or len(losses) > steps else _slopes(model, tape, loss)
    highest = max(loss if np.isfinite(loss) else np.inf for loss in losses)
    return {"first": losses[0], "highest": highest, "steps": len(losses) - 1, "stride": stride}


def _rate(optimizer: Any) -> float | None:
    """Return the learning rate of an optimizer's first step; that of a schedule is what it begins with."""
    rate = getattr(optimizer, "learning_rate", None)
    try:
        return float(np.asarray(rate(0) if callable(rate) else rate))
    except Exception:  # an optimizer or a schedule of the student's own
        return None


def _stride(model: Any, before: list[Any]) -> float:
    """Return the size of a change of the weights, compared with their own."""
    moves, sizes, number = 0.0, 0.0, 0
    for one, two in zip(before, _trained_variables(model), strict=True):
        moves += float(tf.reduce_sum(tf.square(two - one)))
        sizes += float(tf.reduce_sum(tf.square(one)))
        number += math.prod(one.shape)
    stride = math.sqrt(moves / max(sizes, number * _USUAL**2))
    return stride if math.isfinite(stride) else math.inf


def _is_settled(losses: list[float]) -> bool:
    """Return whether it is known how training goes: down, or further than it comes back from."""
    return len(losses) > 1 and (losses[-1] < losses[-2] or _is_diverged(losses[-1], losses[0]))


def _is_diverged(loss: float, first: float) -> bool:
    return not loss <= _DIVERGED * max(first, 1.0)


def _begun_again(model: Any) -> bool:
    """Give a model other weights, and an optimizer that has seen none of them."""
    try:
        _set(model, [tf.identity(variable) for variable in _variables(keras.models.clone_model(model))])
        model.optimizer = type(model.optimizer).from_config(model.optimizer.get_config())
    except Exception:  # a layer or an optimizer of the student's own that can't be made again
        return False
    return True


def _trained_variables(model: Any) -> list[Any]:
    return [adapter.variable(weight) for weight in model.trainable_weights]


def _variables(model: Any) -> list[Any]:
    """Return what holds the weights, moving averages too."""
    return [adapter.variable(weight) for weight in model.weights]


def _set(model: Any, values: list[Any]) -> None:
    for variable, value in zip(_variables(model), values, strict=True):
        variable.assign(value)


def _slopes(model: Any, tape: Any, loss: Any) -> list[tuple[Any, Any]]:
    """Return the weights that are trained and have a slope, with it."""
    weights = model.trainable_weights
    slopes = zip(weights, tape.gradient(loss, [adapter.variable(w) for w in weights]), strict=True)
    return [(weight, tf.convert_to_tensor(slope)) for weight, slope in slopes if slope is not None]


def _run(model: Any, x: Any, y: Any, *, training: bool = False) -> tuple[Any, Any]:
    """Return the loss as training would see it, and what the model gives."""
    given = model(x, training=training)
    return tf.reduce_mean(_loss(model, x=x, y=y, y_pred=given)), given


def _varies(given: Any) -> bool:
    """Return whether a model does not give the same for all images; only 0 and 1 is what a sure one gives."""
    given = np.asarray(given)
    return bool((given != given[:1]).any() or np.isin(given, (0, 1)).all())


def _may_vary(model: Any, x: Any) -> bool:
    """Return whether a model gives the same for all images only by chance: begun again, it does not."""
    try:
        return any(_varies(keras.models.clone_model(model)(x, training=False)) for _ in range(_DRAWS))
    except Exception:  # a layer of the student's own that can't be made again
        return True


def _work(model: Any) -> float:
    """Return about how many multiplications a model needs for one image; infinity where unknown."""
    return float(sum(layer.count_params() * _positions(layer) for layer in layers_of(model) if layer.weights))


def _positions(layer: Any) -> float:
    try:
        shape: list[int | None] = list(layer.output.shape)
    except (AttributeError, RuntimeError, ValueError):
        return math.inf  # it is used several times
    return math.prod(math.inf if n is None else float(n) for n in shape[1:-1])
