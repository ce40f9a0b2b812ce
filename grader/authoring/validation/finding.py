"""What was found in a pack: where, what, and what to do, in one sentence."""

from __future__ import annotations

import difflib
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.packs.builtin import builtin_root

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True)
class Finding:
    """One thing to fix.

    Attributes:
        where: The file, with its line or field.
        message: What is wrong, and what to do.
        severity: `error`, `warning` for what may be meant so, or `note` for what need not be fixed.
    """

    where: str
    message: str
    severity: str = ERROR

    def __str__(self) -> str:
        return f"{self.where}: {self.severity}: {self.message}"


def again(root: Path, assignment: str) -> str:
    """Return the arguments of a command for an assignment in a folder of packs."""
    return assignment if root == builtin_root() else f"{assignment} --packs {shlex.quote(str(root))}"


def nearest(name: object, known: Iterable[str]) -> str | None:
    """Return the known name that is most like another; None if none is."""
    return next(iter(difflib.get_close_matches(str(name), list(known), n=1)), None)


def suggestion(name: object, known: Iterable[str]) -> str:
    """Return a question for the known name that is most like another; empty if none is."""
    meant = nearest(name, known)
    return "" if meant is None else f"; did you mean {meant!r}?"


def listed(names: Iterable[object]) -> str:
    """Return names as a list in a sentence."""
    return ", ".join(dict.fromkeys(map(str, names))) or "none"
