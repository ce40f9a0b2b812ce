"""The autograder's zip file: the grader, one assignment, and the two scripts that Gradescope runs."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from importlib.metadata import requires
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import MachineError
from grader.support.decimals import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.packs import Pack, Rubric

SETTINGS = "autograder.json"
_DISTRIBUTION = "cnn-grade"
_PACKAGE = Path(__file__).resolve().parents[2]
_SCRIPTS = ("setup.sh", "run_autograder")
_ONLY_FOR_KERAS = {"tensorflow", "tf_keras", "tf-keras", "keras"}
_NAME = re.compile(r"[\w.-]+")
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
        "max_score": shown(chosen.max_score),
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
    yield from _tree(_PACKAGE, _PACKAGE.parent)
    for folder in ("assignments", "reference"):
        yield from _tree(pack.root / folder / name, pack.root)
    for path in sorted((pack.root / "rubrics").glob(f"{name}.*json")):
        yield path.relative_to(pack.root).as_posix(), path.read_bytes()
    if rubric and Path(rubric).is_file():
        yield "rubric.json", Path(rubric).read_bytes()


def _tree(folder: Path, root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.external_attr = _SCRIPT if name in _SCRIPTS else _FILE
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _requirements(runtime: str, rubric: Rubric) -> str:
    """Return the packages to install; TensorFlow, by far the largest, only for assignments that need it."""
    needed = _dependencies()
    if any(criterion.test for criteria in rubric.functions.values() for criterion in criteria):
        needed.append("pytest>=8.0")
    if runtime == "numpy":
        needed = [line for line in needed if _name(line) not in _ONLY_FOR_KERAS]
    return "".join(f"{line}\n" for line in needed)


def _dependencies() -> list[str]:
    """Return the grader's requirements; those of a checkout are newer than the installed metadata."""
    checkout = _PACKAGE.parent / "pyproject.toml"
    if checkout.is_file():
        project = tomllib.loads(checkout.read_text(encoding="utf-8"))["project"]
        return list(project["dependencies"])
    try:
        return [line for line in requires(_DISTRIBUTION) or [] if "extra ==" not in line]
    except ImportError as error:
        raise MachineError(f"{_DISTRIBUTION} is not installed, so its requirements are unknown") from error


def _name(requirement: str) -> str:
    match = _NAME.match(requirement)
    return match.group().lower() if match else ""
