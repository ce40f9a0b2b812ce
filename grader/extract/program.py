"""What extraction finds in a submission: statements, definitions, the program."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from grader.extract import blanks
from grader.extract.unfinished import reset_reason
from grader.extract.unused import unused_result
from grader.extract.variables import assigned_in, variables_read
from grader.support.text import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

    from grader.extract.scopes import Names
    from grader.extract.submission import Diagnostic
    from grader.extract.training import TrainingCall
    from grader.extract.variables import Variable


@dataclass(frozen=True)
class Statement:
    """One top-level statement of a program; `line` counts in its cell (in the file, for a script)."""

    source: str
    cell: int | None
    line: int
    node: ast.stmt = field(repr=False, compare=False)
    names: Names = field(repr=False, compare=False)

    @property
    def origin(self) -> str:
        """The file name that its code runs under, so that a traceback leads back to the cell."""
        return "<script>" if self.cell is None else f"<cell {self.cell}>"

    @property
    def location(self) -> str:
        """Where it is, in words: its cell, or its line in a script."""
        return f"line {self.line}" if self.cell is None else f"cell {self.cell}"

    def location_of(self, line: int) -> str:
        """Return in words where one of its lines is."""
        return f"line {line}" if self.cell is None else f"cell {self.cell}, line {line}"

    def text_of(self, line: int) -> str:
        """Return the text of one of its lines, shortened."""
        return clean(self.source.split("\n")[line - self.line], 100)

    @property
    def shift(self) -> int:
        """What the numbers of its tree's lines lack to be those that a reader counts."""
        decorators: list[ast.expr] = getattr(self.node, "decorator_list", [])
        return self.line - min([self.node.lineno, *(part.lineno for part in decorators)])


class Located(Protocol):
    """What says where in the student's code it comes from: an exception, a warning."""

    @property
    def origin(self) -> str:
        """The cell, as in `Statement.origin`."""

    @property
    def line(self) -> int:
        """The line there."""


def statement_at(event: Located, statements: Iterable[Statement]) -> Statement | None:
    """Return the statement that an event says it comes from; None where it names no line of any.

    The box names origin and line, so they could be anything: only lines of the program pass.
    """
    for statement in statements:
        last = statement.line + statement.source.count("\n")
        if statement.origin == event.origin and statement.line <= event.line <= last:
            return statement
    return None


@dataclass(frozen=True)
class Definition:
    """Where a graded name is defined, the statements it needs (in order), and the names that they use.

    `body` is what a graded cell that is no function executes, after those statements. `trees` are all cells.
    """

    name: str
    last: Statement
    statements: tuple[Statement, ...]
    uses: frozenset[str]
    body: tuple[Statement, ...] = ()
    known: Container[str] = field(repr=False, compare=False, default=frozenset())
    starter: Mapping[str, str] = field(repr=False, compare=False, default_factory=dict)
    trees: tuple[ast.Module, ...] = field(repr=False, compare=False, default=())

    @property
    def cell(self) -> int | None:
        """The cell of the last definition, which is the one that counts."""
        return self.last.cell

    @cached_property
    def blank(self) -> str | None:
        """Why it looks as if it had been left blank, if it does."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return None
        starter = self.starter.get(self.name)
        return blanks.blank_reason(node, self.last.source, self.known, starter, self.last.shift)

    @cached_property
    def unfinished(self) -> str | None:
        """Why it looks as if only a part of it had been written, if it does; it may be right all the same."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        return reset_reason(node, self.last.shift)

    @cached_property
    def passes_on(self) -> str | None:
        """Why it looks blank, if what it returns is only called as something else in the notebook is."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        return blanks.passing_on_reason(node, self.last.source)

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """The notebook's variables that it reads in place of its arguments."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return ()
        return variables_read(node, assigned_in(self.trees), self.known)

    @cached_property
    def unused_result(self) -> str | None:
        """A sentence about a call in it whose result nothing takes, if there is one."""
        node = self.last.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        return unused_result(node, self.last.shift)

    @cached_property
    def returns_nothing(self) -> bool:
        """Whether it is a function without a `return` of any value."""
        node = self.last.node
        return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and blanks.returns_nothing(node)


@dataclass(frozen=True)
class Program:
    """What extraction found: the definitions, and for each graded name without one, the reason.

    `stubs` are the course's helper modules, each with what `import *` takes from it: names that the
    notebook binds by other means are left out.
    """

    definitions: Mapping[str, Definition]
    missing: Mapping[str, str]
    stubs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    training: tuple[TrainingCall, ...] = ()

    def only(self, names: Collection[str]) -> Program:
        """Return the program of some of the graded names."""
        return replace(self, definitions={n: d for n, d in self.definitions.items() if n in names})

    def uses_of_stubs(self, names: Collection[str]) -> tuple[str, ...]:
        """Return those of some names that a definition takes from the course's helper modules."""
        exported = frozenset[str]().union(*self.stubs.values())
        used = frozenset[str]().union(*(d.uses for d in self.definitions.values()))
        return tuple(sorted(exported & used & set(names)))

    @property
    def source(self) -> str:
        """The code that is going to run."""
        statements = {s: None for d in self.definitions.values() for s in (*d.statements, *d.body)}
        return "\n".join(statement.source for statement in statements)
