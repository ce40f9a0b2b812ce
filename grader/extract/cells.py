"""Parses the text of cells: strips IPython syntax and reports cells that do not parse."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from grader.box.magics import CAPTURING, SCRIPTS
from grader.extract import parsing
from grader.extract.gaps import bridged
from grader.extract.nodes import DEFINITIONS
from grader.extract.parsing import tree_of
from grader.support.lazy_imports import input_transformer
from grader.support.warnings import no_warnings

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterable

    from grader.extract.submission import Cell

MAX_CHARACTERS, MAX_STATEMENTS = (
    4_000_000,
    20_000,
)  # of a notebook's code: its syntax trees take a hundred times as much memory
# IPython rereads the rest of a cell for each magic: the limit in characters over all cells (about 2 s).
MAX_READ_CHARACTERS = 4_000_000

KEPT_CELLS, MAX_KEPT_CHARACTERS = 64, 10_000  # of the cells that were parsed last

# Spaces that browsers paste into a cell; its editor shows them as plain spaces or not at all.
_PASTED = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": None, "\ufeff": None})
# Magics, shell lines, help, and calls without parentheses: `/print x`, `,keep a b`, `;keep a b`.
_SPECIAL_LINE = re.compile(r"^[ \t]*[%!?/,;]|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE)
# What Jupyter removes: the indentation of an entire cell, and prompts.
_INDENTED = re.compile(r"\A(?:[ \t]*\n)*[ \t]|^[ \t]*(?:>>>|In \[\d+\]:)", re.MULTILINE)
# A pasted prompt, which would pass for an annotation: `In [3]: x = 1`.
_PROMPT = re.compile(r"\A\s*In \[\d+\]:")
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)*")
_CELL_MAGIC = re.compile(r"\A\s*%%(\w+)[^\n]*\n?")
_CAPTURE_MAGIC = re.compile(r"\A\s*%%capture\b(?:[ \t]+--?[\w-]+)*[ \t]+([^\W\d]\w*)")
# Where a cell of another program keeps what that prints: `%%bash --out words`.
_KEPT = re.compile(r"(?<!\S)--(out|err|proc)[ \t=]+([^\W\d]\w*)")
_PYTHON_MAGICS = frozenset({"time", "capture", "prun", "check"})  # their body runs in the notebook
# Syntax of newer Python versions: quotes in f-strings, t-strings, `type X =`, `def f[T]`, `except A, B:`.
_MAY_BE_NEWER = re.compile(
    r"(?i:(?<![\w'\"])(?:r?[ft]|[ft]r)['\"])|^\s*(?:type\s+\w+|(?:def|class)\s+\w+\s*\[|except\s+\w+\s*,)"
)


@dataclass(frozen=True)
class Parsed:
    """A cell that parses: its text as Python and its syntax tree, with the same line numbers.

    `has_gaps` is set if it parses only since a starter's gaps have got names: a kernel would not run it.
    """

    cell: Cell
    text: str
    tree: ast.Module
    has_gaps: bool = False


@dataclass(frozen=True)
class Broken:
    """A cell that does not parse: the reason, and its text to guess what it was meant to define."""

    cell: Cell
    reason: str


def parse_all(cells: Iterable[Cell]) -> list[Parsed | Broken]:
    """Parse cells one by one, within limits of time and memory."""
    left, characters, statements = MAX_READ_CHARACTERS, MAX_CHARACTERS, MAX_STATEMENTS
    found: list[Parsed | Broken] = []
    for cell in cells:
        characters -= len(cell.source)
        parsed = parse(cell, left) if characters >= 0 else None
        statements -= len(parsed.tree.body) if isinstance(parsed, Parsed) else 0
        if parsed is None or statements < 0:
            limit = f"{MAX_CHARACTERS} characters or {MAX_STATEMENTS} statements"
            parsed = Broken(cell, f"the code of the notebook is longer than {limit}")
        found.append(parsed)
        left -= _characters_to_read(cell.source)
    return _without_needless_gaps(found)


def _without_needless_gaps(found: list[Parsed | Broken]) -> list[Parsed | Broken]:
    """Return cells where those with gaps are broken that define what another cell defines without gaps."""
    parsed = [cell for cell in found if isinstance(cell, Parsed)]
    if not any(cell.has_gaps for cell in parsed):
        return found
    whole = {name for cell in parsed if not cell.has_gaps for name in _defined(cell)}
    return [
        _as_it_is(cell) if isinstance(cell, Parsed) and cell.has_gaps and whole & _defined(cell) else cell
        for cell in found
    ]


def _defined(cell: Parsed) -> set[str]:
    return {node.name for node in cell.tree.body if isinstance(node, DEFINITIONS)}


def _as_it_is(parsed: Parsed) -> Parsed | Broken:
    return _parse(parsed.cell, MAX_READ_CHARACTERS)


def parse(cell: Cell, allowance: int = MAX_READ_CHARACTERS) -> Parsed | Broken:
    """Parse one code cell as Jupyter would, without running or importing any of it."""
    if len(cell.source) <= MAX_KEPT_CHARACTERS and _characters_to_read(cell.source) <= allowance:
        return _parsed_once(cell)
    return _parsed_anew(cell, allowance)


@lru_cache(maxsize=KEPT_CELLS)
def _parsed_once(cell: Cell) -> Parsed | Broken:
    """Parse a cell that several stages read one after the other; none of them changes its tree."""
    return _parsed_anew(cell, MAX_READ_CHARACTERS)


def _parsed_anew(cell: Cell, allowance: int) -> Parsed | Broken:
    found = _parse(cell, allowance)
    if isinstance(found, Parsed):
        return found
    with_gaps = _parse_with_gaps(cell, allowance)
    plain = cell.source.translate(_PASTED)
    if with_gaps is not None or plain == cell.source:
        return with_gaps or found
    fixed = _parse(replace(cell, source=plain), allowance)
    return fixed if isinstance(fixed, Parsed) else found


def _parse_with_gaps(cell: Cell, allowance: int) -> Parsed | None:
    """Parse a starter's cell that is no Python until its gaps have names."""
    source = bridged(cell.source)
    found = None if source is None else _parse(replace(cell, source=source), allowance)
    return replace(found, cell=cell, has_gaps=True) if isinstance(found, Parsed) else None


