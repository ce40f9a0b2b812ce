"""Slicing a submission: the graded definitions and what they depend on, nothing else.

A statement is a *definition* or a *use*. Definitions (imports, functions, classes, constants) are included
when a graded name needs what they bind; uses (tests, training, plots, downloads) never are, even if a
graded function reads a variable that only they bind.
"""

from __future__ import annotations

import ast
import builtins
import itertools
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from grader.extract import bodies
from grader.extract.ambient import ambient_statements, is_ambient, is_setter
from grader.extract.cells import Broken, Parsed, parse_all
from grader.extract.effects import with_effects
from grader.extract.nodes import BINDINGS, DEFINITIONS
from grader.extract.program import CellCode, Definition, Program, Statement
from grader.extract.scopes import names_of
from grader.extract.submission import Diagnostic
from grader.extract.training import training_calls
from grader.extract.uses import CellUses, is_main_guard
from grader.extract.whereabouts import location, missing_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

    from grader.extract.bodies import CellSpec
    from grader.extract.submission import Submission

_BUILTINS = frozenset(dir(builtins))
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)


def extract(
    submission: Submission,
    graded: Collection[str],
    *,
    stubs: Mapping[str, Collection[str]] | None = None,
    starter: Mapping[str, str] | None = None,
    cells: Mapping[str, CellSpec] | None = None,
) -> Program:
    """Extract the graded definitions from a submission.

    Args:
        submission: The cells.
        graded: The graded names.
        stubs: The course's helper modules, each with the names that `import *` imports.
        starter: Fingerprints of the starter's functions, to recognise blank ones.
        cells: What to look for under the graded names that are not functions.
    """
    cells = cells or {}
    parsed = parse_all(cell for cell in submission.cells if cell.is_code)
    broken = [cell for cell in parsed if isinstance(cell, Broken)]
    slicer = _Slicer([c for c in parsed if isinstance(c, Parsed)], frozenset(graded), stubs or {})
    definitions, missing = {}, {}
    for name in graded:
        spec = cells.get(name)
        definition = slicer.define(name, starter or {}) if spec is None else slicer.define_cell(name, spec)
        if definition is not None:
            definitions[name] = definition
        elif spec is not None:
            missing[name] = bodies.missing_reason(spec)
        else:
            missing[name] = missing_reason(name, submission.cells, parsed, slicer.functions)
    notes = tuple(
        Diagnostic("warning", b.cell.number, f"{location(b.cell)} was ignored: {b.reason}.") for b in broken
    )
    training = training_calls((cell for cell in parsed if isinstance(cell, Parsed)), graded)
    counted = itertools.accumulate(1 if cell.cell.source.strip() else 0 for cell in parsed)
    numbers = (number for number, cell in zip(counted, parsed, strict=True) if isinstance(cell, Parsed))
    code = tuple(map(CellCode, slicer.parsed, map(tuple, slicer.cells), numbers))
    return Program(definitions, missing, slicer.stubs, notes, training, code)


def defined_names(submission: Submission) -> frozenset[str]:
    """Return every name that a code cell defines by def, class or assignment, including broken cells."""
    found: set[str] = set()
    for cell in submission.cells:
        if cell.is_code:
            found.update(re.findall(r"^(?:async +)?(?:def|class) +(\w+)", cell.source, re.MULTILINE))
            found.update(re.findall(r"^(\w+) *=[^=]", cell.source, re.MULTILINE))
    return frozenset(found)


def defined_parameters(submission: Submission) -> dict[str, frozenset[str]]:
    """Return the names of the parameters of every function that a code cell defines by def or lambda."""
    return {
        name: frozenset(re.findall(r"(?:^|,)[\s*]*(\w+)", parameters))
        for cell in submission.cells
        if cell.is_code
        for pattern in (r"^(?:async +)?def +(\w+) *\(([^)]*)", r"^(\w+) *= *lambda\b([^:]*)")
        for name, parameters in re.findall(pattern, cell.source, re.MULTILINE)
    }


