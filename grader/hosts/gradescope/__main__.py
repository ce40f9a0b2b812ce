"""The program of `run_autograder`: grades the submission and always writes `results.json`."""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import Any

from grader import grade
from grader.errors import UnreadableError
from grader.hosts.gradescope import results
from grader.hosts.gradescope.bundle import SETTINGS
from grader.report.formats import phrases
from grader.report.formats.terminal import print_summary


def run(autograder: Path) -> int:
    """Grade, and return the exit status: 0 unless the grader failed.

    Args:
        autograder: Gradescope's folder, which contains `source`, `submission` and `results`.
    """
    source = autograder / "source"
    settings = json.loads((source / SETTINGS).read_text(encoding="utf-8"))
    status = 0
    try:
        content = _content(autograder / "submission", source, settings)
    except UnreadableError as error:
        content = results.refused(str(error), settings["max_score"])
    except Exception as error:  # noqa: BLE001 - results.json must be there in any case
        traceback.print_exc()  # only instructors see standard error
        content, status = results.failed(f"({type(error).__name__})"), 1
    folder = autograder / "results"
    folder.mkdir(exist_ok=True)
    text = json.dumps(content, indent=2, allow_nan=False) + "\n"
    (folder / "results.json").write_text(text, encoding="utf-8")
    return status


def find_submission(folder: Path) -> Path:
    """Return the submitted notebook, or the submitted script if there is no notebook.

    Raises:
        UnreadableError: There is none, or there are several.
    """
    for suffix in (".ipynb", ".py"):
        found = [path for path in sorted(folder.rglob(f"*{suffix}")) if not _is_hidden(path, folder)]
        if len(found) > 1:
            names = ", ".join(path.relative_to(folder).as_posix() for path in found)
            raise UnreadableError(f"There are {len(found)} files to grade: {names}. Submit only one.")
        if found:
            return found[0]
    raise UnreadableError("There is no notebook (.ipynb) in the submission. Submit the notebook itself.")


def _content(folder: Path, source: Path, settings: dict[str, Any]) -> dict[str, Any]:
    path = find_submission(folder)
    rubric = settings["rubric"]
    if rubric == "rubric.json":
        rubric = str(source / rubric)
    report = grade(
        path,
        settings["assignment"],
        name=path.relative_to(folder).as_posix(),
        rubric=rubric,
        isolation=settings["isolation"],
    )
    print_summary(report, sys.stdout, verbose=True)
    if report.status == "graded":
        return results.graded(report, settings["hidden"])
    why = phrases.reasons(report)
    return results.failed(why) if report.functions else results.refused(why, settings["max_score"])


def _is_hidden(path: Path, folder: Path) -> bool:
    """Return whether to ignore a file: it is hidden, or a link to a file elsewhere."""
    is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return is_hidden or path.is_symlink() or not path.is_file()


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1])))
