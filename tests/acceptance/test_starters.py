"""The starters: made from their lessons, empty of solutions, and fit to set in a course."""

from __future__ import annotations

import asyncio
import json
import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from grader.authoring.build import build, solutions
from grader.extract.submission import read
from grader.options import Options
from grader.pipeline import Grader
from tests.conftest import ROOT, STEP_BY_STEP, VARIANTS
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Library, Pack
    from grader.report.model import Report
    from grader.sandbox.machine import Machine

ASSIGNMENTS = ROOT / "assignments"
IDS = (
    "convolution-step-by-step",
    "convolution-application",
    "residual-networks",
    "transfer-mobilenet",
    "cats-vs-dogs",
    "cats-vs-dogs-augmentation",
    "horses-vs-humans-transfer",
    "sign-language-multiclass",
    "depthwise-separable",
)
LARGE = {"residual-networks", "transfer-mobilenet", "horses-vs-humans-transfer"}  # take seconds to grade
GRADED = [pytest.param(id_, marks=[pytest.mark.thorough] if id_ in LARGE else []) for id_ in IDS]
NOWHERE = "http://127.0.0.1:9"  # a proxy that is not there
PATIENCE_SECONDS = 300  # until a broken test fails; nothing waits for it


@pytest.fixture(scope="module", params=IDS)
def pack(request: pytest.FixtureRequest, library: Library) -> Pack:
    """Return each assignment's pack."""
    return library.get(request.param)


@pytest.fixture(scope="module")
def starter(pack: Pack) -> Path:
    """Where the starter is kept."""
    return pack.assignment.folder / "starter.ipynb"


@pytest.fixture(scope="module")
def cells(starter: Path) -> list[dict[str, Any]]:
    """The cells of the starter."""
    return list(json.loads(starter.read_text(encoding="utf-8"))["cells"])


def graded(pack: Pack, machine: Machine, library: Library, path: Path) -> Report:
    """Grade a notebook as an assignment's."""
    return Grader(library, machine, Options(assignment=pack.assignment.id)).grade(path)


def squeezed(text: str) -> str:
    """Return a text without its spaces."""
    return re.sub(r"\s+", "", text)


@cache
def given_to_students() -> frozenset[str]:
    """Return the lines of all that students may have, without spaces; a notebook's cells as they read.

    But for the samples: they are a student's own work, with mistakes, for trying `grade` out.
    """
    texts = []
    for path in sorted(ASSIGNMENTS.rglob("*")):
        if path.suffix == ".ipynb" and path.name != "sample.ipynb":
            content = json.loads(path.read_text(encoding="utf-8"))
            texts += ["".join(cell["source"]) for cell in content["cells"]]
        elif path.suffix in {".json", ".py", ".md"}:
            texts.append(path.read_text(encoding="utf-8"))
    return frozenset(squeezed(line) for text in texts for line in text.splitlines())


class TestBuild:
    """Starter and solution come from one source."""

    def test_the_starter_is_what_the_lesson_makes(self, pack: Pack, starter: Path) -> None:
        """Byte for byte: after changing a lesson, run `grader build` again."""
        assert starter.read_text(encoding="utf-8") == build(pack).starter

    @pytest.mark.parametrize("pack", GRADED, indirect=True)
    def test_the_starter_scores_0(
        self, pack: Pack, machine: Machine, library: Library, starter: Path
    ) -> None:
        """Every function is missing; it is of the newest edition."""
        report = graded(pack, machine, library, starter)
        assert report.assignment is not None
        assert (report.score, {function.status for function in report.functions}) == (0.0, {"missing"})
        assert report.assignment.generation == newest(pack)

    @pytest.mark.parametrize("pack", GRADED, indirect=True)
    def test_the_solution_scores_100(
        self, pack: Pack, machine: Machine, library: Library, tmp_path: Path
    ) -> None:
        """In the same edition."""
        _, solution = write_beside(pack, tmp_path)
        report = graded(pack, machine, library, solution)
        assert report.assignment is not None
        assert [(f.name, f.status) for f in report.functions if f.status != "passed"] == []
        assert (report.score, report.assignment.generation) == (100.0, newest(pack))

    def test_nothing_of_the_solution_is_with_students(self, pack: Pack) -> None:
        """No line that says anything is in the starter, or anywhere else in `assignments/`."""
        lesson = (pack.reference.folder / "lesson.py").read_text(encoding="utf-8")
        lines = [line for part in solutions(lesson) for line in part.splitlines() if says_something(line)]
        assert lines
        assert [line for line in lines if squeezed(line) in given_to_students()] == []