class _Slicer:
    """The statements of one submission, sorted into definitions and uses."""

    def __init__(
        self, cells: Iterable[Parsed], graded: frozenset[str], stubs: Mapping[str, Collection[str]]
    ) -> None:
        self.parsed = tuple(cells)
        self.graded = graded
        self.trees = tuple(cell.tree for cell in self.parsed)
        self.cells = [list(_statements(cell)) for cell in self.parsed]
        taken = frozenset[str]().union(
            *(s.names.binds for cell in self.cells for s in cell if _module_of(s) not in stubs)
        )
        self.stubs = {name: frozenset(exports) - taken for name, exports in stubs.items()}
        self.cells = [[_with_known_star(s, self.stubs) for s in cell] for cell in self.cells]
        self.cells = with_effects(self.cells)
        self.statements: list[Statement] = []
        setters = filter(is_setter, itertools.chain.from_iterable(self.cells))
        self._setters = frozenset[str]().union(*(s.names.binds for s in setters)) - graded
        for statements in self.cells:
            uses = CellUses(statements, graded)
            self.statements += [s for s in statements if self._is_definition(s, uses)]

    @cached_property
    def binders(self) -> dict[str, list[int]]:
        """The indices of the statements that bind or change each name."""
        found: dict[str, list[int]] = {}
        for index, statement in enumerate(self.statements):
            for name in statement.names.binds | statement.names.changes:
                found.setdefault(name, []).append(index)
        return found

    @cached_property
    def ambient(self) -> list[int]:
        """The indices of the statements that change how all code behind them runs."""
        found = ambient_statements(self.statements)
        return [index for index, statement in enumerate(self.statements) if statement in found]

    @property
    def functions(self) -> dict[str, Statement]:
        """The ungraded functions that are defined at the top level, with their definitions."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        statements = (s for s in self.statements if isinstance(s.node, kinds))
        return {name: s for s in statements for name in sorted(s.names.binds - self.graded)}

    def define(self, name: str, starter: Mapping[str, str]) -> Definition | None:
        last = next((s for s in reversed(self.statements) if name in s.names.binds), None)
        if last is None:
            return None
        indices, uses = self._closure(name, *self._ambient_needs(last))
        indices |= self._ambient(last)
        needed = tuple(self.statements[i] for i in sorted(indices))
        uses -= {name}
        known = self._known(uses)
        same = [s for s in self.statements if name in s.names.binds and isinstance(s.node, DEFINITIONS)]
        return Definition(
            name,
            last,
            needed,
            frozenset(uses),
            known=known,
            starter=starter,
            trees=self.trees,
            earlier=tuple(s for s in same if s is not last),
        )

    def define_cell(self, name: str, spec: CellSpec) -> Definition | None:
        body = bodies.body_of(self.cells, spec)
        if body is None or not body.statements:
            return None
        indices, uses = self._closure(*body.needs, *self._ambient_needs(body.statements[0]))
        indices |= self._ambient(body.statements[0])
        needed = tuple(
            self.statements[i] for i in sorted(indices) if self.statements[i] not in body.statements
        )
        whole = body.statements + body.closing
        return Definition(name, body.statements[-1], needed, frozenset(uses), whole, body.untouched)

    def _ambient(self, before: Statement) -> set[int]:
        """Return the indices of the statements before one that change how all code behind them runs."""
        return {i for i in self.ambient if self.statements[i].position < before.position}

    def _ambient_needs(self, before: Statement) -> frozenset[str]:
        return frozenset[str]().union(*(self.statements[i].names.needs for i in self._ambient(before)))

    def _known(self, uses: Iterable[str]) -> Container[str]:
        """Return the names that exist before the function assigns anything."""
        return _Everything() if self._stars(uses) else _BUILTINS | set(self.binders)

    def _closure(self, *names: str) -> tuple[set[int], set[str]]:
        """Return the statements that names need, transitively, and all names found on the way."""
        indices: set[int] = set()
        seen: set[str] = set()
        pending = list(names)
        while pending:
            current = pending.pop()
            if current in seen:
                continue
            seen.add(current)
            for index in self.binders.get(current, ()):
                if index not in indices:
                    indices.add(index)
                    pending.extend(self.statements[index].names.needs)
        return indices | set(self._stars(seen)), seen

    def _stars(self, needed: Iterable[str]) -> list[int]:
        """Return the `import *` statements if a needed name may come from one of them."""
        if all(name in self.binders for name in needed):
            return []
        return [index for index, statement in enumerate(self.statements) if statement.names.star]

    def _is_definition(self, statement: Statement, cell: CellUses) -> bool:
        node = statement.node
        if isinstance(node, BINDINGS):
            return True
        if isinstance(node, (ast.Expr, *_ASSIGNMENTS)) and not (
            statement.names.binds or statement.names.changes or is_ambient(statement, self._setters)
        ):
            return False
        if cell.is_use(statement) or is_main_guard(node) or isinstance(node, ast.Delete):
            return False
        return not cell.is_test_input(statement)


class _Everything:
    """A container of every name: what a star import may have bound."""

    def __contains__(self, name: object) -> bool:
        return True


def _with_known_star(statement: Statement, stubs: Mapping[str, Collection[str]]) -> Statement:
    """Return a statement with the names it binds, if it is an `import *` of a known module."""
    module = _module_of(statement)
    if not statement.names.star or module not in stubs:
        return statement
    return replace(statement, names=replace(statement.names, star=False, binds=frozenset(stubs[module])))


def _module_of(statement: Statement) -> str:
    """Return the module from which a statement imports names."""
    node = statement.node
    return (node.module or "") if isinstance(node, ast.ImportFrom) else ""


def _statements(cell: Parsed) -> Iterable[Statement]:
    lines = cell.text.split("\n")
    body = cell.tree.body
    for index, node in enumerate(body):
        if cell.cell.is_test and not isinstance(node, BINDINGS):
            continue  # always a use
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        last = node.end_lineno or node.lineno
        shares_line = (index > 0 and (body[index - 1].end_lineno or 0) >= first) or (
            index + 1 < len(body) and body[index + 1].lineno <= last
        )
        try:
            source = ast.unparse(node) if shares_line else "\n".join(lines[first - 1 : last])
            names = names_of(node, source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # `return` or `break` outside a function, an error in Jupyter too; or nesting too deep
        yield Statement(source, cell.cell.number, cell.cell.line + first - 1, node, names)
