"""Results of the reference and misconceptions, cached on disk: later runs need not compute them again.

The files are in the user's cache folder, which no box can read. They are written by `wire`, and read under
the same limits; an unreadable file is ignored.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import wire

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class ReferenceAnswers:
    """Values by case id, processor seconds by function, and replies that are exceptions by case id."""

    values: Mapping[str, Any]
    cpu_seconds: Mapping[str, float]
    raised: Mapping[str, Any] = field(default_factory=dict)


def load(key: str) -> ReferenceAnswers | None:
    """Return the entry stored under a key, or None."""
    try:
        kept = wire.decode(_path(key).read_bytes())
        seconds = {name: float(s) for name, s in kept["cpu_seconds"].items()}
        return ReferenceAnswers(dict(kept["values"]), seconds, dict(kept["raised"]))
    except (OSError, RuntimeError, wire.WireError, KeyError, TypeError, ValueError, AttributeError):
        return None


def keep(key: str, answers: ReferenceAnswers) -> None:
    """Store an entry atomically under a key; a failure to write is ignored."""
    with contextlib.suppress(OSError, RuntimeError, wire.WireError):
        path = _path(key)
        content = wire.encode({name: dict(entries) for name, entries in vars(answers).items()})
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
            part = Path(file.name)
            try:
                file.write(content)
                file.close()  # a full disk may be noticed only now
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)


def _path(key: str) -> Path:
    """Return the file of a key.

    Raises:
        RuntimeError: The user has no home folder.
    """
    folder = os.environ.get("XDG_CACHE_HOME")
    return (Path(folder) if folder else Path.home() / ".cache") / "cnn-grade" / "answers" / key
