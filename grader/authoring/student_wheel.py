"""The wheel that students install: `check`, and of some assignments what students may have.

Hatchling builds it from a folder with copies of the files: nothing is left out by a rule of exclusion that a
new file could slip through, except modules of the grader, and no network is needed.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from packaging.utils import canonicalize_name

from grader._version import __version__
from grader.errors import MachineError
from grader.packs.expected import FILE_NAME, load_expected
from grader.packs.files import digest_of
from grader.support.atomic_files import write_atomically
from grader.support.distribution import NAME, PACKAGE, files_below, licence, requirements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from packaging.requirements import Requirement

    from grader.packs import Pack

# Of an assignment's folder; sample.ipynb, a submission with right functions, is not for students.
FILES = ("assignment.json", "published.json", FILE_NAME, "starter.ipynb")
FOLDERS = ("inputs", "stubs")
# What only instructors run.
LEFT_OUT = frozenset({"authoring", "batch", "cli", "doctor", "full_run", "hosts", "pipeline.py"})
NEEDED = frozenset({"jinja2", "markupsafe", "numpy", "orjson"})  # by check and its cards
RUNTIMES = {"keras": frozenset({"tensorflow"})}
_IMPORT = re.compile(r"^\s*(?:import|from)\s+(\w+)", re.MULTILINE)
_DIGITS = slice(7, 15)  # of `sha256:…`, in the version
INSTALL_CELL = "install"


@dataclass(frozen=True)
class ForStudents:
    """What was written for students.

    Attributes:
        wheel: The wheel.
        starters: The notebooks of its assignments, with the line that installs it.
        line: That line.
    """

    wheel: Path
    starters: tuple[Path, ...]
    line: str


def write_for_students(packs: Iterable[Pack], out: Path, address: str | None = None) -> ForStudents:
    """Write the wheel of some assignments, and their starters with the line that installs it.

    Args:
        packs: The assignments.
        out: The folder to write to.
        address: Where students find the wheel: the address of its folder; by default beside the notebook.

    Raises:
        PackError: The file that `grader publish` writes is missing or does not match its schema.
        MachineError: A file can't be written, or the grader was not installed by pip.
    """
    packs = tuple(packs)
    for pack in packs:
        load_expected(pack.assignment.folder)
    try:
        with tempfile.TemporaryDirectory(prefix="grade-wheel-") as name:
            wheel = _built(_staged(packs, Path(name)), out)
    except OSError as error:
        raise MachineError(f"{out}: the wheel can't be written: {error.strerror}") from error
    line = install_line(wheel.name, address)
    starters = []
    for pack in packs:
        starter = pack.assignment.folder / "starter.ipynb"
        if starter.is_file():
            starters.append(out / f"{pack.assignment.id}.ipynb")
            write_atomically(starters[-1], with_line(starter.read_text(encoding="utf-8"), line))
    return ForStudents(wheel, tuple(starters), line)


def install_line(wheel: str, address: str | None) -> str:
    """Return the line that installs a wheel in a notebook, from beside it or from an address."""
    source = wheel if address is None else f"{address.rstrip('/')}/{quote(wheel)}"
    return f"%pip install -q {source}"


def with_line(notebook: str, line: str) -> str:
    """Return a notebook with a cell that runs the line, before the first cell of code."""
    content = json.loads(notebook)
    cells = content["cells"]
    first = next((n for n, cell in enumerate(cells) if cell["cell_type"] == "code"), len(cells))
    text = f"# Installs `check`. If `grader` was imported before, restart the kernel afterwards.\n{line}"
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "id": INSTALL_CELL,
        "metadata": {},
        "outputs": [],
    }
    cells.insert(first, {**cell, "source": text.splitlines(keepends=True)})
    return f"{json.dumps(content, indent=1, ensure_ascii=False)}\n"


def needed_by(packs: Iterable[Pack]) -> list[Requirement]:
    """Return what `check` needs for some assignments, and what their starters import."""
    wanted = set(NEEDED)
    imported: set[str] = set()
    for pack in packs:
        wanted |= RUNTIMES.get(pack.assignment.runtime, frozenset())
        imported |= set(_IMPORT.findall(_code(pack.assignment.folder / "starter.ipynb")))
    provided = packages_distributions()
    for module in imported - sys.stdlib_module_names:
        wanted.update(canonicalize_name(name) for name in provided.get(module, ()))
    return [each for each in requirements() if canonicalize_name(each.name) in wanted]


def _code(notebook: Path) -> str:
    if not notebook.is_file():
        return ""
    cells: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def _staged(packs: tuple[Pack, ...], root: Path) -> Path:
    """Copy what belongs into the wheel to a folder, as a project for Hatchling."""
    for source, name in _files(packs):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, root / name)
    needed = [str(each) for each in needed_by(packs)]
    (root / "LICENSE").write_text(licence(), encoding="utf-8")
    (root / "README.md").write_text(_readme(packs), encoding="utf-8")
    project = root / "pyproject.toml"
    project.write_text(_project(__version__, needed), encoding="utf-8")
    version = f"{__version__}+student{digest_of(files_below(root), root)[_DIGITS]}"
    project.write_text(_project(version, needed), encoding="utf-8")
    return root


def _files(packs: Iterable[Pack]) -> Iterator[tuple[Path, Path]]:
    """Yield the files of the wheel, each with its name in the project."""
    for path in files_below(PACKAGE):
        if path.relative_to(PACKAGE).parts[0] not in LEFT_OUT:
            yield path, path.relative_to(PACKAGE.parent)
    for pack in packs:
        folder = pack.assignment.folder
        inside = [path for name in FOLDERS for path in files_below(folder / name)]
        for path in [folder / name for name in FILES if (folder / name).is_file()] + inside:
            yield path, Path("assignments") / pack.assignment.id / path.relative_to(folder)


def _readme(packs: Iterable[Pack]) -> str:
    titles = "\n".join(f"- {pack.assignment.title}" for pack in packs)
    return (
        "Checks functions in a notebook, for students:\n\n"
        f"    from grader import check\n\n    check()\n\nAssignments:\n\n{titles}\n"
    )


def _project(version: str, needed: list[str]) -> str:
    """Return the project's configuration; JSON's strings and lists are also TOML's."""
    return f"""\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = {json.dumps(NAME)}
version = {json.dumps(version)}
description = "Checks the functions of a course's notebooks, for students."
readme = "README.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = ">=3.11"
dependencies = {json.dumps(needed)}

[tool.hatch.build]
ignore-vcs = true

[tool.hatch.build.targets.wheel]
packages = ["grader"]
core-metadata-version = "2.4"

[tool.hatch.build.targets.wheel.shared-data]
assignments = "share/cnn-grade/assignments"
"""


def _built(project: Path, out: Path) -> Path:
    """Build the wheel in a folder beside its final path, and rename it: a full disk leaves nothing."""
    from hatchling.builders.wheel import WheelBuilder

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".grade-", dir=out, ignore_cleanup_errors=True) as beside:
        wheel = Path(next(iter(WheelBuilder(str(project)).build(directory=beside, versions=["standard"]))))
        return wheel.replace(out.absolute() / wheel.name)
