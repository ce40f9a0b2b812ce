"""The interface of formats that hold several reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.report.model import Report


class Document(Protocol):
    """Renders reports one by one as one text, in the order of the submissions.

    It stores no reports, so that memory use stays small.
    """

    def add(self, report: Report) -> str:
        """Add a report, and return the text that can be written already."""

    def finish(self) -> Iterator[str]:
        """Yield the end of the text, piece by piece."""
