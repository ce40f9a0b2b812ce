"""Chooses the Keras for a notebook: the one it was written for, then the other if that raises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Features of Keras 3 only. All other code was written for TensorFlow 2.3 to 2.15, which shipped Keras 2.
_ONLY_KERAS_3 = re.compile(
    r"\bkeras\.(ops|random|saving|Function|KerasTensor)\b"
    r"|\bfrom keras import (?:(?!\bfrom keras)[^\n])*?\bops\b"
)
_GUESSED_FROM_BYTES = 4 * 2**20
_KINDS = {"auto": ("keras2", "keras3"), "2": ("keras2",), "3": ("keras3",)}


def likely_kind(path: Path, keras: str) -> str:
    """Guess the runtime of a file, so that it can start before anything else; see `kind_of_bytes`."""
    try:
        if not path.is_file():  # a pipe would block
            return "numpy"
        with path.open("rb") as file:
            return kind_of_bytes(file.read(_GUESSED_FROM_BYTES), keras)
    except OSError:
        return "numpy"


def kind_of_bytes(data: bytes, keras: str) -> str:
    """Guess the runtime of a submission from its bytes, before it is parsed."""
    text = data[:_GUESSED_FROM_BYTES].decode(errors="replace")
    return kinds_of_boxes("keras" if "tensorflow" in text else "numpy", keras, text)[0]


def kinds_of_boxes(runtime: str, keras: str, source: str, written_for: str | None = None) -> tuple[str, ...]:
    """Return the kinds of boxes to use, in order: later ones only for functions that raise in the first.

    Args:
        runtime: The runtime of the assignment: `numpy` or `keras`.
        keras: What the user chose: `auto`, `2` or `3`.
        source: The code that will run.
        written_for: The Keras of the notebook's edition, if known.
    """
    if runtime == "numpy":
        return ("numpy",)
    kinds = _KINDS[keras]
    return kinds[::-1] if written_for == "3" or _ONLY_KERAS_3.search(source) else kinds
