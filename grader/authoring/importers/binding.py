"""Finds what a course's test looks at, and rewrites it as a test of pytest's for that."""

from __future__ import annotations

import ast
import builtins
import copy
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.authoring.importers.needs import changed_by, needs_of
from grader.authoring.importers.nose import without_nose
from grader.authoring.importers.source import SOLUTION, slug
from grader.extract import extract
from grader.extract.cells import Broken, parse
from grader.extract.submission import Cell, Submission

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from grader.authoring.importers.source import CourseNotebook, CourseTest
    from grader.extract import Statement

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORTS = (ast.Import, ast.ImportFrom)


class CannotImportError(Exception):
    """Why a test can't be taken over."""


@dataclass(frozen=True)
class BoundTest:
    """A course's test with what it looks at.

    Attributes:
        test: The test.
        subject: The function that it calls, or the name under which a cell's variables are graded.
        variables: Those variables; empty for a function.
        imports: The imports that its function needs above it.
        body: The statements of its function.
    """

    test: CourseTest
    subject: str
    variables: tuple[str, ...]
    imports: tuple[ast.stmt, ...]
    body: tuple[ast.stmt, ...]

    @property
    def aspect(self) -> str:
        """The second half of its criterion's id."""
        return slug(self.test.name)

    @property
    def name(self) -> str:
        """The name of its function, one that no other test has."""
        return f"test_{self.subject}_{self.aspect}"

    def function(self, name: str | None = None) -> str:
        """Return the source of its function."""
        taken = ast.arguments(
            [], [ast.arg("case" if self.variables else self.subject)], None, [], [], None, []
        )
        given = [ast.parse(f"{variable} = case[{variable!r}]").body[0] for variable in self.variables]
        said = [ast.Expr(ast.Constant(self.test.sentence))] if self.test.sentence else []
        body = [*said, *given, *map(copy.deepcopy, self.body)] or [ast.Pass()]
        node = ast.FunctionDef(name or self.name, taken, body, [], None)
        return ast.unparse(ast.fix_missing_locations(ast.Module([node], [])))

    def indented(self, name: str) -> str:
        """Return the same inside another function; a string over several lines would be indented, too."""
        return textwrap.indent(self.function(name), "    ")


@dataclass(frozen=True)
class _Entry:
    """A statement of the notebook, with the position, the role and the name of its cell."""

    number: int
    role: str
    name: str
    statement: Statement


class Binder:
    """Binds the tests of one notebook."""

    def __init__(self, notebook: CourseNotebook) -> None:
        self._notebook = notebook
        cells = [(part.number, part.role, part.name, part.source) for part in notebook.parts]
        cells += [(test.number, "test", test.name, test.source) for test in notebook.tests]
        cells.sort(key=lambda cell: cell[0])
        self._entries = [
            _Entry(*cells[cell][:3], statement)
            for cell, statement in _statements(source for *_, source in cells)
        ]

    def bind(self, test: CourseTest) -> BoundTest:
        """Return a test with what it looks at.

        Raises:
            CannotImportError: It looks at nothing that a student writes, or at too much for one check.
        """
        own = self._own_statements(test)
        known = [e for e in self._entries if e.number < test.number]
        chosen, functions, variables = _needed(_unbound(own), known)
        prelude = [known[index].statement.node for index in sorted(chosen)]
        if functions and variables:
            raise CannotImportError(
                f"looks at variables and functions together: {', '.join(sorted(functions | variables))}"
            )
        if len(functions) > 1:
            raise CannotImportError(f"calls several functions of the student: {', '.join(sorted(functions))}")
        if not functions and not variables:
            used = sorted(name for name in _unbound(own) if name not in vars(builtins))
            only = f", only at {', '.join(used)}" if used else ""
            raise CannotImportError(f"looks at nothing that a cell with a solution defines{only}")
        subject = next(iter(functions), "") or self._question(variables)
        nodes = list(without_nose([*prelude, *(s.node for s in own if not _is_text(s.node))]))
        imports = [node for node in nodes if isinstance(node, _IMPORTS)]
        body = [node for node in nodes if not isinstance(node, _IMPORTS)]
        return BoundTest(test, subject, tuple(sorted(variables)), tuple(imports), tuple(body))

    @staticmethod
    def _own_statements(test: CourseTest) -> list[Statement]:
        parsed = parse(Cell(None, test.source))
        if isinstance(parsed, Broken):
            raise CannotImportError(f"is not Python: {parsed.reason}")
        return [statement for _, statement in _statements([test.source])]

    def _question(self, variables: set[str]) -> str:
        """Return the name under which some variables are graded: that of the question that sets them."""
        own = [e for e in self._entries if e.role == SOLUTION]
        setting = dict.fromkeys(e.name for e in own if e.statement.names.binds & variables)
        if len(setting) > 1:
            names = ", ".join(sorted(variables))
            raise CannotImportError(f"looks at variables that several questions set: {names}")
        name = slug(next(iter(setting)))
        defined = {name for e in own for name in e.statement.names.binds}
        return f"{name}_values" if name in defined else f"cell_{name}" if name[0].isdigit() else name


