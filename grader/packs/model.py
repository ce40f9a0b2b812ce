"""What an assignment is: data classes for its three folders."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from grader import wire
from grader.extract.bodies import CellSpec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.extract import Definition


@dataclass(frozen=True)
class Expectation:
    """One published value: which part of the result it is about, and what that part must be.

    Attributes:
        path: The way into nested tuples, lists and dictionaries of the result.
        index: An index into the array found there: integers and slices.
        reduce: What to take of it: `mean`, `sum`, `shape`, or None for the values themselves.
        value: The published value.
    """

    value: Any
    path: tuple[int | str, ...] = ()
    index: tuple[int | slice, ...] = ()
    reduce: str | None = None


@dataclass(frozen=True)
class Case:
    """One call of a graded function.

    Attributes:
        id: Unique in the assignment; `conv_forward.strides#2`.
        function: The graded name.
        group: Which criteria look at it; `seeded` for published cases.
        args: Positional arguments.
        kwargs: Keyword arguments.
        public: Whether students may see the case.
        expectations: The published values; empty for a case that the reference answers.
        probe: What is asked of the result, as `grader.box.keras.probes` takes it; None for the result itself.
        generations: The editions that it is for; empty: all.
    """

    id: str
    function: str
    group: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    expectations: tuple[Expectation, ...] = ()
    probe: Mapping[str, Any] | None = None
    generations: tuple[str, ...] = ()

    @cached_property
    def frame(self) -> bytes:
        """The arguments and the probe as they go into a box; encoded once for all submissions."""
        return wire.encode((self.args, dict(self.kwargs), None if self.probe is None else dict(self.probe)))

    @cached_property
    def has_float32(self) -> bool:
        """Whether an array among the positional arguments is of single precision: answers are, then, too."""
        return _has_float32(self.args)


def _has_float32(value: object) -> bool:
    if isinstance(value, (tuple, list)):
        return any(_has_float32(item) for item in value)
    return isinstance(value, np.ndarray) and value.dtype == np.float32


@dataclass(frozen=True)
class Call:
    """What a reference's `cases.py` yields: a call of a graded function, for the criteria of one group.

    `generations` are the editions that it is for, where it is not for all that have the function.
    """

    function: str
    group: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    probe: Mapping[str, Any] | None = None
    generations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Function:
    """A graded name, and the earlier ones that its author may use.

    Attributes:
        name: What the student defines; a name of ours for a cell that is no function.
        helpers: The earlier functions.
        variables: What a cell that is no function has to set.
        given: The variables that it takes from earlier cells, and that each case gives to it.
        loss: The loss that fits the model it makes: training is reported.
    """

    name: str
    helpers: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    loss: str | None = None


@dataclass(frozen=True)
class Generation:
    """A published edition of an assignment.

    Attributes:
        id: Its year, or what else tells it from the others.
        title: What is special about it.
        marks: The regular expressions that tell a notebook of it, whose code students may have changed.
        headers: Those of what students leave as it is, such as a version: they outrank all marks.
        accepts: Editions whose solutions are right in this one too, where its text is a slip.
        float_sizes: Whether its notebooks ran on a NumPy that took floats as sizes: one before 1.12.
        functions: Its graded names, where it has not the assignment's own.
        keras: The Keras that it was written for, where its code does not tell.
    """

    id: str
    title: str
    marks: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    float_sizes: bool = False
    headers: tuple[str, ...] = ()
    functions: tuple[Function, ...] = ()
    keras: str | None = None


@dataclass(frozen=True)
class Tolerance:
    """How far a value may be from the expected one: |actual - expected| <= atol + rtol * |expected|."""

    rtol: float
    atol: float


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: a kind of check on one function, and what it is worth.

    Attributes:
        id: `function.aspect`.
        kind: The name of the check, a key of `grader.packs.KINDS`.
        points: What it is worth; a function's points are the sum over its criteria.
        visibility: `public` or `hidden`.
        cases: The groups of cases that it looks at.
        part: The element of the returned tuple or dictionary that it looks at; None for the whole.
        supporting: Whether it earns something only if another criterion holds.
        hint: A sentence for a student who fails it.
        why: A sentence on why it matters.
        tolerances: By the name of the arguments' dtype.
        aspects: What of a model's graph it looks at; none if its kind does not look at one.
        ignored: Settings of layers that may be anything, as `AveragePooling2D.padding`.
        rules: What has to be so, for the kind `rules`; see `grader.checks.rules`.
        remark: Whether it is only told, and earns and costs nothing.
        generations: The editions that it is for; empty: all that have the function.
    """

    id: str
    kind: str
    points: Fraction
    visibility: str
    cases: tuple[str, ...]
    part: int | str | None
    supporting: bool
    hint: str | None
    tolerances: Mapping[str, Tolerance]
    aspects: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    why: str | None = None
    rules: tuple[Mapping[str, Any], ...] = ()
    remark: bool = False
    generations: tuple[str, ...] = ()


