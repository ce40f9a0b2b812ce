"""Single-fault mutants of a function: one token, argument or statement is another one than in the original.

They are made independently of the edits that the search for a wrong line tries, so that both can be measured
with them. General mutation tools run a test suite for each mutant and know neither axes nor layers' settings.
"""

from __future__ import annotations

import ast
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.authoring.mutant_expressions import replacements
from grader.authoring.mutant_statements import rearrangements
from grader.diagnosis.edits.source import Source, applied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.authoring.mutant_expressions import Change

_IGNORED_KEYWORDS = frozenset({"name"})  # of a layer: nothing depends on it


@dataclass(frozen=True)
class Mutant:
    """A function with one fault.

    Attributes:
        kind: What was changed, such as `operator` or `deleted`.
        line: The first line that is wrong, in the text of the function.
        end_line: The last one; where a statement was deleted, the lines around it.
        also: Another line in which the fault shows, if there is one.
        before: What stood there.
        after: What stands there now; empty if deleted.
        text: The text of the function.
    """

    kind: str
    line: int
    end_line: int
    also: int | None
    before: str
    after: str
    text: str


def mutants_of(text: str) -> list[Mutant]:
    """Return every mutant of a function's or a cell's text that compiles and differs from it, in order."""
    source = Source(text)
    original = ast.dump(source.tree)
    found: dict[str, Mutant] = {}
    for change in _changes(source):
        mutated = applied(source.data, (change.part,)).decode()
        try:
            tree = ast.dump(ast.parse(mutated))
        except (SyntaxError, ValueError):
            continue
        if tree != original:
            before = source.data[change.part.start : change.part.end].decode()
            lines = (change.line, change.end_line, change.also)
            mutant = Mutant(change.kind, *lines, _short(before), _short(change.part.text), mutated)
            found.setdefault(tree, mutant)
    return sorted(found.values(), key=lambda mutant: (mutant.line, mutant.kind, mutant.before, mutant.after))


def chosen(mutants: list[Mutant], number: int, seed: int) -> list[Mutant]:
    """Return some of the mutants, of every kind about as many; the same for the same seed."""
    drawn = random.Random(seed)  # noqa: S311 - a sample, not a secret
    by_kind: dict[str, list[Mutant]] = {}
    for mutant in drawn.sample(mutants, len(mutants)):
        by_kind.setdefault(mutant.kind, []).append(mutant)
    ranked = [(rank, mutant) for group in by_kind.values() for rank, mutant in enumerate(group)]
    ranked.sort(key=lambda pair: pair[0])  # stable: within a rank, the order stays drawn
    order = {id(mutant): position for position, mutant in enumerate(mutants)}
    return sorted((mutant for _, mutant in ranked[:number]), key=lambda mutant: order[id(mutant)])


def _changes(source: Source) -> Iterator[Change]:
    """Yield the changes of everything that runs: no docstrings, annotations and decorators."""
    skipped = {id(node) for node in _skipped(source.tree)}
    for node in ast.walk(source.tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.expr):
            yield from replacements(node, source)
        elif isinstance(node, ast.stmt):
            yield from rearrangements(node, source)


def _skipped(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        roots: list[ast.AST | None] = []
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            roots += [*node.decorator_list, getattr(node, "returns", None)]
            if ast.get_docstring(node, clean=False) is not None:
                roots.append(node.body[0])
        elif isinstance(node, (ast.arg, ast.AnnAssign)):
            roots.append(node.annotation)
        elif isinstance(node, ast.keyword) and node.arg in _IGNORED_KEYWORDS:
            roots.append(node.value)
        elif isinstance(node, ast.JoinedStr):
            roots.append(node)
        for root in roots:
            if root is not None:
                yield from ast.walk(root)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 - characters of a table's cell
