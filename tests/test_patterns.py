"""Every regular expression over what students write takes time in proportion to the text.

One that goes back takes minutes on a line that was made for it, and holds up a whole class.
"""

from __future__ import annotations

import ast
import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"}
TRUSTED = {"authoring"}  # reads an author's lesson, nothing of a student
# Patterns that are made when they are needed, each with one as it may be.
MADE = {
    "rf'^(?:(?:def|class) +{name}\\\\b|{name} *=)'": r"^(?:(?:def|class) +zero_pad\b|zero_pad *=)",
    "rf'(?:async\\\\s+)?(?:def|class)\\\\s+{re.escape(function.name)}\\\\b'": r"(?:async\s+)?(?:def|class)\s+f\b",
    "rf'^{definition.pattern}'": r"^(?:async\s+)?(?:def|class)\s+f\b",
    "rf'^(?:Cell )?In ?\\\\[{int(count or 0)}\\\\], line (\\\\d{{1,6}})'": r"^(?:Cell )?In ?\[7\], line (\d{1,6})",
    "rf'(?<![\\\\w./-])({names})(?![\\\\w.-])'": r"(?<![\w./-])(a|ab)(?![\w.-])",
}
PIECES = ("a", " ", "\n", "0", "(", "#", ".", "None")
MAX_PIECES = 6
SIZES = (22, 500, 10_000)  # the first ones end what is exponential before it takes forever
SECONDS = 0.003  # more than this is looked at twice; the largest usually takes a tenth of it
TOO_LONG = 0.2  # for any of them
FACTOR = 3  # how much longer twice as much text may take; what is quadratic takes four times as long


def sources() -> Iterator[Path]:
    """Yield the modules that may read what students write."""
    for path in sorted((ROOT / "grader").rglob("*.py")):
        if path.relative_to(ROOT / "grader").parts[0] not in TRUSTED:
            yield path


@dataclass(frozen=True)
class Used:
    """A pattern and how it is used."""

    where: str
    pattern: str
    flags: int = 0
    method: str = "finditer"

    def is_linear(used: Used, start: str, piece: str) -> bool:
    """Return whether twice as much text takes about twice as long."""
    for size in SIZES[:-1]:
        if used.seconds(start + piece * (size // len(piece)) + "\x00") > TOO_LONG:
            return False
    text, longer = (start + piece * (size // len(piece)) + "\x00" for size in (SIZES[-1], 2 * SIZES[-1]))
    if used.seconds(text) < SECONDS:
        return True
    short = min(used.seconds(text) for _ in range(3))
    return short < TOO_LONG and min(used.seconds(longer) for _ in range(3)) < FACTOR * short


def test_every_pattern_is_linear() -> None:
    """Those in the code and those in the packs, on repeats of their own pieces."""
    patterns = {(used.pattern, used.flags): used for used in (*in_code(), *in_packs())}
    assert len(patterns) > 100
    slow = [
        f"{used} on {start!r} and {piece!r} repeated"
        for used in patterns.values()
        for start, piece in attacks(used.pattern)
        if not is_linear(used, start, piece)
    ]
    assert slow == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\.(?:[\s\\]|#.*)*(?:float|int)\b",
        r"def +identity_block\([^)]*training",
        r"\bfrom keras import .*\bops\b",
        r"(?P<head>\bdef[ \t]+\w+[ \t]*\()(?P<parameters>[^)\n]*\bNone\b[^)\n]*)\)",
    ],
)
def test_one_that_is_not_linear_is_found(pattern: str) -> None:
    """These have been in use."""
    assert any(not is_linear(Used("", pattern), start, piece) for start, piece in attacks(pattern))
