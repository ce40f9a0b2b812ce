"""The rubrics of one invocation: the chosen rubric of each assignment, loaded once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from grader.errors import PackError, UsageError

if TYPE_CHECKING:
    from grader.packs.library import Library, Pack
    from grader.packs.model import Rubric


class Rubrics:
    """Loads the chosen rubric of an assignment when it is first needed.

    Args:
        library: All assignments.
        name: The rubric's name or path; by default each assignment's default rubric.
    """

    def __init__(self, library: Library, name: str | None = None) -> None:
        self._library = library
        self._name = name
        self._lock = threading.Lock()
        self._rubrics: dict[str, Rubric] = {}

    def of(self, pack: Pack) -> Rubric:
        """Return an assignment's rubric.

        Raises:
            UsageError: There is no such rubric.
            PackError: It does not match its schema, or belongs to another assignment.
        """
        with self._lock:
            if pack.assignment.id not in self._rubrics:
                self._rubrics[pack.assignment.id] = pack.rubric(self._name)
            return self._rubrics[pack.assignment.id]

    def digest(self, pack: Pack) -> str:
        """Return the digest of an assignment's rubric; empty if the chosen one does not fit it."""
        try:
            return self.of(pack).digest
        except (UsageError, PackError):
            return ""

    def any_deducts_lateness(self) -> bool:
        """Return whether the rubric of any assignment deducts points for lateness."""
        fitting = (pack for pack in self._library.packs.values() if self.digest(pack))
        return any(self.of(pack).late is not None for pack in fitting)

    def fit_another(self, pack: Pack) -> bool:
        """Return whether the chosen rubric belongs to another assignment."""
        others = (other for other in self._library.packs.values() if other is not pack)
        return any(self.digest(other) for other in others)
