"""The autograder's zip file: the grader, one assignment, and the two scripts that Gradescope runs."""

from __future__ import annotations

import json
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from grader.errors import MachineError
from grader.support.distribution import PACKAGE, files_below, requirements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.packs import Pack, Rubric

SETTINGS = "autograder.json"
_SCRIPTS = ("setup.sh", "run_autograder")
_ONLY_FOR_KERAS = {"tensorflow", "tf_keras", "tf-keras", "keras"}
_WHEN = (1980, 1, 1, 0, 0, 0)  # so that the same files give the same bytes
_FILE, _SCRIPT = 0o100644 << 16, 0o100755 << 16


def write_bundle(pack: Pack, out: Path, *, rubric: str | None, hidden: str, isolation: str) -> None:
    """Write the zip file of one assignment.

    Args:
        pack: The assignment.
        out: The zip file.
        rubric: The name or path of another of its rubrics.
        hidden: The visibility of hidden checks, in Gradescope's terms.
        isolation: `require` if enforced isolation is required there, else `auto`.

    Raises:
        UsageError: There is no such rubric.
        MachineError: The file can't be written, or the grader was not installed by pip.
    """
    chosen = pack.rubric(rubric)
    settings = {
        "assignment": pack.assignment.id,
        "rubric": rubric and ("rubric.json" if Path(rubric).is_file() else rubric),
        "max_score": max(pack.max_scores(chosen)),
        "hidden": hidden,
        "isolation": isolation,
    }
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in _contents(pack, rubric):
                _add(archive, name, data)
            _add(archive, SETTINGS, (json.dumps(settings, indent=2) + "\n").encode())
            _add(archive, "requirements.txt", _requirements(pack.assignment.runtime, chosen).encode())
    except OSError as error:
        raise MachineError(f"{out}: can't be written: {error.strerror}") from error


def _contents(pack: Pack, rubric: str | None) -> Iterator[tuple[str, bytes]]:
    for script in _SCRIPTS:
        yield script, files(__package__).joinpath("files", script).read_bytes()
    name = pack.assignment.id
    yield from _tree(PACKAGE, PACKAGE.parent)
    for folder in ("assignments", "reference"):
        yield from _tree(pack.root / folder / name, pack.root)
    for path in sorted((pack.root / "rubrics").glob(f"{name}.*json")):
        yield path.relative_to(pack.root).as_posix(), path.read_bytes()
    if rubric and Path(rubric).is_file():
        yield "rubric.json", Path(rubric).read_bytes()


def _tree(folder: Path, root: Path) -> Iterator[tuple[str, bytes]]:
    for path in files_below(folder):
        yield path.relative_to(root).as_posix(), path.read_bytes()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.external_attr = _SCRIPT if name in _SCRIPTS else _FILE
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _requirements(runtime: str, rubric: Rubric) -> str:
    """Return the packages to install; TensorFlow, by far the largest, only for assignments that need it."""
    needed = requirements()
    if any(criterion.test for criteria in rubric.functions.values() for criterion in criteria):
        needed.append(Requirement("pytest>=8.0"))
    if runtime == "numpy":
        needed = [each for each in needed if each.name.lower() not in _ONLY_FOR_KERAS]
    return "".join(f"{each}\n" for each in needed)
