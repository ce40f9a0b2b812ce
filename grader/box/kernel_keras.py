"""Keras in a full run of a notebook: training is cut to a few steps, weights are read if they exist."""

from __future__ import annotations

import functools
import importlib.util
import inspect
import os
from typing import TYPE_CHECKING, Any

import grader.box.keras
from grader.box.keras.library import keras

if TYPE_CHECKING:
    from collections.abc import Callable

EPOCHS, STEPS, BATCH_SIZE = 2, 2, 8


def prepare() -> None:
    """Prepare Keras as in other boxes, and change what only matters if cells train and load models."""
    load_weights = keras.Model.load_weights
    grader.box.keras.prepare()
    noted = keras.Model.load_weights
    keras.Model.load_weights = _from_file_or(noted, load_weights)
    for name in ("fit", "fit_generator"):
        if hasattr(keras.Model, name):
            setattr(keras.Model, name, cut_short(getattr(keras.Model, name)))
    if importlib.util.find_spec("pydot") is None:
        keras.utils.plot_model = _not_drawn
        keras.utils.model_to_dot = _NoDrawing


def cut_short(fit: Callable[..., Any]) -> Callable[..., Any]:
    """Limit a training function to a few epochs of a few small steps."""
    signature = inspect.signature(fit)

    @functools.wraps(fit)
    def train(*args: Any, **kwargs: Any) -> Any:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        given = bound.arguments
        first = given.get("initial_epoch") or 0
        if _is_array(given.get("x")):
            given["batch_size"] = min(given.get("batch_size") or BATCH_SIZE, BATCH_SIZE)
        given["epochs"] = min(given.get("epochs") or 1, first + EPOCHS)
        given["steps_per_epoch"] = _fewer(
            given.get("steps_per_epoch"), given.get("x", given.get("generator")), given.get("batch_size")
        )
        if given.get("validation_data") is not None:
            size = given.get("validation_batch_size") or given.get("batch_size")
            given["validation_steps"] = _fewer(given.get("validation_steps"), given["validation_data"], size)
        return fit(*bound.args, **bound.kwargs)

    return train


def _fewer(wanted: int | None, data: Any, batch_size: int | None) -> int | None:
    """Return the number of steps to run, or None for all of them if there are few."""
    there = _batches(data, batch_size)
    if there is not None and there <= STEPS:
        return wanted
    return STEPS if wanted is None else min(wanted, STEPS)


def _batches(data: Any, batch_size: int | None) -> int | None:
    """Return the number of batches in some data, or None if unknown."""
    if isinstance(data, tuple):  # images and labels
        data = data[0]
    try:
        if _is_array(data):
            return -(-int(data.shape[0]) // (batch_size or 32))
        return len(data)
    except (TypeError, ValueError, IndexError):
        return None


def _is_array(data: Any) -> bool:
    return getattr(data, "shape", None) is not None


def _from_file_or(noted: Callable[..., Any], load: Callable[..., Any]) -> Callable[..., Any]:
    """Load weights from a file if it exists; otherwise record the request."""

    @functools.wraps(load)
    def load_weights(self: Any, filepath: Any, *args: Any, **kwargs: Any) -> Any:
        there = os.path.exists(os.fspath(filepath))  # noqa: PTH110
        return (load if there else noted)(self, filepath, *args, **kwargs)

    return load_weights


def _not_drawn(*_: Any, **__: Any) -> None:
    print("(Drawings of models are left out.)")  # noqa: T201 - to the notebook


class _NoDrawing:
    """Replaces the pydot graph of a model."""

    def __init__(self, *_: Any, **__: Any) -> None:
        _not_drawn()

    def create(self, *_: Any, **__: Any) -> str:
        """Return an empty picture."""
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'
