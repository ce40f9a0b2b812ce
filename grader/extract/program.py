"""The results of extraction: statements, definitions and the program."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from grader.extract import blanks
from grader.extract.unfinished import empty_reason, reset_reason
from grader.extract.unused import unused_call, unused_result
from grader.extract.variables import assigned_in, variables_read
from grader.support.text import quoted

MAX_QUOTED = 100  # characters of a line

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

    from grader.extract.cells import Parsed
    from grader.extract.scopes import Names
    from grader.extract.submission import Diagnostic
    from grader.extract.training import TrainingCall
    from grader.extract.variables import Variable


@dataclass(frozen=True)
class Statement:
    """One top-level statement of a program; `line` is relative to its cell (to the file, for a script)."""

    source: str
    cell: int | None
    line: int
    node: ast.stmt = field(repr=False, compare=False)
    names: Names = field(repr=False, compare=False)

    @property
    def origin(self) -> str:
        """The file name that its code is compiled under, so that tracebacks lead back to the cell."""
        return origin_of(self.cell)

    @property
    def position(self) -> tuple[int, int, int]:
        """What puts statements in their order, also several in one line."""
        return (-1 if self.cell is None else self.cell, self.line, self.node.col_offset)

    @property
    def location(self) -> str:
        """Its location for people: its cell, or its line in a script."""
        return f"line {self.line}" if self.cell is None else f"cell {self.cell}"

    def location_of(self, line: int) -> str:
        """Return the location of one of its lines, for people."""
        return f"line {line}" if self.cell is None else f"cell {self.cell}, line {line}"

    def start_before(self, line: int) -> int:
        """Return the last line up to one of its lines in which a statement begins, its own or a part's."""
        starts = (node.lineno + self.shift for node in ast.walk(self.node) if isinstance(node, ast.stmt))
        return max((start for start in starts if start <= line), default=self.line)

    def text_of(self, line: int) -> str:
        """Return the text of one of its lines, shortened."""
        return quoted(self.source.split("\n")[line - self.line], MAX_QUOTED)

    @property
    def shift(self) -> int:
        """The offset from the line numbers of its tree to those that a reader sees."""
        decorators: list[ast.expr] = getattr(self.node, "decorator_list", [])
        return self.line - min([self.node.lineno, *(part.lineno for part in decorators)])


def origin_of(cell: int | None) -> str:
    """Return the file name that the code of a cell is compiled under."""
    return "<script>" if cell is None else f"<cell {cell}>"


class Located(Protocol):
    """Anything with a location in the student's code: an exception or a warning."""

    @property
    def origin(self) -> str:
        """The cell, as in `Statement.origin`."""

    @property
    def line(self) -> int:
        """The line in that cell."""


def statement_at(event: Located, statements: Iterable[Statement]) -> Statement | None:
    """Return the statement that an event claims to come from, or None if its line is in no statement.

    Origin and line come from the box and could be anything: only lines of the program are accepted.
    """
    for statement in statements:
        last = statement.line + statement.source.count("\n")
        if statement.origin == event.origin and statement.line <= event.line <= last:
            return statement
    return None


@dataclass(frozen=True)
class CellCode:
    """A cell that parses, its statements (definitions and uses alike), and its number in a kernel."""

    parsed: Parsed
    statements: tuple[Statement, ...]
    number: int = 0


@dataclass(frozen=True)
class KeptCell:
    """A cell as IPython keeps it: its number, its text, and the line of what it displays (0: nothing)."""

    origin: str
    number: int
    source: str
    line: int


@dataclass(frozen=True)
class Replay:
    """How a kernel's state is made from statements.

    Attributes:
        absent: The names that only statements left out would bind.
        forgotten: The names to remove in the end: values that only tests of graded functions bind.
        history: The cells, if what IPython keeps of them is read.
    """

    absent: frozenset[str] = frozenset()
    forgotten: frozenset[str] = frozenset()
    history: tuple[KeptCell, ...] = ()


