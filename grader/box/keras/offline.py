"""Replaces downloads: requests for pretrained weights are recorded, not carried out.

A box has no network. The requested weights are part of a model's graph; their values are set by rule.
"""

from __future__ import annotations

import importlib
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import tensorflow as tf

from grader.box.keras.library import adapter, keras

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WEIGHT_FILES = (".h5", ".keras", ".hdf5", ".ckpt")
_requested: dict[int, tuple[Any, str]] = {}  # a reference to the model, so that its id is not reused


def requested_weights(model: Any) -> str | None:
    """Return the name of the file from which a model's weights were requested, if any."""
    return _requested[id(model)][1] if id(model) in _requested else None


def install() -> None:
    """Intercept requests for weight files from now on."""
    for owner, name, value in _answers():
        setattr(owner, name, value)


@contextmanager
def installed() -> Iterator[None]:
    """Intercept requests for weight files only inside the block, for use in a user's own process."""
    answers = list(_answers())
    before = [(owner, name, vars(owner)[name]) for owner, name, _ in answers]
    for owner, name, value in answers:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in reversed(before):
            setattr(owner, name, value)
        _requested.clear()


def _answers() -> Iterator[tuple[Any, str, Any]]:
    """Yield each replacement for a download, with the object and attribute that it replaces."""
    utilities = importlib.import_module(adapter.downloads)
    for owner in (utilities, keras.utils):
        yield owner, "get_file", _get_file
    if hasattr(utilities, "exists"):
        yield utilities, "exists", _exists_or_weights(utilities.exists)
    for gfile in (tf.io.gfile, tf.compat.v2.io.gfile):
        yield gfile, "exists", _exists_or_weights(gfile.exists)
    yield keras.Model, "load_weights", _load_weights


def _get_file(fname: Any = None, origin: Any = None, *_: Any, **__: Any) -> str:
    """Replace `keras.utils.get_file`: return the path that the file would have."""
    name = os.path.basename(str(fname or origin or "file"))  # noqa: PTH119
    return os.path.join(os.getcwd(), ".keras", name)  # noqa: PTH109, PTH118


def _load_weights(self: Any, filepath: Any, *_: Any, **__: Any) -> None:
    """Replace `Model.load_weights`: record the request."""
    name = os.path.basename(os.fspath(filepath))  # noqa: PTH119
    _requested[id(self)] = (self, re.sub(r"[^\w.+-]", "_", str(name))[:120])


def _exists_or_weights(original: Callable[[Any], Any]) -> Callable[[Any], bool]:
    def exists(path: Any) -> bool:
        return bool(original(path)) or str(path).endswith(_WEIGHT_FILES)

    return exists
