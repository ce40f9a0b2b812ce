"""The wheel for students: what it contains, what it lacks, and that `check` works from it."""

from __future__ import annotations

import ast
import errno
import json
import re
import subprocess
import sys
import sysconfig
import zipfile
from email import message_from_bytes
from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement

from grader.authoring.build import solutions
from grader.authoring.student_wheel import (
    FILES,
    FOLDERS,
    INSTALL_CELL,
    install_line,
    needed_by,
    with_line,
    write_for_students,
)
from grader.errors import MachineError, PackError
from grader.extract.submission import read
from grader.packs import Library
from tests.conftest import STEP_BY_STEP
from tests.small import write_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.authoring.student_wheel import ForStudents
    from grader.packs import Pack

GIVEN = {"cache=(A_prev,W,b,hparameters)"}  # the task says what belongs into the cache
SHORTEST = 24  # characters without spaces of a statement that gives something away
# Loads what lies in `site`, and of other packages only those whose modules are named.
LOADER = """
import sys
sys.path[:0] = {site!r},
class Only:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in {allowed!r} and top not in sys.stdlib_module_names and top != "grader":
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Only())
sys.path.append({packages!r})
"""
CHECKED = """
import numpy as np
from grader import check
def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (2 * pad, 0), (pad, pad), (0, 0)))
def conv_single_step(a, W, b):
    return np.sum(a * W) + float(b)
def distribute_value(dz, shape):
    raise ValueError(shape)
shown = check()
assert "<svg" in shown._repr_html_()
print([(finding.name, finding.status) for finding in shown.findings][:3])
"""


@pytest.fixture(scope="module")
def written(library: Library, tmp_path_factory: pytest.TempPathFactory) -> ForStudents:
    """The wheel of every assignment, and their starters."""
    return write_for_students(library.packs.values(), tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def numpy_wheel(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of one assignment that needs no TensorFlow."""
    return write_for_students([library.get(STEP_BY_STEP)], tmp_path_factory.mktemp("dist")).wheel


@pytest.fixture(scope="module")
def contents(written: ForStudents) -> dict[str, bytes]:
    """The files of the wheel by name, those of assignments by the name in `assignments/`."""
    archive = zipfile.ZipFile(written.wheel)
    return {name.split("/share/cnn-grade/")[-1]: archive.read(name) for name in archive.namelist()}


def statements(pack: Pack) -> Iterator[str]:
    """Yield the long statements of an assignment's solutions, without spaces."""
    folder = pack.root / "reference" / pack.assignment.id
    files = [folder / "solution.py", folder / "examples.py", *folder.glob("generations/*.py")]
    files += folder.glob("variants/*.py")
    texts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    lesson = (folder / "lesson.py").read_text(encoding="utf-8")
    texts += [f"def solution():\n{indent(dedent(part), ' ')}" for part in solutions(lesson)]
    for text in texts:
        tree = ast.parse(text)
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            simple = (n for n in ast.walk(function) if isinstance(n, (ast.Assign, ast.Return, ast.AugAssign)))
            yield from (text for node in simple if len(text := squeezed(ast.unparse(node))) >= SHORTEST)


def squeezed(text: str) -> str:
    """Return a text without spaces, with one kind of quotes."""
    return re.sub(r"\s", "", text).replace('"', "'")


def texts(value: Any) -> Iterator[str]:
    """Yield the texts of a JSON document."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from texts(each)
    elif isinstance(value, list):
        joined = all(isinstance(each, str) for each in value)  # the lines of a cell
        yield from ["".join(value)] if joined else (text for each in value for text in texts(each))
    elif isinstance(value, str):
        yield value


def test_it_contains_what_is_listed_and_nothing_else(contents: dict[str, bytes]) -> None:
    """Of the repository, `grader/` and some files of `assignments/`."""
    others = {name for name in contents if ".dist-info/" not in name and not name.startswith("grader/")}
    inside = {name.split("/", 2)[2] for name in others if name.startswith("assignments/")}
    assert {name for name in others if not name.startswith("assignments/")} == set()
    assert {name for name in inside if name not in FILES and name.split("/")[0] not in FOLDERS} == set()


def test_what_only_instructors_run_is_left_out(contents: dict[str, bytes]) -> None:
    """No commands either."""
    rooms = {name.split("/")[1] for name in contents if name.startswith("grader/")}
    assert rooms & {"cli", "batch", "authoring", "hosts", "full_run", "pipeline.py"} == set()
    assert [name for name in contents if name.endswith("entry_points.txt")] == []


def test_no_statement_of_a_solution_is_in_any_file(contents: dict[str, bytes], library: Library) -> None:
    """Apart from the lines that the starters and the course's own modules give to students."""
    everything = squeezed("\n".join(_text(name, data) for name, data in contents.items()))
    told = []
    for pack in library.packs.values():
        starter = squeezed(read(pack.assignment.folder / "starter.ipynb").text)
        told += [text for text in statements(pack) if text in everything and text not in starter]
    assert set(told) - GIVEN == set()


def _text(name: str, data: bytes) -> str:
    if name.endswith(".npy"):
        return ""
    text = data.decode()
    return "\n".join(texts(json.loads(text))) if name.endswith((".json", ".ipynb")) else text


def test_a_solution_would_be_found(library: Library) -> None:
    """The sample, which is left out, has statements of one."""
    pack = library.get(STEP_BY_STEP)
    sample = squeezed(read(pack.assignment.folder / "sample.ipynb").text)
    assert any(text in sample for text in statements(pack))


def test_expected_values_are_those_of_published_cases(contents: dict[str, bytes], library: Library) -> None:
    """Hidden cases leave no trace."""
    for name in library.packs:
        published = json.loads(contents[f"assignments/{name}/published.json"])["cases"]
        expected = json.loads(contents[f"assignments/{name}/expected.json"])
        known = {case["id"] for case in published}
        found = {entry["case"] for key in ("answers", "arrays") for entry in expected[key]}
        found |= {case for entry in expected.get("misconceptions", ()) for case in entry["results"]}
        assert found - known == set()
        checks = [check for function in expected["functions"].values() for check in function["checks"]]
        assert {check.get("visibility", "public") for check in checks} == {"public"}


def test_tensorflow_is_required_only_where_an_assignment_needs_it(library: Library) -> None:
    """Packages of the starters are required too."""
    numpy = {each.name for each in needed_by([library.get(STEP_BY_STEP)])}
    assert numpy == {"jinja2", "markupsafe", "matplotlib", "numpy", "orjson"}
    assert "tensorflow" in {each.name for each in needed_by([library.get("convolution-application")])}


def test_check_works_with_what_is_required(numpy_wheel: Path, tmp_path: Path) -> None:
    """Installed by pip, with no other module of this environment to import."""
    archive = zipfile.ZipFile(numpy_wheel)
    metadata = message_from_bytes(archive.read(next(n for n in archive.namelist() if n.endswith("METADATA"))))
    required = {Requirement(line).name for line in metadata.get_all("Requires-Dist")}
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, tmp_path / "site", numpy_wheel], check=True, capture_output=True)
    needs_itself = {"PIL", "pyparsing", "cycler", "dateutil", "six", "kiwisolver", "packaging", "contourpy"}
    loader = LOADER.format(
        site=str(tmp_path / "site"),
        allowed=required | {"mpl_toolkits"} | needs_itself,  # of matplotlib
        packages=sysconfig.get_path("platlib"),
    )
    command = [sys.executable, "-I", "-S", "-c", loader + CHECKED]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert result.stderr == ""
    found = [("zero_pad", "failed"), ("conv_single_step", "passed"), ("conv_forward", "missing")]
    assert result.stdout == f"{found}\n"