def _characters_to_read(source: str) -> int:
    return len(_SPECIAL_LINE.findall(source)) * len(source)


def _parse(cell: Cell, allowance: int) -> Parsed | Broken:
    source = cell.source
    if len(source) > parsing.MAX_CHARACTERS:
        return Broken(cell, f"it is longer than {parsing.MAX_CHARACTERS} characters")
    if _PROMPT.match(source):
        return _parse_special(cell, allowance)
    try:
        return _parsed(cell, source)
    except SyntaxError as error:
        if not (_SPECIAL_LINE.search(source) or _INDENTED.search(source)):
            return Broken(cell, _reason(error))
    except (ValueError, RecursionError, MemoryError) as error:
        return Broken(cell, _reason(error))
    return _parse_special(cell, allowance)


def _parse_special(cell: Cell, allowance: int) -> Parsed | Broken:
    """Parse a cell with magics or shell lines, keeping its line numbers."""
    source = cell.source
    magic = _CELL_MAGIC.match(source)
    if magic:
        if magic[1] not in _PYTHON_MAGICS:
            return _parsed(cell, kept_output(cell) or "")
        source = "\n" * magic[0].count("\n") + source[magic.end() :]
    if _characters_to_read(source) > allowance:
        return Broken(cell, "it has too many magics and shell lines")
    try:
        blank = _BLANK_LINES.sub("", source)  # IPython drops them, which would shift the line numbers
        with no_warnings():  # IPython warns about what it can't tokenize
            text = _transformer()(blank)
        return _parsed(cell, "\n" * source.removesuffix(blank).count("\n") + text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return Broken(cell, _reason(error))


def _parsed(cell: Cell, text: str) -> Parsed:
    return Parsed(cell, text, tree_of(text))


def as_jupyter_runs(source: str) -> str:
    """Return a cell as Python that calls the notebook's shell for its magics."""
    with no_warnings():
        return _transformer()(source)


def other_magic(cell: Cell) -> str | None:
    """Return the cell magic whose text is not Python of the notebook, if a cell begins with one."""
    magic = _CELL_MAGIC.match(cell.source)
    return magic[1] if magic and magic[1] not in _PYTHON_MAGICS else None


def kept_output(cell: Cell) -> str | None:
    """Return Python that binds what a cell keeps of the output of another program, if it does.

    It calls a method of the notebook's shell as boxes have it: `script_output`.
    """
    magic = _CELL_MAGIC.match(cell.source)
    if magic is None:
        return None
    line, text = magic[0].strip(), cell.source[magic.end() :]
    before = "\n" * magic[0].removesuffix("\n").count("\n")
    if magic[1] in CAPTURING:
        return f"{before}get_ipython().getoutput({text!r})"
    names = dict(_KEPT.findall(line)) if magic[1] in SCRIPTS else {}
    if not names:
        return None
    program = next((word for word in line.split()[1:2] if magic[1] == "script"), magic[1])
    targets, kept = ", ".join(names.values()), ", ".join(map(repr, names))
    return f"{before}{targets}, = get_ipython().script_output({program!r}, {text!r}, {kept})"


def captured_as(cell: Cell) -> str | None:
    """Return the name under which a cell's magic keeps what the cell has printed, if it does."""
    magic = _CAPTURE_MAGIC.match(cell.source)
    return magic[1] if magic else None


@cache
def _transformer() -> Callable[[str], str]:
    transform: Callable[[str], str] = input_transformer().TransformerManager().transform_cell
    return transform


def _reason(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        where = f"line {error.lineno}: " if error.lineno else ""
        newer = _MAY_BE_NEWER.search(error.text or "") or error.msg.startswith("f-string")
        version = ".".join(str(part) for part in sys.version_info[:2])
        return f"{where}{error.msg}{f'; graded with Python {version}' if newer else ''}"
    return "it is too deeply nested" if isinstance(error, (RecursionError, MemoryError)) else str(error)
