"""Mutants of a solution's functions, which some check should notice, and what became of them."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from grader.authoring.mutations import chosen, mutants_of
from grader.authoring.validation.finding import NOTE, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.authoring.mutations import Mutant
    from grader.extract import Definition

MAX_MUTANTS = 24  # of a function, of every kind of change about as many
BUDGET_SECONDS = 30.0  # of the processor, for the mutants of a function
NOTICED, UNNOTICED, THE_SAME, UNTRIED = "noticed", "unnoticed", "the same", "untried"


@dataclass(frozen=True)
class MutantFunction:
    """A function with one change, under a name of its own."""

    definition: Definition
    mutant: Mutant


def mutants(definition: Definition) -> list[MutantFunction]:
    """Return mutants of a function, in an order that is drawn, always the same; none of anything else."""
    statement = definition.last
    if not isinstance(statement.node, ast.FunctionDef) or definition.body:
        return []
    drawn = chosen(mutants_of(statement.source), MAX_MUTANTS, seed=0)
    Random(0).shuffle(drawn)  # noqa: S311 - what is left out for lack of time is from everywhere
    return [
        MutantFunction(_renamed(definition, mutant, number), mutant) for number, mutant in enumerate(drawn)
    ]


def _renamed(definition: Definition, mutant: Mutant, number: int) -> Definition:
    """Return the definition of a mutant."""
    tree = ast.parse(mutant.text)
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)  # noqa: S101 - its source
    function.name = f"{definition.name}__mutant_{number}"
    source = ast.unparse(function)
    node = ast.parse(source).body[0]
    names = replace(definition.last.names, binds=frozenset({function.name}))
    changed = replace(definition.last, source=source, node=node, names=names)
    others = tuple(s for s in definition.statements if s is not definition.last)
    return replace(definition, name=function.name, last=changed, statements=(*others, changed))


@dataclass
class Fates:
    """What became of the mutants of a pack.

    Attributes:
        numbers: How many there were of each fate.
        unnoticed: Those that pass every check though they give other results: function and mutant.
    """

    numbers: Counter[str] = field(default_factory=Counter)
    unnoticed: list[tuple[str, Mutant]] = field(default_factory=list)

    def add(self, function: str, mutant: Mutant, fate: str) -> None:
        """Add a mutant."""
        self.numbers[fate] += 1
        if fate == UNNOTICED:
            self.unnoticed.append((function, mutant))

    def findings(self, where: str) -> Iterator[Finding]:
        """Yield the mutants that pass every check, and how many there were."""
        for function, mutant in sorted(self.unnoticed, key=lambda pair: (pair[0], pair[1].line)):
            change = f"becomes `{mutant.after}`" if mutant.after else "is left out"
            text = f"{function} passes every check if `{mutant.before}` in its line {mutant.line} {change}"
            yield Finding(where, f"{text}, though the results differ; if they matter, add a case", NOTE)
        tried = self.numbers.total() - self.numbers[UNTRIED]
        if self.numbers.total():
            same = f"{self.numbers[THE_SAME]} give the same results in every case"
            text = f"of {tried} mutants of the solution, {self.numbers[NOTICED]} fail a check and {same}"
            left = self.numbers[UNTRIED]
            spent = f"; {left} were not tried after {BUDGET_SECONDS:g} s for a function" if left else ""
            yield Finding(where, text + spent, NOTE)
