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

FUNCTIONS = {
    f"re.{each}"
    for each in ("compile", "search", "match", "fullmatch", "sub", "findall", "finditer", "split")
}
TRUSTED = {"authoring"}  # reads an author's lesson, nothing of a student
# Patterns that are made when they are needed, by what is put into them, each as it may be.
MADE = {
    "word": r"^#[ \t]*(?:def|class) +zero_pad\b",
    "word, word": r"^(?:(?:async +)?(?:def|class) +zero_pad\b|zero_pad *=)",
    "name": r"(?m)^(?:async +)?(?:def|class) +zero_pad\b[^\n]*\n(?:[ \t]*\n)*[ \t]+\S",
    "name, name": r"^(?:(?:def|class) +zero_pad\b|zero_pad *=)",
    "re.escape(function.name)": r"(?:async\s+)?(?:def|class)\s+zero_pad\b",
    "definition.pattern": r"^(?:async\s+)?(?:def|class)\s+zero_pad\b",
    "DIRECTIONS": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "int(count or 0)": r"^(?:Cell )?In ?\[7\], line (\d{1,6})",
    "'|'.join(sorted(_removed()))": r"\.[\s\\]*(?:bool|float|int)\b",
    "names": r"(?<![\w./-])(data|data/images)(?![\w.-])",
}
PIECES = ("a", " ", "\n", "0", "(", "#", ".", "None")
MAX_PIECES = 6
SIZES = (22, 500, 2000, 10_000)  # the first ones end what is exponential before it takes forever
SECONDS = 0.004  # more than this is looked at twice; the largest usually takes a tenth of it
TOO_LONG = 0.1  # for any of them
TRIES = 3
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

    def seconds(self, text: str) -> float:
        """Return how long it takes on a text."""
        use = getattr(re.compile(self.pattern, self.flags), self.method)
        start = time.process_time()
        for _ in use(text) if self.method == "finditer" else (use(text),):
            pass
        return time.process_time() - start


def in_code() -> Iterator[Used]:
    """Yield each pattern in the code."""
    for path in sources():
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
        assigned = (node for node in tree.body if isinstance(node, ast.Assign))
        named = {ast.unparse(node.targets[0]): node.value for node in assigned}
        names = {node: name for name, node in named.items()}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) in FUNCTIONS):
                continue
            pattern = text_of(node.args[0], named)
            flags = [each for each in ("MULTILINE", "DOTALL", "IGNORECASE") if each in ast.unparse(node)]
            uses = set(re.findall(rf"\b{names[node]}\.(\w+)", source)) if node in names else set()
            method = uses.pop() if len(uses) == 1 and uses <= {"match", "fullmatch"} else "finditer"
            if pattern is not None:
                value = sum(int(getattr(re, flag)) for flag in flags)
                yield Used(str(path.relative_to(ROOT)), pattern, value, method)


def text_of(node: ast.expr, named: dict[str, ast.expr]) -> str | None:
    """Return the text of a pattern; None for a pattern of a pack, which is found there."""
    if isinstance(node, ast.Name):
        return text_of(named[node.id], named) if node.id in named else None
    if isinstance(node, ast.Constant):
        return node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    values = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
    parts = [text_of(value, named) for value in values]
    if None not in parts:
        return "".join(str(part) for part in parts)
    return MADE[", ".join(ast.unparse(v) for v, part in zip(values, parts, strict=True) if part is None)]


def in_packs() -> Iterator[Used]:
    """Yield each pattern of the assignments."""
    for path in sorted((ROOT / "assignments").glob("*/assignment.json")):
        for edition in json.loads(path.read_text(encoding="utf-8"))["generations"]:
            for pattern in (*edition.get("headers", ()), *edition.get("marks", ())):
                yield Used(path.parent.name, pattern)


def attacks(pattern: str) -> list[tuple[str, str]]:
    """Return beginnings and what may be repeated after them: pieces of the pattern, and of code."""
    own = list(dict.fromkeys(literals_of(pattern)))[:MAX_PIECES]
    pieces = list(dict.fromkeys([*own, *PIECES]))
    return [(start, piece) for piece in pieces for start in ("", *own)] + [
        ("", first + second) for first in own for second in pieces
    ]


def literals_of(pattern: str) -> list[str]:
    """Return what a pattern matches literally, piece by piece, with a letter for any word."""
    steps = (
        (r"\\([^\w\s])", lambda found: chr(0xE000 + ord(found[1]))),  # an escaped sign is kept for the end
        (r"\(\?P<\w+>|\(\?<?[:=!]|\(\?[a-z]+[:)]|\\[bBAZ]", lambda _: ""),
        (r"\\w[+*]*", lambda _: "a"),
        (r"\\d(?:\{[^}]*\}|[+*])*", lambda _: "0"),
        (r"(?:\\s|\[ \\t\]|\[\^\\S\\n\]| )[+*?]+|\\s", lambda _: " "),
        (r"\\n", lambda _: "\n"),
        (r"\[\^?[^\]]*\]|[().|?*+^${}]|\\.", lambda _: "\x01"),
        ("[\ue000-\ue0ff]", lambda found: chr(ord(found[0]) - 0xE000)),
    )
    for step, instead in steps:
        pattern = re.sub(step, instead, pattern)
    return sorted(filter(None, pattern.split("\x01")), key=len, reverse=True)


def is_linear(used: Used, start: str, piece: str) -> bool:
    """Return whether twice as much text takes about twice as long; a busy machine is asked again."""
    texts = [start + piece * (size // len(piece)) + "\x00" for size in (*SIZES, 2 * SIZES[-1])]
    for text in texts[:-2]:
        if used.seconds(text) > TOO_LONG and used.seconds(text) > TOO_LONG:
            return False
    return used.seconds(texts[-2]) < SECONDS or any(_grows_little(used, *texts[-2:]) for _ in range(TRIES))


def _grows_little(used: Used, text: str, longer: str) -> bool:
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
