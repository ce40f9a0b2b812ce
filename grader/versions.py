"""The versions of what notebooks run on, told without importing it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

# What notebooks may run on -> the distribution that has its Keras.
KERAS = {"keras3": "keras", "keras2": "tf_keras"}


@cache
def version_of(distribution: str) -> str | None:
    """Return the version of an installed distribution, or None."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def keras_versions() -> tuple[str | None, ...]:
    """Return the versions of TensorFlow and of both Keras."""
    return tuple(version_of(name) for name in ("tensorflow", *KERAS.values()))
