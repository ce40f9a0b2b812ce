"""What a kernel that runs a notebook from top to bottom would bind: the second way to a graded function.

Slicing takes what a graded name needs. Where it can't tell (tables filled by loops, `exec`), this takes
every statement, in order, but those that only train, plot, or test: what they bind and touch decides.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING

from grader.extract.history import displayed, history_names
from grader.extract.kernel_statements import (
    IMPORTS,
    PLAIN,
    Found,
    bases_of,
    called_by,
    changed_inside,
    defined_in,
    inner_definition,
    is_anything_bound_again,
    is_future,
    is_idle_import,
    is_left_out,
    may_end_cell,
    statements_of,
    up_to_own_cell,
    words_of,
)
from grader.extract.nodes import BINDINGS, DEFINITIONS, names_in
from grader.extract.objects import BUILTINS, Objects
from grader.extract.program import Definition, KeptCell, Program, Replay, Statement, origin_of
from grader.extract.scopes import executed_parts
from grader.extract.stores import Stores
from grader.extract.touches import binds_anything, binds_anything_when_called, deletes_anything, touched_by
from grader.extract.uses import CellUses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping


class Kernel:
    """The statements that make a notebook's state, and the graded names in it."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._graded = frozenset({*program.definitions, *program.missing})
        read = frozenset[str]().union(*(s.names.needs for cell in program.code for s in cell.statements))
        self._statements = [s for cell in program.code for s in statements_of(cell, read)]
        self._history = history_names(self._statements)
        self._displayed = frozenset(displayed(program.code) if self._history else ())
        self._definers = {s.node.name: s for s in self._statements if isinstance(s.node, DEFINITIONS)}
        self._objects = Objects(self._statements, self._definers)
        self._stores = Stores(self._statements)
        self._binds_when_called = cache(binds_anything_when_called)  # a function may be called often
        self._changed_inside = cache(changed_inside)

    def can_tell_more(self, name: str) -> bool:
        """Return whether a graded name may be bound here though slicing found none, or to something else."""
        definition = self._program.definitions.get(name)
        if definition is None:
            return name in self._program.missing and self._found(name) is not None
        if definition.earlier:
            return True  # the cell of the last one may have ended before it
        sliced = {*definition.statements, *definition.body}
        rest = [s for s in self._run if s not in sliced]
        wanted = definition.uses | {name}
        if rest and definition.uses & self._objects.variables:
            return True  # any statement may change them, however indirectly
        if is_anything_bound_again(sliced) or wanted & self._history:
            return True  # a cell may have ended in between
        return any(self._binds_anything(s) or self._effects(s) & wanted for s in rest)

    def mentions(self, name: str, words: Collection[str]) -> bool:
        """Return whether the kernel runs something that a graded name's slice lacks, and that says a word."""
        definition = self._program.definitions[name]
        sliced = {*definition.statements, *definition.body}
        rest = (s for s in self._run if s not in sliced and not isinstance(s.node, IMPORTS))
        return any(not self._words(s).isdisjoint(words) for s in rest)

    def may_lack(self, name: str) -> bool:
        """Return whether a kernel may lack what a graded name's slice has, or have something else instead."""
        definition = self._program.definitions.get(name)
        return definition is not None and not definition.body and any(self._losses(definition))

    def _losses(self, definition: Definition) -> Iterator[bool]:
        own, sliced, wanted = definition.last, set(definition.statements), definition.uses | {definition.name}
        for statement in self._run:
            if statement in sliced or statement.position >= own.position or own.cell is None:
                continue
            ends = statement.cell == own.cell and may_end_cell(statement)
            yield ends or deletes_anything(statement) or bool(self._replaced_by(statement) & wanted)

    def _replaced_by(self, statement: Statement) -> frozenset[str]:
        """Return the names that a statement rebinds, deletes or stores into, as far as it says so."""
        if isinstance(statement.node, BINDINGS):
            return frozenset()
        said = self._words(statement) if self._binds_anything(statement) else frozenset[str]()
        return self._changed_by(statement) | statement.names.binds | self._stored_in(statement) | said

    def changes_later(self, name: str) -> bool:
        """Return whether something that a graded name needs is bound or changed after its own cell."""
        found = self._found(name)
        if found is None or found.last.cell is None:
            return False
        later = (s for s in self._run if s.cell is not None and s.cell > found.last.cell)
        return any(self._effects(s) & found.uses for s in later)

    def program(
        self, names: Iterable[str], *, to_own_cell: bool = False, needed_only: bool = False
    ) -> Program:
        """Return the program that makes the state at the notebook's end.

        Args:
            names: The graded names.
            to_own_cell: Make the state after each name's own cell instead.
            needed_only: Run only what has to do with each name, if all takes too long.
        """
        found = {name: self._definition(name) for name in names}
        definitions = {name: d for name, d in found.items() if d is not None}
        if to_own_cell:
            definitions = {name: up_to_own_cell(d) for name, d in definitions.items()}
        if needed_only:
            definitions = {name: self.related(d) for name, d in definitions.items()}
        return replace(self._program, definitions=definitions)

    def related(self, definition: Definition, *, with_own_cell: bool = False) -> Definition:
        """Return a definition with only the statements that may have to do with it."""
        names = definition.uses | {definition.name}
        own = definition.last.cell if with_own_cell else None
        related = (
            s
            for s in definition.statements
            if self._effects(s) & names or self._binds_anything(s) or (own is not None and s.cell == own)
        )
        return replace(definition, statements=tuple(related))

    def _definition(self, name: str) -> Definition | None:
        first, found = self._program.definitions.get(name), self._found(name)
        if first is not None and first.body:
            return self._cell(first)
        if found is None:
            return None
        bound = frozenset[str]().union(*(s.names.binds for s in self._run))
        return Definition(
            name,
            found.last,
            tuple(self._run),
            found.uses,
            known=BUILTINS | (bound - self._forgotten),
            starter={} if first is None else first.starter,
            trees=tuple(cell.parsed.tree for cell in self._program.code),
            replay=self._replay,
        )

    def _cell(self, first: Definition) -> Definition:
        """Return a graded cell, after all that comes before it."""
        start = min((s.cell or 0, s.line) for s in first.body)
        before = (s for s in self._run if (s.cell or 0, s.line) < start and s not in first.body)
        return replace(first, statements=tuple(before), replay=self._replay)

    @property
    def _replay(self) -> Replay:
        return Replay(self._absent, self._forgotten, self._kept if self._history else ())

    @property
    def _kept(self) -> tuple[KeptCell, ...]:
        lines = {s.cell: s.line for s in self._displayed}
        parts = ((code.parsed.cell, code.number) for code in self._program.code)
        return tuple(
            KeptCell(origin_of(cell.number), number, cell.source, lines.get(cell.number, 0))
            for cell, number in parts
            if cell.number is not None
        )

    def _found(self, name: str) -> Found | None:
        """Return where a name is bound: by a statement that shows it, or by one that may bind anything."""
        shown = [s for s in self._run if name in s.names.binds and not isinstance(s.node, ast.Delete)]
        hidden = [s for s in self._run if self._binds_anything(s) and not is_future(s)]
        mentioned = [s for s in hidden if name in self._words(s)]
        if shown:
            return Found(inner_definition(shown[-1], name), self._closure(name))
        if hidden and any(name in self._words(s) for s in self._statements):
            words = frozenset().union(*map(self._words, mentioned or hidden))
            return Found((mentioned or hidden)[-1], self._closure(*words))
        return None

    def _closure(self, *names: str) -> frozenset[str]:
        """Return the names that some names need, transitively."""
        seen: set[str] = set()
        pending = list(names)
        while pending:
            current = pending.pop()
            if current not in seen:
                seen.add(current)
                pending.extend(need for s in self._makers.get(current, ()) for need in s.names.needs)
        return frozenset(seen) - frozenset(names)

    @cached_property
    def _makers(self) -> Mapping[str, list[Statement]]:
        """The statements that bind or change each name."""
        found: dict[str, list[Statement]] = {}
        for statement in self._statements:
            for name in statement.names.binds | statement.names.changes:
                found.setdefault(name, []).append(statement)
        for name in self._history:
            found[name] = list(self._displayed)
        return found

    @cached_property
    def _wanted_early(self) -> frozenset[str]:
        """The names that are read while something is defined: by defaults, decorators, a class's body."""
        parts = chain.from_iterable(executed_parts(s.node) for s in self._statements)
        names = frozenset(name for part in parts for name in names_in(part, ast.Load))
        return names | self._closure(*names)

    @cached_property
    def _wanted(self) -> frozenset[str]:
        """The names that the graded definitions need, directly or not."""
        return self._closure(*self._graded) | self._graded

    @cached_property
    def _run(self) -> list[Statement]:
        """The statements to run, in order."""
        taken = [s for s in self._statements if s not in self._uses or self._is_needed(s)]
        read = {word for s in taken if not isinstance(s.node, IMPORTS) for word in self._words(s)}
        return [s for s in taken if not is_idle_import(s, read | self._graded)]

    def _is_needed(self, statement: Statement) -> bool:
        """Return whether a use of graded functions, or a drawing, belongs to the state all the same."""
        names = statement.names.binds
        if names & self._wanted_early or (
            statement in self._displayed and self._history & self._wanted_early
        ):
            return True
        if isinstance(statement.node, PLAIN):
            return bool(names & self._wanted) and statement not in self._test_values
        return bool((defined_in(statement) | (touched_by(statement) - names)) & self._wanted)

    @cached_property
    def _uses(self) -> frozenset[Statement]:
        """The statements that test or delete graded functions, train or draw."""
        uses = (
            s
            for cell, s in self._by_use
            if cell.calls_graded(s) or cell.is_test_input(s) or is_left_out(s, self._objects.own_functions)
        )
        deleted = (s for s in self._statements if isinstance(s.node, ast.Delete) and s.names.binds)
        deleted = (s for s in deleted if s.names.binds <= self._graded)
        return frozenset(s for s in (*uses, *deleted) if not isinstance(s.node, BINDINGS))

    @cached_property
    def _test_values(self) -> frozenset[Statement]:
        """The statements that prepare the input of a test, and those that compute something from it."""
        inputs: dict[CellUses, set[str]] = {}
        found: set[Statement] = set()
        for cell, statement in self._by_use:
            names = inputs.setdefault(cell, set())
            if isinstance(statement.node, BINDINGS) or statement.names.binds & self._graded:
                continue
            if cell.calls_graded(statement):
                if statement.names.needs & names or not isinstance(statement.node, PLAIN):
                    found.add(statement)
            elif cell.is_test_input(statement):
                names |= statement.names.binds
                found.add(statement)
        return frozenset(found)

    @cached_property
    def _by_use(self) -> list[tuple[CellUses, Statement]]:
        """The statements, each with what its cell does with graded functions."""
        return [
            (uses, statement)
            for statements in self._by_cell
            for uses in [CellUses(statements, self._graded)]
            for statement in statements
        ]

    @cached_property
    def _by_cell(self) -> list[list[Statement]]:
        cells_: dict[int | None, list[Statement]] = {}
        for statement in self._statements:
            cells_.setdefault(statement.cell, []).append(statement)
        return list(cells_.values())

    @cached_property
    def _forgotten(self) -> frozenset[str]:
        tested = frozenset[str]().union(*(s.names.binds - defined_in(s) for s in self._test_values))
        return tested.difference(*(s.names.binds for s in self._run if s not in self._test_values))

    @cached_property
    def _absent(self) -> frozenset[str]:
        run = set(self._run)
        left_out = frozenset[str]().union(*(s.names.binds for s in self._statements if s not in run))
        return left_out.difference(*(s.names.binds for s in run))

    def _changed_by(self, statement: Statement) -> frozenset[str]:
        """Return the objects that a statement, or a function that it calls, may change."""
        called = (self._definers[name] for name in called_by(statement) if name in self._definers)
        return touched_by(statement).union(*map(self._changed_inside, called)) - self._objects.unchanging

    def _stored_in(self, statement: Statement) -> frozenset[str]:
        """Return the objects that a statement stores into, under all their names."""
        return self._objects.with_aliases(self._stores.into(statement))

    def _called(self, statement: Statement) -> Iterator[Statement]:
        """Yield the notebook's functions that a statement calls, if they may bind any name."""
        called = (self._definers[name] for name in called_by(statement) if name in self._definers)
        yield from filter(self._binds_when_called, called)

    def _binds_anything(self, statement: Statement) -> bool:
        """Return whether executing a statement may bind names that its syntax tree does not show."""
        return binds_anything(statement) or any(self._called(statement))

    def _words(self, statement: Statement) -> frozenset[str]:
        """Return all names in the text of a statement, and of the functions that bind something for it."""
        return words_of(statement).union(*map(words_of, self._called(statement)))

    def _effects(self, statement: Statement) -> frozenset[str]:
        """Return what a statement binds or may change, under all its names and in the functions it calls."""
        changed = self._objects.with_aliases(self._changed_by(statement)) - self._objects.unchanging
        registered = frozenset(bases_of(statement.node)) & self._definers.keys()  # by __init_subclass__
        kept = self._history if statement in self._displayed else frozenset[str]()
        return statement.names.binds | changed | registered | self._stored_in(statement) | kept