@dataclass(frozen=True)
class Definition:
    """Where a graded name is defined, the statements that it needs (in order), and the names they use.

    `body` is what a graded cell executes after those statements, `untouched` why it looks like the starter's.
    `trees` are those of all cells. `replay` is set if the statements are to run as in a kernel. `earlier` are
    definitions that the last one replaces.
    """

    name: str
    last: Statement
    statements: tuple[Statement, ...]
    uses: frozenset[str]
    body: tuple[Statement, ...] = ()
    untouched: str | None = None
    known: Container[str] = field(repr=False, compare=False, default=frozenset())
    starter: Mapping[str, str] = field(repr=False, compare=False, default_factory=dict)
    trees: tuple[ast.Module, ...] = field(repr=False, compare=False, default=())
    replay: Replay | None = None
    earlier: tuple[Statement, ...] = field(repr=False, compare=False, default=())

    @property
    def cell(self) -> int | None:
        """The cell of the last definition, the one that counts."""
        return self.last.cell

    @property
    def whole(self) -> tuple[Statement, ...]:
        """All its statements, those of a graded cell included."""
        return (*self.statements, *self.body)

    @cached_property
    def blank(self) -> str | None:
        """Why it looks as if it was left blank, if it does."""
        if self.untouched is not None:
            return self.untouched
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return None
        reason = self._blank_reason(self.last)
        filled = (s for s in reversed(self.earlier) if reason and self._blank_reason(s) is None)
        other = next(filled, None)
        where = "" if other is None else f" {other.location.capitalize()} has one that is filled in"
        return reason and f"{reason}{where}{', but the last definition counts.' if where else ''}"

    def _blank_reason(self, statement: Statement) -> str | None:
        starter, node = self.starter.get(self.name), statement.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return None
        return blanks.blank_reason(node, statement.source, self.known, starter, statement.shift)

    @cached_property
    def unfinished(self) -> str | None:
        """Why it looks unfinished, if it does; it may be right anyway."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        return reset_reason(node, self.last.shift) or empty_reason(node, self.last.shift)

    @cached_property
    def passes_on(self) -> str | None:
        """Why it looks blank, if the name it returns belongs to something else in the notebook."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        return blanks.passing_on_reason(node, self.last.source)

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """The notebook's variables that it reads instead of its arguments."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return ()
        return variables_read(node, assigned_in(self.trees), self.known)

    @cached_property
    def unused_result(self) -> str | None:
        """A sentence about a call in it whose result is never used, if there is one."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        return unused_result(node, self.last.shift)

    @cached_property
    def unused_line(self) -> int | None:
        """The line of that call, as a reader counts."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        statement = unused_call(node)
        return None if statement is None else statement.lineno + self.last.shift

    @cached_property
    def returns_nothing(self) -> bool:
        """Whether it is a function that never returns a value."""
        node = self.last.node
        return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and blanks.returns_nothing(node)


@dataclass(frozen=True)
class Program:
    """The result of extraction: the definitions, and a reason for each graded name without one.

    `stubs` are the course's helper modules, each with the names that `import *` imports; names that the
    notebook binds in other ways are left out. `code` is that of all cells.
    """

    definitions: Mapping[str, Definition]
    missing: Mapping[str, str]
    stubs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    training: tuple[TrainingCall, ...] = ()
    code: tuple[CellCode, ...] = field(repr=False, compare=False, default=())

    def only(self, names: Collection[str]) -> Program:
        """Return the program for some of the graded names."""
        return replace(self, definitions={n: d for n, d in self.definitions.items() if n in names})

    def uses_of_stubs(self, names: Collection[str]) -> tuple[str, ...]:
        """Return which of some names a definition imports from the course's helper modules."""
        exported = frozenset[str]().union(*self.stubs.values())
        used = frozenset[str]().union(*(d.uses for d in self.definitions.values()))
        return tuple(sorted(exported & used & set(names)))

    @property
    def source(self) -> str:
        """The code that will run."""
        statements = {s: None for d in self.definitions.values() for s in (*d.statements, *d.body)}
        return "\n".join(statement.source for statement in statements)
