"""The training configuration of a cell as plain data: loss, optimizer, metrics."""

from __future__ import annotations

import types
from typing import Any

import numpy as np

from grader.box.keras.library import keras, name_of


def loss(value: Any) -> dict[str, Any]:
    """Return a loss, given by name, function or object, as its class and options that change its value."""
    if isinstance(value, str):
        value = keras.losses.get(value)
    if isinstance(value, types.FunctionType):
        return {"class": _camel(value.__name__), "from_logits": False, "label_smoothing": 0.0}
    config = value.get_config() if isinstance(value, keras.losses.Loss) else {}
    return {
        "class": name_of(type(value)),
        "from_logits": bool(config.get("from_logits", False)),
        "label_smoothing": float(config.get("label_smoothing") or 0.0),
    }


def loss_of_a_cell(value: Any) -> dict[str, Any]:
    """Return a loss that a cell sets for a model: a sum in place of the mean is another one."""
    found = loss(value)
    reduction = str(getattr(value, "reduction", "")).lower()
    if isinstance(value, keras.losses.Loss) and reduction in {"sum", "none"}:
        found["class"] += f"(reduction={reduction})"
    return found


def optimizer(value: Any) -> dict[str, Any]:
    """Return an optimizer, given by name or object, as its class and learning rate; a schedule is none."""
    value = _optimizer(value)
    rate = None if isinstance(value, type) else getattr(value, "learning_rate", None)
    fixed = rate is not None and not callable(rate)
    fixed = fixed and not isinstance(_config(value).get("learning_rate"), dict)
    return {"class": name_of(type(value)), "learning_rate": float(np.asarray(rate)) if fixed else None}


def changed_settings(value: Any) -> list[str]:
    """Return the settings of an optimizer, but its learning rate and its name, that are not the default."""
    value = _optimizer(value)
    config = _config(value)
    try:
        usual = _config(type(value)()) if config else {}
    except Exception:  # a student's own class may need arguments
        return []
    return sorted(
        name for name in config.keys() - {"learning_rate", "name"} if config[name] != usual.get(name)
    )


def _optimizer(value: Any) -> Any:
    return keras.optimizers.get(value) if isinstance(value, str) else value


def _config(value: Any) -> dict[str, Any]:
    """Return the settings of an optimizer, of whatever generation; none of values that have no settings."""
    known = callable(getattr(value, "get_config", None)) and not isinstance(value, type)
    return dict(value.get_config()) if known else {}


def metrics(value: Any) -> list[str]:
    """Return the names of metrics; all spellings of accuracy have the same name."""
    items = value if isinstance(value, (list, tuple)) else [value]
    return [_metric(item) for item in items]


def _metric(value: Any) -> str:
    name = value if isinstance(value, str) else name_of(value if isinstance(value, type) else type(value))
    return (
        "accuracy" if name.lower() in {"accuracy", "acc", "binaryaccuracy", "binary_accuracy"} else name[:80]
    )


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_")).replace("crossentropy", "Crossentropy")
