"""Right solutions as programs, a function at a time, and what becomes of them when a statement is another."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.authoring.mutations import chosen, mutants_of
from grader.extract import extract
from grader.extract.submission import Cell, Submission, digest, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from grader.authoring.mutations import Mutant
    from grader.extract import Definition, Program
    from grader.packs import Edition, Pack

REFERENCE = "reference"
_SEPARATOR = "\n\n# %%\n"


@dataclass(frozen=True)
class Original:
    """One graded function of a right solution.

    Attributes:
        source: Where it comes from: `reference`, or the name of a file.
        pack: The assignment, with the names of its edition.
        edition: The edition.
        function: The graded name.
        cells: The code that it needs, a cell for each statement.
        own: The numbers of those cells that are part of it: itself, and helpers that are not graded.
    """

    source: str
    pack: Pack
    edition: Edition
    function: str
    cells: tuple[str, ...]
    own: tuple[int, ...]

    def mutants(self, number: int, seed: int) -> list[Altered]:
        """Return some mutants, drawn by a seed."""
        every = [(cell, mutant) for cell in self.own for mutant in mutants_of(self.cells[cell])]
        cell_of = {id(mutant): cell for cell, mutant in every}
        drawn = chosen([mutant for _, mutant in every], number, seed)
        return [Altered(self, cell_of[id(mutant)], mutant) for mutant in drawn]

    def program(self, cells: Sequence[str] | None = None) -> Program:
        """Return the program of its cells, or of others instead, as extracted from a submission."""
        assignment = self.pack.assignment
        texts = self.cells if cells is None else cells
        parts = tuple(Cell(number, text) for number, text in enumerate(texts))
        submission = Submission(self.source, digest("\0".join(texts).encode()), parts)
        found = extract(submission, assignment.names, stubs=assignment.stubs, cells=assignment.cells)
        return found.only({self.function})


@dataclass(frozen=True)
class Altered:
    """A right function with one fault, in a cell of its program."""

    original: Original
    cell: int
    mutant: Mutant

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells with the fault."""
        cells = self.original.cells
        return (*cells[: self.cell], self.mutant.text, *cells[self.cell + 1 :])

    @property
    def script(self) -> str:
        """The same as a script."""
        return _SEPARATOR.join(cell.rstrip("\n") for cell in self.cells) + "\n"

    @property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """The lines of the fault in that script, from and to."""
        before = _SEPARATOR.join([*(c.rstrip("\n") for c in self.cells[: self.cell]), ""]).count("\n")
        mutant = self.mutant
        spans = [(mutant.line, mutant.end_line), *([(mutant.also, mutant.also)] if mutant.also else [])]
        return tuple((before + first, before + last) for first, last in spans)


def originals(pack: Pack, solutions: Sequence[Path]) -> Iterator[Original]:
    """Yield the graded functions of the reference's newest edition, then those of solutions in files.

    Raises:
        UnreadableError: A file is not a notebook or a script.
        PackError: The reference does not define a graded function.
    """
    edition = pack.assignment.editions[-1]
    own = pack.in_edition(edition)
    yield from _originals(REFERENCE, own, edition, own.reference.definitions(edition.id))
    for path in solutions:
        submission = read(path)
        edition = pack.edition_of(submission)
        own = pack.in_edition(edition)
        assignment = own.assignment
        found = extract(submission, assignment.names, stubs=assignment.stubs, cells=assignment.cells)
        yield from _originals(path.name, own, edition, found.definitions)


def _originals(
    source: str, pack: Pack, edition: Edition, definitions: Mapping[str, Definition]
) -> Iterator[Original]:
    for name in pack.assignment.names:
        if name in definitions:
            cells, own = _cells_of(definitions[name], pack.assignment.defined)
            yield Original(source, pack, edition, name, cells, own)


def _cells_of(definition: Definition, graded: frozenset[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the statements of a definition as cells; those of a graded cell belong together."""
    cells = [statement.source for statement in definition.statements]
    if definition.body:
        body = "\n".join(statement.source for statement in definition.body)
        return (*cells, body), (len(cells),)
    own = [
        number
        for number, statement in enumerate(definition.statements)
        if isinstance(statement.node, (ast.FunctionDef, ast.ClassDef))
        and (statement == definition.last or statement.node.name not in graded)
    ]
    return tuple(cells), tuple(own)