def counting(criteria: tuple[Criterion, ...], generation: str) -> tuple[Criterion, ...]:
    """Return the criteria that are for an edition."""
    return tuple(c for c in criteria if not c.generations or generation in c.generations)


@dataclass(frozen=True)
class ExecutionRule:
    """What a notebook that does not run to its end loses: some points, or the chance to pass."""

    points_lost: float = 0.0
    required: bool = False


@dataclass(frozen=True)
class Rubric:
    """What each function is worth and by which criteria."""

    name: str
    digest: str
    pass_mark: float
    seed: int
    functions: Mapping[str, tuple[Criterion, ...]]
    execution: ExecutionRule | None = None
    remarks: Mapping[str, tuple[Criterion, ...]] = field(default_factory=dict)

    def of(self, assignment: Assignment, generation: str) -> Rubric:
        """Return what counts in one edition, which may have graded names of its own."""
        functions = {name: counting(self.functions[name], generation) for name in assignment.names}
        remarks = {name: counting(self.remarks.get(name, ()), generation) for name in assignment.names}
        return replace(self, functions=functions, remarks=remarks)

    def points(self, function: str) -> Fraction:
        """What a function is worth."""
        return sum((criterion.points for criterion in self.functions[function]), Fraction())

    @property
    def max_score(self) -> Fraction:
        """The sum of all points."""
        return sum((self.points(function) for function in self.functions), Fraction())


@dataclass(frozen=True)
class Assignment:
    """The folder that a student may have.

    Attributes:
        runtime: What its notebooks run on: `numpy` or `keras`.
        stubs: The course's helper modules, each with the names that `import *` takes from it.
        stub_sources: The sources of those that have to do something.
        other_names: Graded names of other editions, where this is what one edition has of it.
    """

    id: str
    title: str
    digest: str
    runtime: str
    functions: tuple[Function, ...]
    generations: tuple[Generation, ...]
    stubs: Mapping[str, tuple[str, ...]]
    folder: Path
    stub_sources: Mapping[str, str] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> Mapping[str, CellSpec]:
        """What is looked for under the graded names that are no functions."""
        return {f.name: CellSpec(f.variables, f.given, f.helpers) for f in self.functions if f.variables}

    def function(self, name: str) -> Function:
        """Return what is said of a graded name."""
        return next(function for function in self.functions if function.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The graded names, in the order of the course."""
        return tuple(function.name for function in self.functions)

    @property
    def all_names(self) -> tuple[str, ...]:
        """The graded names of all editions, each once."""
        own = (function.name for generation in self.generations for function in generation.functions)
        return tuple(dict.fromkeys((*self.names, *self.other_names, *own)))

    @property
    def defined(self) -> frozenset[str]:
        """The graded names of all editions that a notebook defines; others are ours, for cells."""
        own = (function for generation in self.generations for function in generation.functions)
        return frozenset(f.name for f in (*self.functions, *own) if not f.variables)

    def in_edition(self, generation: Generation) -> Assignment:
        """Return the assignment with the graded names of one edition."""
        if not generation.functions:
            return self
        return replace(self, functions=generation.functions, other_names=self.all_names)


@dataclass(frozen=True)
class Misconception:
    """A known way to be wrong: a definition that is wrong in that way, and the advice that helps."""

    function: str
    name: str
    advice: str
    definition: Definition