def test_starters_begin_with_the_line(written: ForStudents, library: Library) -> None:
    """In the first cell of code; the others are the starter's."""
    assert [path.stem for path in written.starters] == list(library.packs)
    for path in written.starters:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert code[0]["id"] == INSTALL_CELL
        assert code[0]["source"][-1] == written.line == f"%pip install -q {written.wheel.name}"
        starter = json.loads((library.get(path.stem).assignment.folder / "starter.ipynb").read_text("utf-8"))
        assert [cell for cell in cells if cell["id"] != INSTALL_CELL] == starter["cells"]


def test_a_notebook_without_code_gets_the_line_at_the_end() -> None:
    """Rather than none."""
    notebook = with_line('{"cells": [{"cell_type": "markdown"}]}', "%pip install x")
    assert [cell["cell_type"] for cell in json.loads(notebook)["cells"]] == ["markdown", "code"]


def test_an_address_is_quoted() -> None:
    """Some servers take a plus sign for a space."""
    line = install_line("a-1+b-py3-none-any.whl", "https://example.org/wheels/")
    assert line == "%pip install -q https://example.org/wheels/a-1%2Bb-py3-none-any.whl"


def test_the_version_changes_with_the_contents(
    numpy_wheel: Path, written: ForStudents, library: Library, tmp_path: Path
) -> None:
    """Else pip would keep the old one; the same contents make the same bytes."""
    again = write_for_students([library.get(STEP_BY_STEP)], tmp_path).wheel
    assert (again.name, again.read_bytes()) == (numpy_wheel.name, numpy_wheel.read_bytes())
    assert again.name != written.wheel.name


def test_a_full_disk_leaves_no_wheel(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part of one could be handed out."""

    def build(_: object, directory: str, **__: object) -> None:
        Path(directory, "a.whl").write_bytes(b"PK")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("hatchling.builders.wheel.WheelBuilder.build", build)
    with pytest.raises(MachineError, match="No space left"):
        write_for_students([library.get(STEP_BY_STEP)], tmp_path / "dist")
    assert list((tmp_path / "dist").iterdir()) == []


def test_what_is_not_published_cannot_be_checked(tmp_path: Path) -> None:
    """The error names the command."""
    write_pack(tmp_path)
    with pytest.raises(PackError, match="grader publish doubling"):
        write_for_students([Library([tmp_path]).get("doubling")], tmp_path / "dist")
