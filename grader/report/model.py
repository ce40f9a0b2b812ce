"""The report as data: the fields of `report.schema.json`, in the same order."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self

SCHEMA_VERSION = "1.1"


@dataclass(frozen=True)
class AssignmentEntry:
    """The assignment, and its published edition, that a submission was graded as."""

    id: str
    title: str
    generation: str
    digest: str


@dataclass(frozen=True)
class RubricEntry:
    """The rubric that was applied."""

    name: str
    digest: str


@dataclass(frozen=True)
class SubmissionEntry:
    """The file that was graded; the digest is null if it could not be read."""

    path: str
    digest: str | None


@dataclass(frozen=True)
class CheckEntry:
    """One check on one function; `expected` and `actual` map a position in the result to its value."""

    id: str
    kind: str
    visibility: str
    status: str
    score: float | None
    max_score: float
    message: str
    expected: dict[str, Any] | None
    actual: dict[str, Any] | None
    hint: str | None
    waiting: bool = False  # it passed, but earns no credit until another check passes


@dataclass(frozen=True)
class FaultEntry:
    """Where a function is wrong, and why; `edit` is a unified diff for instructors.

    Here and below, `cell` is the index of a cell of the file, and `code_cell` its number for readers.
    """

    cell: int | None
    line: int | None
    end_line: int | None
    kind: str
    certain: bool
    message: str
    edit: str | None
    code_cell: int | None = None


@dataclass(frozen=True)
class FunctionEntry:
    """One graded function; the likeliest fault comes first."""

    name: str
    status: str
    score: float | None
    max_score: float
    feedback: str
    cell: int | None
    faults: tuple[FaultEntry, ...] = field(default=(), kw_only=True)
    checks: tuple[CheckEntry, ...]
    code_cell: int | None = None


@dataclass(frozen=True)
class DiagnosticEntry:
    """A remark about a submission that deducts no points by itself."""

    severity: str
    cell: int | None
    message: str
    code_cell: int | None = None


@dataclass(frozen=True)
class AdjustmentEntry:
    """Points added to the score of the checks, or deducted if negative."""

    reason: str
    points: float


@dataclass(frozen=True)
class IsolationEntry:
    """How well the box was isolated."""

    level: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True)
class Environment:
    """The versions, isolation and seed of a run."""

    grader: str
    python: str
    numpy: str | None
    tensorflow: str | None
    keras: str | None
    isolation: IsolationEntry
    seed: int | None


@dataclass(frozen=True)
class Timing:
    """The only part of a report that differs between two runs."""

    wall_seconds: float

    @classmethod
    def rounded(cls, seconds: float, *, exactly: bool) -> Self:
        """Return what is reported of some seconds: if not exactly, up to which power of two they come.

        A hidden case could take as long as its input says.
        """
        return cls(round(seconds, 3) if exactly else 2.0 ** max(0, math.ceil(math.log2(max(seconds, 1)))))


@dataclass(frozen=True)
class Report:
    """The verdict on one submission."""

    schema_version: str
    assignment: AssignmentEntry | None
    rubric: RubricEntry | None
    submission: SubmissionEntry
    status: str
    score: float | None
    max_score: float | None
    pass_mark: float | None
    passed: bool | None
    functions: tuple[FunctionEntry, ...]
    adjustments: tuple[AdjustmentEntry, ...] = field(default=(), kw_only=True)
    diagnostics: tuple[DiagnosticEntry, ...]
    environment: Environment
    timing: Timing

    @property
    def errors(self) -> tuple[str, ...]:
        """The messages of errors: the reasons, if there is no verdict."""
        return tuple(note.message for note in self.diagnostics if note.severity == "error")

    def as_dict(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return asdict(self)
