"""The versions of what notebooks run on, told without importing it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What notebooks may run on -> the distribution that has its Keras.
_BOX = {"box", "wire.py", "compat.py"}
KERAS = {"keras3": "keras", "keras2": "tf_keras"}


@cache
def version_of(distribution: str) -> str | None:
    """Return the version of an installed distribution, or None."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


@cache
def box_digest() -> str:
    """Return a digest of the code that runs in boxes: another one may answer otherwise."""
    files = sorted(path for path in Path(__file__).parent.rglob("*.py") if _BOX & set(path.parts[-3:]))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def keras_versions() -> tuple[str | None, ...]:
    """Return the versions of TensorFlow and of both Keras."""
    return tuple(version_of(name) for name in ("tensorflow", *KERAS.values()))
