"""The data classes of an assignment's three folders."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
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

BETWEEN = "between"  # a call between two others
VARIABLES = "values"  # what a graded cell of NumPy's sets
PLAIN = frozenset({BETWEEN, VARIABLES, "files"})  # what a probe may have whose result is the value itself


@dataclass(frozen=True)
class Expectation:
    """One published value: a part of the result, and the value that it must have.

    Attributes:
        path: The path into nested tuples, lists and dictionaries of the result.
        index: An index into the array at that path: integers and slices.
        reduce: How to reduce it: `mean`, `sum`, `shape`, or None for the values themselves.
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
        id: Unique in the assignment, such as `conv_forward.strides#2`.
        function: The graded name.
        group: Selects the criteria that examine it; `seeded` for published cases.
        args: Positional arguments.
        kwargs: Keyword arguments.
        public: Whether students may see it.
        expectations: The published values; empty if the reference provides the answer.
        probe: What to ask of the result, as `grader.box.keras.probes` expects it; None for the result.
            Without Keras, `between` has the arguments of two more calls, one before and one after, and
            `values` the names whose values are the result, for a graded cell.
        editions: The ids of the editions that it applies to; empty for all.
    """

    id: str
    function: str
    group: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    expectations: tuple[Expectation, ...] = ()
    probe: Mapping[str, Any] | None = None
    editions: tuple[str, ...] = ()

    @cached_property
    def frame(self) -> bytes:
        """The arguments and the probe as sent to a box; encoded once for all submissions."""
        return wire.encode((self.args, dict(self.kwargs), None if self.probe is None else dict(self.probe)))

    @property
    def has_model(self) -> bool:
        """Whether it is about a model or tensors, which have single precision."""
        return self.probe is not None and not self.probe.keys() <= PLAIN

    @cached_property
    def has_float32(self) -> bool:
        """Whether a positional argument is an array or a tensor of single precision, as answers then are."""
        return _has_float32(self.args)


def _has_float32(value: object) -> bool:
    if isinstance(value, (tuple, list)):
        return any(_has_float32(item) for item in value)
    if isinstance(value, dict):  # a recipe of a tensor
        return any(_has_float32(item) for item in value.values())
    return isinstance(value, np.ndarray) and value.dtype == np.float32


@dataclass(frozen=True)
class Call:
    """A call of a graded function for the criteria of one group, as a reference's `cases.py` yields it.

    `generations` are the editions that it applies to; by default all that have the function.
    """

    function: str
    group: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    probe: Mapping[str, Any] | None = None
    generations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Function:
    """A graded name, and the earlier graded functions that it may call.

    Attributes:
        name: The name that the student defines; for a graded cell, a name chosen by the pack.
        helpers: Those earlier functions.
        variables: The variables that a graded cell must set.
        given: The variables from earlier cells that each case passes to it.
        loss: The loss that fits the model it builds; training with it is reported.
        then: The line given below a graded cell that compiles its model.
    """

    name: str
    helpers: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    loss: str | None = None
    then: str = ""


@dataclass(frozen=True)
class Edition:
    """A published edition of an assignment.

    Attributes:
        id: Its year, or another distinguishing name.
        title: What distinguishes it, for people.
        marks: Regular expressions that recognise a notebook of it; students may have changed that code.
        headers: Those for text that students leave alone, such as a version; they outrank all marks.
        accepts: Editions whose solutions are also accepted in this one, because its text has a mistake.
        float_sizes: Whether its notebooks ran on a NumPy before 1.12, which accepted floats as sizes.
        functions: Its graded names, if they differ from the assignment's own.
        keras: The version of Keras that it was written for, if its code does not show it.
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
    """One line of a rubric: a kind of check on one function, and its points.

    Attributes:
        id: `function.aspect`.
        kind: The name of the check, a key of `grader.packs.KINDS`.
        points: Its points; a function's points are the sum over its criteria.
        visibility: `public` or `hidden`.
        cases: The groups of cases that it examines.
        part: The element of the returned tuple or dictionary that it examines; None for all of it.
        supporting: Whether it earns points only if another criterion passes.
        hint: A sentence for a student who fails it.
        why: A sentence on why it matters.
        tolerances: Tolerances by the name of the arguments' dtype.
        aspects: What it examines of a model's graph, or of a value; empty for a value as a whole.
        ignored: Settings of layers that may have any value, such as `AveragePooling2D.padding`.
        rules: The requirements, for the kind `rules`; see `grader.checks.rules`.
        remark: Whether it is only reported, without points.
        editions: The ids of the editions that it applies to; empty for all that have the function.
        test: The author's test, for the kind `pytest`: `<path of the file>::<name>`.
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
    editions: tuple[str, ...] = ()
    test: str | None = None


def counting(criteria: tuple[Criterion, ...], edition: str) -> tuple[Criterion, ...]:
    """Return the criteria that are for an edition."""
    return tuple(c for c in criteria if not c.editions or edition in c.editions)


@dataclass(frozen=True)
class ExecutionRule:
    """The penalty for a notebook that does not run to the end: some points, or the chance to pass."""

    points_lost: float = 0.0
    required: bool = False


@dataclass(frozen=True)
class LateRule:
    """The deduction for a late submission: points for each day begun, after some minutes of grace."""

    per_day: float
    at_most: float | None = None
    grace_minutes: float = 0.0


@dataclass(frozen=True)
class Rubric:
    """The criteria that award points, of all editions: only those of one edition add up, see `of`."""

    name: str
    digest: str
    pass_mark: float
    seed: int
    functions: Mapping[str, tuple[Criterion, ...]]
    execution: ExecutionRule | None = None
    late: LateRule | None = None
    remarks: Mapping[str, tuple[Criterion, ...]] = field(default_factory=dict)

    def of(self, assignment: Assignment, edition: str) -> EditionRubric:
        """Return what counts in one edition, which may have graded names of its own."""
        own = {
            "functions": {name: counting(self.functions[name], edition) for name in assignment.names},
            "remarks": {name: counting(self.remarks.get(name, ()), edition) for name in assignment.names},
        }
        return EditionRubric(**{field.name: getattr(self, field.name) for field in fields(self)} | own)


@dataclass(frozen=True)
class EditionRubric(Rubric):
    """The criteria of one edition, and the points that they add up to."""

    def points(self, function: str) -> Fraction:
        """Return the points of a function."""
        return sum((criterion.points for criterion in self.functions[function]), Fraction())

    @property
    def max_score(self) -> Fraction:
        """The sum of all points."""
        return sum((self.points(function) for function in self.functions), Fraction())


@dataclass(frozen=True)
class Assignment:
    """The folder that a student may have.

    Attributes:
        runtime: What its notebooks need: `numpy` or `keras`.
        stubs: The course's helper modules, each with the names that `import *` imports.
        stub_sources: The sources of stubs that are not empty.
        other_names: Graded names of other editions, if this is the assignment in one edition.
    """

    id: str
    title: str
    digest: str
    runtime: str
    functions: tuple[Function, ...]
    editions: tuple[Edition, ...]
    stubs: Mapping[str, tuple[str, ...]]
    folder: Path
    stub_sources: Mapping[str, str] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> Mapping[str, CellSpec]:
        """What to look for under the graded names that are not functions."""
        return {
            f.name: CellSpec(f.variables, f.given, f.helpers, f.then) for f in self.functions if f.variables
        }

    def function(self, name: str) -> Function:
        """Return the entry of a graded name."""
        return next(function for function in self.functions if function.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The graded names, in the order of the course."""
        return tuple(function.name for function in self.functions)

    @property
    def all_names(self) -> tuple[str, ...]:
        """The graded names of all editions, each once."""
        own = (function.name for edition in self.editions for function in edition.functions)
        return tuple(dict.fromkeys((*self.names, *self.other_names, *own)))

    @property
    def defined(self) -> frozenset[str]:
        """The graded names of all editions that a notebook defines; others are ours, for cells."""
        own = (function for edition in self.editions for function in edition.functions)
        return frozenset(f.name for f in (*self.functions, *own) if not f.variables)

    def in_edition(self, edition: Edition) -> Assignment:
        """Return the assignment with the graded names of one edition."""
        if not edition.functions:
            return self
        return replace(self, functions=edition.functions, other_names=self.all_names)


@dataclass(frozen=True)
class Misconception:
    """A known mistake: a definition that makes it, and the advice that helps."""

    function: str
    name: str
    advice: str
    definition: Definition
