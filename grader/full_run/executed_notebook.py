"""The executed notebook: the student's file with the outputs of the run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError
from grader.support.atomic_files import write_atomically
from grader.support.warnings import no_warnings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.extract.submission import Submission
    from grader.full_run.transcript import RanCell, Transcript

SUFFIX = ".ipynb"
MAX_INDENT_CHARACTERS = 2**20


def check_destinations(saved: Path, *, many: bool, handed_in: Mapping[Path, Path] | None = None) -> None:
    """Check, before anything runs, that executed notebooks can be saved.

    Args:
        saved: The file or folder named by the user.
        many: Whether there are several notebooks.
        handed_in: The submissions, each with the path where its notebook would be saved.

    Raises:
        UsageError: It is one file for several notebooks, its folder does not exist, or a notebook would
            replace a submission.
    """
    if saved.suffix == SUFFIX and many:
        raise UsageError(f"--keep-notebook {saved}: is a file; for several submissions, name a folder")
    if saved.suffix == SUFFIX and not saved.absolute().parent.is_dir():
        raise UsageError(f"--keep-notebook {saved}: there is no folder {saved.parent}")
    originals = {path.resolve() for path in handed_in or ()}
    for path in (handed_in or {}).values():
        if path.resolve() in originals:
            raise UsageError(f"--keep-notebook {saved}: would replace the submission {path}")


def saved_path(saved: Path, report: Path) -> Path:
    """Return where to save an executed notebook: the named file, or in the folder like its report."""
    return saved if saved.suffix == SUFFIX else saved / report.with_suffix(SUFFIX)


def keep(path: Path, submission: Submission, transcript: Transcript) -> None:
    """Write the executed notebook.

    Raises:
        MachineError: It can't be written.
    """
    write_atomically(path, render(submission, transcript))


def render(submission: Submission, transcript: Transcript) -> str:
    """Return a submission as a notebook with the outputs of a run, and no others.

    Only outputs that follow the notebook format are taken from the run.
    """
    notebook = _notebook(submission)
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            ran = transcript.cells.get(index)
            cell["outputs"] = _valid(ran) if ran else []
            cell["execution_count"] = ran.count if ran else None
    return _as_text(notebook) + "\n"


def _as_text(notebook: dict[str, Any]) -> str:
    """Return JSON indented as in notebooks, unless deep nesting would make it mostly indentation."""
    plain = json.dumps(notebook, ensure_ascii=False)
    chunks, room = [], 2 * len(plain) + MAX_INDENT_CHARACTERS
    for chunk in json.JSONEncoder(indent=1, ensure_ascii=False).iterencode(notebook):
        chunks.append(chunk)
        room -= len(chunk)
        if room < 0:
            return plain
    return "".join(chunks)


def _notebook(submission: Submission) -> dict[str, Any]:
    from nbformat import convert, from_dict, v4  # heavy, and few runs are saved

    if submission.notebook is None:
        make: Any = v4
        cells = [make.new_code_cell(cell.source) for cell in submission.cells]
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
        return dict(make.new_notebook(cells=cells))
    content = json.loads(submission.notebook.decode("utf-8-sig"))
    if content["nbformat"] == v4.nbformat:
        return dict(content)
    upgrade: Any = convert
    parse: Any = from_dict
    with no_warnings():
        return dict(upgrade(parse(content), v4.nbformat))


def _valid(ran: RanCell) -> list[Any]:
    """Return the outputs of a cell that follow the notebook format."""
    from nbformat import ValidationError
    from nbformat.validator import validate

    check: Any = validate
    saved = []
    for output in ran.outputs:
        try:
            with no_warnings():
                check(output, ref="output", version=4, version_minor=5)
        except (ValidationError, TypeError, AttributeError, RecursionError):
            continue
        saved.append(output)
    return saved
