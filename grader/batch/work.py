"""One submission being graded: read once, and released when its report is made."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UnreadableError
from grader.extract.submission import SubmissionFile
from grader.options import NOTHING_KNOWN, Circumstances
from grader.sandbox.runtimes import kind_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.batch.archives import Archives
    from grader.batch.collect import Item

MAX_WAITING_BYTES = 4 * 2**20  # larger files are read again rather than kept in memory


class Work:
    """An item being processed, by one thread at a time.

    Args:
        item: The submission.
        archives: Reads it if it is in an archive.
        known: What is known about it beside its content.
    """

    def __init__(self, item: Item, archives: Archives, known: Circumstances = NOTHING_KNOWN) -> None:
        self.item = item
        self.known = known
        self._archives = archives
        self._kind: dict[str, str] = {}
        self.file = self._unread()

    def _unread(self) -> SubmissionFile:
        item = self.item
        if item.problem:
            return SubmissionFile(item.path, item.name, partial(_refuse, item.problem), known=self.known)
        if item.members:
            chunks = partial(self._archives.chunks, item.path, item.members)
            return SubmissionFile(Path(item.members[-1]), item.name, chunks, known=self.known)
        return SubmissionFile(item.path, item.name, known=self.known)

    def kind(self, keras: str) -> str:
        """Predict the kind of box that it needs, possibly long before its turn.

        Raises:
            UnreadableError: It cannot be read.
        """
        if keras not in self._kind:
            data = self.file.data
            self._kind[keras] = kind_of_bytes(data, keras)
            if len(data) > MAX_WAITING_BYTES:
                self.file = self._unread()
        return self._kind[keras]


def _refuse(problem: str) -> Iterator[bytes]:
    raise UnreadableError(problem)
