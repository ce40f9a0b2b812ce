"""What a format that holds many reports is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from grader.report.model import Report


class Document(Protocol):
    """Turns reports into one text, piece by piece, in the order of the submissions.

    It keeps no report: what it keeps of a class stays small.
    """

    def add(self, report: Report) -> str:
        """Take a report, and return what can be written already."""

    def finish(self) -> str:
        """Return what comes last."""
