"""What a check found, ready to be shown: as HTML where there is HTML, as text elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.support.decimals import shown

if TYPE_CHECKING:
    from fractions import Fraction

    from grader.live.picture import Picture
    from grader.report.model import CheckEntry


@dataclass(frozen=True)
class Line:
    """One public check.

    Attributes:
        label: What it looks at.
        entry: What came of it.
        message: What is wrong, without the function's name.
        why: Why it matters.
        waits: Whether it counts only once another check holds, and nothing more is to be said of it.
    """

    label: str
    entry: CheckEntry
    message: str = ""
    why: str | None = None
    waits: bool = False

    @property
    def holds(self) -> bool:
        """Whether there is nothing to say."""
        return self.entry.status == "passed"


@dataclass(frozen=True)
class Finding:
    """What is to be said of one graded name.

    Attributes:
        name: The graded name.
        status: As in a report: `passed` when all public checks hold.
        headline: A sentence.
        lines: The public checks.
        score: What the public checks earn, in points.
        public: What they could earn.
        total: What the function is worth with its hidden checks.
        picture: Where people would rather look.
        printed: What the function printed.
        notes: What else is to be said.
    """

    name: str
    status: str
    headline: str
    score: Fraction
    public: Fraction
    total: Fraction
    lines: tuple[Line, ...] = ()
    picture: Picture | None = None
    printed: str = ""
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether all public checks hold."""
        return self.status == "passed"

    @property
    def hidden(self) -> Fraction:
        """The points that only grading decides."""
        return self.total - self.public


@dataclass(frozen=True)
class Bar:
    """How far an assignment has come, in points.

    Attributes:
        earned: What the public checks earn.
        open: What hidden checks decide, of the functions whose public checks all hold.
        total: Everything.
        pass_mark: The percentage that passes.
    """

    earned: Fraction
    open: Fraction
    total: Fraction
    pass_mark: float

    @property
    def rest(self) -> Fraction:
        """What is still to be done."""
        return self.total - self.earned - self.open

    def percent(self, points: Fraction) -> float:
        """Return points as a part of the whole."""
        return shown(100 * points / self.total) if self.total else 0.0


@dataclass(frozen=True, repr=False)
class Checked:
    """What `check` found; a notebook shows it by itself when it is the last value of a cell.

    Attributes:
        findings: One for each graded name.
        title: The assignment and its edition.
        bar: How far the assignment has come, when all of it was checked.
        remarks: What there is to say beside findings, or in place of them.
    """

    findings: tuple[Finding, ...] = ()
    title: str = ""
    bar: Bar | None = None
    remarks: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether something was checked, and every public check holds."""
        return bool(self.findings) and all(finding.passed for finding in self.findings)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings to be shown one by one: in an overview, without what is not there yet."""
        return tuple(f for f in self.findings if self.bar is None or f.status != "missing")

    @property
    def to_do(self) -> tuple[str, ...]:
        """The graded names of an overview that are not there yet."""
        return tuple(f.name for f in self.findings if f not in self.shown)

    def __repr__(self) -> str:
        from grader.live.text import as_text  # noqa: PLC0415

        return as_text(self)

    def _repr_html_(self) -> str:
        from grader.live.html import as_html  # noqa: PLC0415 - jinja2 is needed for this only

        return as_html(self)
