"""Downloads that don't happen: pretrained weights are noted as asked for, not fetched.

A box has no network. Which weights a model asked for is part of its graph; their values are set by rule.
"""

from __future__ import annotations

import importlib
import os
import re
from typing import Any

import tensorflow as tf

from grader.box.keras.library import LEGACY, PACKAGE, keras

_WEIGHT_FILES = (".h5", ".keras", ".hdf5", ".ckpt")
_requested: dict[int, tuple[Any, str]] = {}  # the model is kept, so that its id stays its own


def requested_weights(model: Any) -> str | None:
    """Return the name of the file that a model's weights were asked from, if any were."""
    return _requested[id(model)][1] if id(model) in _requested else None


def install() -> None:
    """Answer requests for files of weights from here on."""
    utilities = importlib.import_module(f"{PACKAGE}.src.utils.{'data_utils' if LEGACY else 'file_utils'}")
    for place in (utilities, keras.utils):
        setattr(place, "get_file", _get_file)  # noqa: B010
    if not LEGACY:
        _answer_exists(utilities, "exists")
    for gfile in (tf.io.gfile, tf.compat.v2.io.gfile):
        _answer_exists(gfile, "exists")
    keras.Model.load_weights = _load_weights


def _get_file(fname: Any = None, origin: Any = None, *_: Any, **__: Any) -> str:
    """Take the place of `keras.utils.get_file`: name where the file would lie."""
    name = os.path.basename(str(fname or origin or "file"))  # noqa: PTH119
    return os.path.join(os.getcwd(), ".keras", name)  # noqa: PTH109, PTH118


def _load_weights(self: Any, filepath: Any, *_: Any, **__: Any) -> None:
    """Take the place of `Model.load_weights`: note what was asked for."""
    name = os.path.basename(os.fspath(filepath))  # noqa: PTH119
    _requested[id(self)] = (self, re.sub(r"[^\w.+-]", "_", str(name))[:120])


def _answer_exists(place: Any, name: str) -> None:
    original = getattr(place, name)

    def exists(path: Any) -> bool:
        return bool(original(path)) or str(path).endswith(_WEIGHT_FILES)

    setattr(place, name, exists)