def _needed(wanted: set[str], known: Sequence[_Entry]) -> tuple[set[int], set[str], set[str]]:
    """Return the indices of given statements that names need, and the student's functions and variables."""
    chosen: set[int] = set()
    functions: set[str] = set()
    variables: set[str] = set()
    pending, seen = sorted(wanted), set(wanted)
    while pending:
        name = pending.pop()
        owner = _owner(name, known)
        if owner is not None and not isinstance(owner, _IMPORTS):
            if isinstance(owner, ast.ClassDef):
                raise CannotImportError(f"uses the class {name}, whose objects can't leave a box")
            (functions if _is_function(owner) else variables).add(name)
            continue
        for index in _makers(name, known):
            entry = known[index]
            if index not in chosen and (entry.role != SOLUTION or isinstance(entry.statement.node, _IMPORTS)):
                chosen.add(index)
                more = needs_of(entry.statement) - seen
                pending += sorted(more)
                seen |= more
    return chosen, functions, variables


def _owner(name: str, known: Sequence[_Entry]) -> ast.stmt | None:
    """Return the statement of a solution that a name comes from; tests that set it again do not count."""
    firm = [entry for entry in known if name in entry.statement.names.binds and entry.role != "test"]
    return firm[-1].statement.node if firm and firm[-1].role == SOLUTION else None


def _makers(name: str, known: Sequence[_Entry]) -> list[int]:
    """Return the indices of the statements that make a name what it is below them."""
    binders = [n for n, entry in enumerate(known) if name in entry.statement.names.binds]
    if not binders:
        return [n for n, entry in enumerate(known) if entry.statement.names.star]
    fresh = [n for n in binders if name not in needs_of(known[n].statement)]
    start = fresh[-1] if fresh else 0
    changed = (n for n, entry in enumerate(known) if name in changed_by(entry.statement))
    return sorted({n for n in (*binders, *changed) if n >= start})


def _unbound(statements: Iterable[Statement]) -> set[str]:
    """Return the names that statements, run in order, need from elsewhere."""
    needs: set[str] = set()
    bound: set[str] = set()
    for statement in statements:
        needs |= needs_of(statement) - bound
        bound |= statement.names.binds
    return needs


def _is_function(node: ast.stmt) -> bool:
    value = getattr(node, "value", None) if isinstance(node, ast.Assign) else None
    return isinstance(node, _FUNCTIONS) or isinstance(value, ast.Lambda)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _statements(sources: Iterable[str]) -> Iterable[tuple[int, Statement]]:
    """Yield the statements of cells that parse, each with the position of its cell, without magics."""
    cells = tuple(Cell(number, source) for number, source in enumerate(sources))
    for code in extract(Submission("course", "", cells), []).code:
        for statement in code.statements:
            if "get_ipython" not in statement.names.needs:
                yield code.parsed.cell.number or 0, statement
