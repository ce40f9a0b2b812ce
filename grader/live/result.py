"""The results of a check, ready for display as HTML or text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.support.decimals import shown

if TYPE_CHECKING:
    from fractions import Fraction

    from grader.report.model import CheckEntry
    from grader.report.pictures import Picture


@dataclass(frozen=True)
class Line:
    """One public check.

    Attributes:
        label: What it checks.
        entry: Its result.
        message: What is wrong, without the function's name.
        why: Why it matters.
        waits: Whether it earns no credit until another check passes; no details are shown then.
    """

    label: str
    entry: CheckEntry
    message: str = ""
    why: str | None = None
    waits: bool = False

    @property
    def holds(self) -> bool:
        """Whether the check passed."""
        return self.entry.status == "passed"


@dataclass(frozen=True)
class Finding:
    """The result for one graded name.

    Attributes:
        name: The graded name.
        status: As in a report: `passed` if all public checks passed.
        headline: A one-sentence summary.
        lines: The public checks.
        score: The points earned by the public checks.
        public: The points of the public checks.
        total: The points of all checks, hidden ones included.
        picture: A picture of the difference, if there is one.
        printed: The function's printed output.
        notes: Further notes.
        call: The call of the first case that failed, as one line of code; empty if there is no short one.
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
    call: str = ""

    @property
    def passed(self) -> bool:
        """Whether all public checks passed."""
        return self.status == "passed"

    @property
    def hidden(self) -> Fraction:
        """The points decided by hidden checks."""
        return self.total - self.public


@dataclass(frozen=True)
class Bar:
    """The progress on an assignment, in points.

    Attributes:
        earned: The points earned by the public checks.
        open: The points of hidden checks, for functions whose public checks all passed.
        total: All points.
        pass_mark: The percentage that passes.
    """

    earned: Fraction
    open: Fraction
    total: Fraction
    pass_mark: float

    @property
    def rest(self) -> Fraction:
        """The remaining points."""
        return self.total - self.earned - self.open

    def percent(self, points: Fraction) -> float:
        """Return points as a percentage of the total."""
        return shown(100 * points / self.total) if self.total else 0.0


@dataclass(frozen=True, repr=False)
class Checked:
    """The results of `check`; a notebook displays them if they are the last value of a cell.

    Attributes:
        findings: One for each graded name.
        title: The assignment and its edition.
        bar: The progress, if the whole assignment was checked.
        remarks: Remarks in addition to findings, or instead of them.
    """

    findings: tuple[Finding, ...] = ()
    title: str = ""
    bar: Bar | None = None
    remarks: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether something was checked and every public check passed."""
        return bool(self.findings) and all(finding.passed for finding in self.findings)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings to show in full: in an overview, without names that are not defined yet."""
        return tuple(f for f in self.findings if self.bar is None or f.status != "missing")

    @property
    def to_do(self) -> tuple[str, ...]:
        """The graded names of an overview that are not defined yet."""
        return tuple(f.name for f in self.findings if f not in self.shown)

    @property
    def untouched(self) -> str:
        """A sentence if nothing has been filled in yet; empty otherwise."""
        if self.bar is None or self.shown or not self.to_do:
            return ""
        return f"Nothing is filled in yet: begin with {self.to_do[0]}, then check again."

    def __repr__(self) -> str:
        from grader.live.text import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from grader.live.html import as_html

        return as_html(self)
