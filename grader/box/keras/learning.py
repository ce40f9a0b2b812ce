"""Whether a model learns: a step along its gradient, then some of the training that it is compiled for."""

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

_DRAWS = 3
_STEPS = (0.1, 0.01, 0.001)  # how much of its loss a step should take away, were the loss a plane
MAX_WORK = 25e6  # multiplications for one image: a step of training with 16 takes a tenth of a second


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
    slopes = [(adapter.variable(weight), slope) for weight, slope in _slopes(model, tape, loss)]
    steepness = float(sum(float(tf.reduce_sum(tf.square(slope))) for _, slope in slopes))
    before = after = float(loss)
    if np.isfinite(steepness) and np.isfinite(before) and steepness > 0:
        downhill = [(variable, slope / steepness) for variable, slope in slopes]
        after, given = _lower(lambda: _run(model, x, y), before, downhill)
    varies = _varies(given) or _may_vary(model, x)
    found: dict[str, Any] = {"before": before, "after": after, "varies": varies}
    if steps := probe.get("steps", 0):
        found["training"] = _training(model, x, y, steps if _work(model) <= MAX_WORK else 0)
    return found


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


def _training(model: Any, x: Any, y: Any, steps: int) -> dict[str, Any]:
    """Train a model as it is compiled, until its loss is smaller than at first: mostly a step or two.

    Returns:
        The loss at first, the lowest and the highest one since, and after how many steps; without any, None.
    """
    losses: list[float] = []
    for step in range(steps + 1 if steps else 0):
        with tf.GradientTape() as tape:
            loss, _ = _run(model, x, y, training=True)
        losses.append(float(loss))
        slopes = [] if step == steps else [(slope, w) for w, slope in _slopes(model, tape, loss)]
        if losses[-1] < losses[0] or not slopes:
            break
        model.optimizer.apply_gradients(slopes)
    if not losses:
        return {"first": None, "lowest": None, "highest": None, "steps": 0, "varies": True}
    later = [loss if np.isfinite(loss) else np.inf for loss in losses[1:] or losses]
    return {
        "first": losses[0],
        "lowest": min(later),
        "highest": max(later),
        "steps": len(losses) - 1,
        "varies": _varies(model(x, training=False)),
    }


def _slopes(model: Any, tape: Any, loss: Any) -> list[tuple[Any, Any]]:
    """Return the weights that are trained and have a slope, with it."""
    weights = model.trainable_weights
    slopes = zip(weights, tape.gradient(loss, [adapter.variable(w) for w in weights]), strict=True)
    return [(weight, tf.convert_to_tensor(slope)) for weight, slope in slopes if slope is not None]


def _run(model: Any, x: Any, y: Any, *, training: bool = False) -> tuple[Any, Any]:
    """Return the loss as training would see it, and what the model gives."""
    given = model(x, training=training)
    return tf.reduce_mean(model.compute_loss(x=x, y=y, y_pred=given)), given


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
