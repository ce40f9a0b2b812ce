"""What a run is asked for beside the options of grading: submissions' context, and where reports go."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from grader.batch.outputs import check_output
from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self


@dataclass(frozen=True, kw_only=True)
class Request:
    """The request of one invocation, named as on the command line."""

    output: Sequence[str] = ()
    output_dir: Path | None = None
    jobs: int | None = None
    packs: Sequence[Path] = ()
    roster: Path | None = None
    zip_encoding: str | None = None
    scheduler: str | None = None
    html: bool = False
    platform: str | None = None
    adjust: Path | None = None
    due: str | None = None

    @classmethod
    def split(cls, chosen: dict[str, Any]) -> tuple[Self, dict[str, Any]]:
        """Return the request in what was chosen, and the rest: the options of grading."""
        names = {field.name for field in fields(cls)}
        own = {name: value for name, value in chosen.items() if name in names}
        return cls(**own), {name: value for name, value in chosen.items() if name not in names}

    def check_outputs(self, *, single: bool) -> None:
        """Check that the outputs fit each other, and one submission or several.

        Raises:
            UsageError: They do not.
        """
        if self.html and self.output_dir is None:
            raise UsageError("--html requires --output-dir; for one submission, use -o report.html")
        if self.platform and not any(name.endswith(".csv") for name in self.output):
            raise UsageError(f"--for {self.platform} requires -o FILE.csv")
        for name in self.output:
            check_output(name, many=not single)
