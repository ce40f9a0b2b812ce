"""How accurate verdicts and lines are, by what is true of each function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.instruments.share import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.instruments.expected import Truth
    from grader.report.model import FaultEntry, FunctionEntry, Report

# Of a wrong function: which line is told first, if its true lines are known.
LINE_WORDS = (
    RIGHT := "right",
    SECOND := "right as the second of two",
    UNSURE := "wrong, told as one of several",
    CERTAIN := "wrong, told with certainty",
    NOWHERE := "none",
)


@dataclass(frozen=True)
class Judged:
    """What is true of a function, and what its report says.

    Attributes:
        truth: What is true.
        entry: The function in the report; None if there is no report.
    """

    truth: Truth
    entry: FunctionEntry | None

    @property
    def accepted(self) -> bool | None:
        """Whether it passed; None if there is no verdict on it."""
        if self.entry is None or self.entry.status == "skipped":
            return None
        return self.entry.status == "passed"

    @property
    def line(self) -> str | None:
        """How good the line is that is told; None if the function is not known to be wrong in some line."""
        if self.entry is None or self.truth.right or self.accepted is not False or not self.truth.lines:
            return None
        told = [fault for fault in self.entry.faults if fault.line is not None]
        if not told:
            return NOWHERE
        if self._is_at_fault(told[0]):
            return RIGHT
        if any(self._is_at_fault(fault) for fault in told[1:2]):
            return SECOND
        return CERTAIN if told[0].certain else UNSURE

    def _is_at_fault(self, fault: FaultEntry) -> bool:
        return any(lines.includes(fault) for lines in self.truth.lines)

    def as_dict(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        told = self.entry.faults[0] if self.entry and self.entry.faults else None
        return {
            "path": self.truth.path,
            "function": self.truth.function,
            "right": self.truth.right,
            "status": self.entry.status if self.entry else None,
            "line": self.line,
            "told": told and {"cell": told.cell, "line": told.line, "message": told.message},
        }


@dataclass(frozen=True)
class Accuracy:
    """Figures over some functions."""

    judged: Sequence[Judged]

    @property
    def false_accepts(self) -> Share:
        """The wrong functions that passed."""
        wrong = [each.accepted for each in self.judged if not each.truth.right and each.accepted is not None]
        return Share(sum(wrong), len(wrong))

    @property
    def false_rejects(self) -> Share:
        """The right functions that did not pass."""
        right = [each.accepted for each in self.judged if each.truth.right and each.accepted is not None]
        return Share(len(right) - sum(right), len(right))

    @property
    def without_verdict(self) -> int:
        """How many functions have no verdict."""
        return sum(each.accepted is None for each in self.judged)

    def lines(self, *words: str) -> Share:
        """Return the share of wrong functions whose line is told in one of some ways."""
        told = [each.line for each in self.judged if each.line is not None]
        return Share(sum(word in words for word in told), len(told))

    @property
    def functions(self) -> dict[str, Accuracy]:
        """The figures of each function."""
        names = dict.fromkeys(each.truth.function for each in self.judged)
        return {name: Accuracy([e for e in self.judged if e.truth.function == name]) for name in names}

    @property
    def disagreements(self) -> list[Judged]:
        """The functions whose verdict or line is wrong."""
        return [e for e in self.judged if e.accepted is not e.truth.right or e.line not in {None, RIGHT}]

    def figures(self) -> dict[str, Any]:
        """Return the figures as a JSON object."""
        return {
            "false_accepts": self.false_accepts.as_dict(),
            "false_rejects": self.false_rejects.as_dict(),
            "without_verdict": self.without_verdict,
            "lines": {word: self.lines(word).as_dict() for word in LINE_WORDS},
        }

    def as_dict(self) -> dict[str, Any]:
        """Return everything as a JSON object."""
        return {
            **self.figures(),
            "functions": {name: accuracy.figures() for name, accuracy in self.functions.items()},
            "disagreements": [each.as_dict() for each in self.disagreements],
        }


def accuracy_of(truths: Iterable[Truth], reports: Mapping[str, Report]) -> Accuracy:
    """Compare reports with what is true.

    Args:
        truths: What is true.
        reports: The reports by their path in a folder of reports.
    """
    entries = {
        (path, function.name): function for path, report in reports.items() for function in report.functions
    }
    return Accuracy([Judged(truth, entries.get((truth.report, truth.function))) for truth in truths])
