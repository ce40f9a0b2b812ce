"""Where in a pack's files something is, for findings that come from running it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.authoring.validation.json_file import JsonFile
    from grader.packs import Case, Criterion, Pack


@dataclass(frozen=True)
class Locations:
    """The locations of cases, checks and misconceptions of a pack.

    Attributes:
        pack: The pack.
        published: The file of its public cases.
        rubric: The file of its default rubric.
    """

    pack: Pack
    published: JsonFile | None
    rubric: JsonFile | None

    @property
    def solution(self) -> str:
        """Where the solution is."""
        return str(self.pack.reference.solution)

    @property
    def cases(self) -> str:
        """Where the hidden cases are made."""
        return str(self.pack.reference.folder / "cases.py")

    def of_case(self, case: Case) -> str:
        """Return where a case is."""
        if not case.public or self.published is None:
            return self.cases
        entries = self.published.content["cases"]
        fitting = [
            number
            for number, entry in enumerate(entries)
            if entry["id"] == case.id and tuple(entry.get("generations", ())) == case.editions
        ]
        return self.published.at("cases", fitting[0]) if fitting else str(self.published.path)

    def of_check(self, criterion: Criterion) -> str:
        """Return where a check is."""
        if self.rubric is None:
            return str(self.pack.root / "rubrics" / f"{self.pack.assignment.id}.json")
        name = criterion.id.split(".", 1)[0]
        entries = self.rubric.content.get("functions", {}).get(name, ())
        fitting = [number for number, entry in enumerate(entries) if entry["id"] == criterion.id]
        return self.rubric.at("functions", name, *fitting[:1])

    def of_mistake(self, name: str) -> str:
        """Return where a misconception is defined, in whatever file of the reference."""
        path = self.pack.reference.folder / "misconceptions.py"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        found = re.search(rf"^def {re.escape(name)}\b", text, re.MULTILINE)
        return f"{path}:{text.count(chr(10), 0, found.start()) + 1}" if found else str(path)