def newest(pack: Pack) -> str:
    """Return the newest edition: editions are called by years."""
    return max(edition.id for edition in pack.assignment.editions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`[pad:-pad]` is empty for pad 0", ({"conv_backward": "error"}, 0)),
        ("of the course", ({}, 1)),
    ],
)
def test_pad_0_is_demanded_where_the_starter_warns_of_it(
    machine: Machine, library: Library, tmp_path: Path, text: str, expected: tuple[dict[str, str], int]
) -> None:
    """The course's own solution can't do it: there it is a remark."""
    solution = (VARIANTS / "standard.py").read_text(encoding="utf-8")
    path = write_notebook(tmp_path / "a.ipynb", solution, markdown=text)
    report = graded(library.get(STEP_BY_STEP), machine, library, path)
    wrong = {function.name: function.status for function in report.functions if function.status != "passed"}
    assert (wrong, sum("with pad 0" in note.message for note in report.diagnostics)) == expected


def says_something(line: str) -> bool:
    """Tell whether a line is more than brackets or a word."""
    return len(re.findall(r"\w+", line)) > 1


def write_beside(pack: Pack, folder: Path) -> tuple[Path, Path]:
    """Write starter and solution into a folder."""
    notebooks = build(pack)
    paths = folder / "starter.ipynb", folder / "solution.ipynb"
    paths[0].write_text(notebooks.starter, encoding="utf-8")
    paths[1].write_text(notebooks.solution, encoding="utf-8")
    return paths


class TestFormat:
    """What Jupyter and nbgrader ask for."""

    def test_nbformat_finds_nothing(self, starter: Path) -> None:
        """Not even a warning."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            content: Any = json.loads(starter.read_text(encoding="utf-8"))
            validate: Any = nbformat.validate
            validate(content)

    def test_nothing_has_been_run(self, cells: list[dict[str, Any]]) -> None:
        """Outputs would be somebody else's."""
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert {(len(cell["outputs"]), cell["execution_count"]) for cell in code} == {(0, None)}

    def test_every_graded_name_has_its_cell(self, pack: Pack, cells: list[dict[str, Any]]) -> None:
        """Tagged, and worth what the rubric says."""
        edition = pack.edition_of(read(pack.assignment.folder / "starter.ipynb"))
        rubric = pack.rubric().of(pack.in_edition(edition).assignment, edition.id)
        assert {
            cell["id"]: cell["metadata"]["nbgrader"]["points"]
            for cell in cells
            if "graded" in cell["metadata"].get("tags", ())
        } == {name: rubric.points(name) for name in pack.assignment.names}
        assert rubric.max_score == 100

    def test_every_graded_name_has_its_check(self, pack: Pack, cells: list[dict[str, Any]]) -> None:
        """Behind its cell; and there is one of everything."""
        order = [cell["id"] for cell in cells]
        for name in pack.assignment.names:
            assert order.index(f"check-{name}") > order.index(name)
        assert order[-1] == "check-all"

    def test_every_function_states_shapes_and_types(self, pack: Pack, cells: list[dict[str, Any]]) -> None:
        """In its docstring."""
        sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
        functions = [name for name in pack.assignment.names if name not in pack.assignment.cells]
        for name in functions:
            assert "Returns:" in sources[name]
            assert re.search(r"shape|a number|single float", sources[name])
            assert re.search(r"float|bool", sources[name])


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Cut notebooks off: no network, no weights from earlier, an empty folder."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, NOWHERE)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def outputs_of(path: Path, folder: Path) -> dict[str, str]:
    """Run a notebook from top to bottom in a kernel, and return what each cell printed or showed.

    A cell that raises ends it with an exception.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the kernel's own libraries
        from nbclient import NotebookClient

        read: Any = nbformat.read
        notebook = read(path, as_version=4)
        patience = dict.fromkeys(("timeout", "startup_timeout", "iopub_timeout"), PATIENCE_SECONDS)
        client = NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}, **patience)
        asyncio.run(client.async_execute())
    return {
        cell.id: "".join(
            output.get("text", "") or str(output.get("data", "")) for output in cell.get("outputs", ())
        )
        for cell in notebook.cells
    }


# A kernel takes long to import TensorFlow and to run a large network.
IN_A_KERNEL = [
    pytest.param(IDS[0]),
    pytest.param(IDS[1], marks=pytest.mark.thorough),
    *(pytest.param(id_, marks=pytest.mark.long) for id_ in IDS[2:]),
]


@pytest.mark.parametrize("pack", IN_A_KERNEL, indirect=True)
class TestRuns:
    """From top to bottom, in a real kernel, without data or network."""

    def test_the_starter_runs(self, pack: Pack, offline: Path, tmp_path: Path) -> None:
        """What needs a function says that it is not there yet."""
        path, _ = write_beside(pack, tmp_path)
        printed = "\n".join(outputs_of(path, offline).values())
        assert printed.count("Not yet") >= len(pack.assignment.names)
        assert not list(offline.iterdir())

    def test_the_solution_runs(self, pack: Pack, offline: Path, tmp_path: Path) -> None:
        """And nothing is left to do."""
        _, path = write_beside(pack, tmp_path)
        assert "Not yet" not in "\n".join(outputs_of(path, offline).values())
