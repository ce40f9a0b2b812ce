"""The versions of the libraries that notebooks run on, read without importing them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What boxes import: the packages `box` and `support`, and these modules.
_PACKAGE = Path(__file__).resolve().parents[1]
_OF_BOXES = ("__init__.py", "_version.py", "wire.py", "box/**/*.py", "support/**/*.py")
# Runtime -> the distribution that contains its Keras.
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
    """Return a digest of the code that runs in boxes; different code may give different answers."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in box_files())).hexdigest()


def box_files() -> list[Path]:
    """Return the files of the code that runs in boxes."""
    return sorted({path for pattern in _OF_BOXES for path in _PACKAGE.glob(pattern)})


def keras_versions() -> tuple[str | None, ...]:
    """Return the versions of TensorFlow and of both Keras."""
    return tuple(version_of(name) for name in ("tensorflow", *KERAS.values()))
