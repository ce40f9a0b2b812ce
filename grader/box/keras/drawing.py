"""Makes drawings of models do nothing: they need programs that a box lacks, and change no model."""

from __future__ import annotations

from typing import Any

from grader.box.decoration import Decoration

_DRAWINGS = {"plot_model": None, "model_to_dot": Decoration()}


def leave_out(*namespaces: Any) -> None:
    """Replace the functions that draw a model in each namespace of Keras."""
    for namespace in namespaces:
        for name, result in _DRAWINGS.items():
            setattr(namespace.utils, name, _drawing(result))


def _drawing(result: Any) -> Any:
    return lambda *_args, **_kwargs: result
