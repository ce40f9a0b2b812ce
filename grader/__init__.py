"""Grades CNN course notebooks: extracts the graded functions, runs them in a box, checks and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader._version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path  # `import grader` stays cheap: a nursery does it before all else

    from grader.live.checking import check
    from grader.live.result import Checked
    from grader.report.model import Report

__all__ = ["__version__", "check", "grade"]


def grade(
    path: str | Path, assignment: str | None = None, *, name: str | None = None, **options: Any
) -> Report:
    """Grade one notebook or script.

    Args:
        path: The file.
        assignment: The assignment; by default detected from the names that the notebook defines.
        name: The name of the file in the report; by default the path as given.
        **options: `rubric`, `seed`, `audience`, `pass_mark`, `timeout`, `memory`, `isolation`,
            `diagnosis`, with the same meaning as on the command line, and `packs`, a list of folders.

    Raises:
        GradeError: The options match no assignment, or the operating system fails.
    """
    from pathlib import Path

    from grader.options import Options
    from grader.packs import Library
    from grader.pipeline import Grader
    from grader.sandbox.machine import Machine

    library = Library([Path(folder) for folder in options.pop("packs", ())])
    chosen = Options(assignment=assignment, **options)
    with Machine(chosen.isolation, chosen.memory) as machine:
        grader = Grader(library, machine, chosen)
        grader.check_options()
        return grader.grade(Path(path), name)


def __getattr__(name: str) -> Callable[..., Checked]:
    """Load `check` when it is first accessed."""
    if name != "check":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from grader.live.checking import check

    return check
