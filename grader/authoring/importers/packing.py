"""Writes the pack of a course's notebook: what could be taken over of it."""

from __future__ import annotations

import ast
import io
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.authoring.importers.recipes import NoRecipeError, python, recipe
from grader.extract import CellSpec, extract
from grader.extract.submission import Cell, Submission
from grader.packs.model import VARIABLES
from grader.support.atomic_files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from grader.authoring.importers.binding import BoundTest
    from grader.authoring.importers.calls import Observed
    from grader.authoring.importers.source import CourseNotebook

TESTS = "test_course.py"
TOLERANCES = {"float64": {"rtol": 1e-5, "atol": 1e-8}, "float32": {"rtol": 1e-4, "atol": 1e-4}}
_CASES = '''"""The hidden cases: the calls that hidden tests of the course make."""

from pathlib import Path

import numpy as np
from grader.packs import Call

HERE = Path(__file__).parent


def cases(random):
    """Yield the hidden cases, the same for every seed."""
'''


@dataclass(frozen=True)
class ImportedTest:
    """A test that is taken over, with its cases."""

    bound: BoundTest
    observed: tuple[Observed, ...]


@dataclass
class _Writer:
    """The files of one pack."""

    notebook: CourseNotebook
    root: Path
    published: list[dict[str, Any]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.root / "assignments" / self.notebook.id

    @property
    def reference(self) -> Path:
        return self.root / "reference" / self.notebook.id

    def write(self, path: Path, text: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
        return path

    def saver(self, folder: Path, stem: str) -> Callable[[np.ndarray], str]:
        """Return what stores arrays in a folder, under names with a stem."""
        inputs = folder / "inputs"
        numbers = iter(range(1, 10_000))

        def save(array: np.ndarray) -> str:
            inputs.mkdir(parents=True, exist_ok=True)
            path = inputs / f"{stem}_{next(numbers)}.npy"
            content = io.BytesIO()
            np.save(content, array, allow_pickle=False)
            path.write_bytes(content.getvalue())
            return path.relative_to(folder).as_posix()

        return save

    def case(self, imported: ImportedTest, observed: Observed, variables: tuple[str, ...]) -> None:
        """Write a case: a public one, unless its test is hidden or no recipe describes it."""
        case, bound = observed.case, imported.bound
        stem = case.id.replace(".", "_").replace("#", "_")
        if not bound.test.hidden or bound.variables:
            save = self.saver(self.folder, stem)
            entry: dict[str, Any] = {"id": case.id, "function": case.function, "group": case.group}
            try:
                entry["args"] = [recipe(value, save) for value in case.args]
                entry |= (
                    {"kwargs": {n: recipe(v, save) for n, v in case.kwargs.items()}} if case.kwargs else {}
                )
            except NoRecipeError:
                pass
            else:
                self.published.append(entry | ({"probe": {VARIABLES: list(variables)}} if variables else {}))
                return
        save = self.saver(self.reference, stem)
        args, kwargs = python(tuple(case.args), save), python(dict(case.kwargs), save)
        self.hidden.append(f"    yield Call({case.function!r}, {case.group!r}, {args}, {kwargs})")


def write_pack(notebook: CourseNotebook, imported: Sequence[ImportedTest], root: Path) -> list[Path]:
    """Write the pack of a notebook with what is taken over; return its rubric and its tests.

    Raises:
        MachineError: A file can't be written.
    """
    writer = _Writer(notebook, root)
    done: set[str] = set()
    for each in imported:
        for observed in each.observed:
            if observed.case.id not in done:
                done.add(observed.case.id)
                writer.case(each, observed, _all_variables(imported, each.bound.subject))
    hidden = "\n".join(writer.hidden) or "    return iter(())"
    writer.write(writer.folder / "assignment.json", _json(_assignment(notebook, imported)))
    writer.write(
        writer.folder / "published.json", _json({"schema_version": "1.0", "cases": writer.published})
    )
    writer.write(writer.folder / "starter.ipynb", _notebook(notebook.starter))
    writer.write(writer.reference / "solution.py", solution_of(notebook))
    writer.write(writer.reference / "cases.py", f"{_CASES}{hidden}\n")
    tests = writer.write(writer.reference / TESTS, tests_of(notebook, [each.bound for each in imported]))
    rubric = writer.write(root / "rubrics" / f"{notebook.id}.json", _json(_rubric(imported)))
    return [rubric, tests]


def tests_of(notebook: CourseNotebook, bound: Iterable[BoundTest]) -> str:
    """Return a file of tests for pytest."""
    tests = list(bound)
    imports = dict.fromkeys(ast.unparse(node) for test in tests for node in test.imports)
    said = ast.unparse(
        ast.Module([ast.Expr(ast.Constant(f"The tests of {notebook.title}, as imported."))], [])
    )
    head = f"{said}\n\n" + "".join(f"{line}\n" for line in imports)
    return head + "".join(f"\n\n{test.function()}\n" for test in tests)


def solution_of(notebook: CourseNotebook) -> str:
    """Return the solved notebook as a script with cells."""
    return "\n".join(f"# %%\n{part.source.strip()}\n" for part in notebook.parts)


def _assignment(notebook: CourseNotebook, imported: Sequence[ImportedTest]) -> dict[str, Any]:
    specs = {
        k.bound.subject: CellSpec(_all_variables(imported, k.bound.subject), ())
        for k in imported
        if k.bound.variables
    }
    names = _in_order(notebook, imported)
    cells = tuple(Cell(number, part.source) for number, part in enumerate(notebook.parts))
    program = extract(Submission(notebook.id, "", cells), names, cells=specs)
    entries: list[dict[str, Any]] = []
    for position, name in enumerate(names):
        uses = program.definitions[name].uses if name in program.definitions else frozenset()
        helpers = [earlier for earlier in names[:position] if earlier in uses and earlier not in specs]
        entry: dict[str, Any] = {"name": name}
        entry |= {"helpers": helpers} if helpers else {}
        entries.append(entry | ({"variables": list(specs[name].variables)} if name in specs else {}))
    return {
        "schema_version": "1.0",
        "id": notebook.id,
        "title": notebook.title,
        "runtime": "numpy",
        "functions": entries,
        "generations": [{"id": "imported", "title": "as imported", **_marks(notebook.title, names, specs)}],
    }


def _marks(title: str, names: Sequence[str], specs: Collection[str]) -> dict[str, Any]:
    """Return by what a notebook is recognised in which no graded function is: the words of its title."""
    words = re.findall(r"\w+", title)
    if not words or any(name not in specs for name in names):
        return {}
    return {"functions": list(names), "marks": [r"\W+".join(words)]}


def _all_variables(imported: Sequence[ImportedTest], subject: str) -> tuple[str, ...]:
    return tuple(sorted({v for k in imported if k.bound.subject == subject for v in k.bound.variables}))


def _in_order(notebook: CourseNotebook, imported: Sequence[ImportedTest]) -> list[str]:
    """Return the graded names in the order in which the notebook defines them."""
    subjects = dict.fromkeys(k.bound.subject for k in imported)
    names = {s: next(k.bound.variables for k in imported if k.bound.subject == s) or (s,) for s in subjects}

    def place(subject: str) -> int:
        cells = (
            n
            for n, part in enumerate(notebook.parts)
            for name in names[subject]
            if _defines(part.source, name)
        )
        return min(cells, default=len(notebook.parts))

    return sorted(subjects, key=place)


def _defines(source: str, name: str) -> bool:
    starts = (f"def {name}(", f"def {name} (", f"{name} =", f"{name}=")
    return any(line.lstrip().startswith(starts) for line in source.splitlines())


def _rubric(imported: Sequence[ImportedTest]) -> dict[str, Any]:
    functions: dict[str, list[dict[str, Any]]] = {}
    for each in imported:
        test = each.bound.test
        groups = dict.fromkeys(observed.case.group for observed in each.observed)
        functions.setdefault(each.bound.subject, []).append(
            {
                "id": f"{each.bound.subject}.{each.bound.aspect}",
                "kind": "pytest",
                "points": float(test.points),
                "visibility": "hidden" if test.hidden else "public",
                "cases": list(groups),
                "test": f"{TESTS}::{each.bound.name}",
            }
        )
    return {
        "schema_version": "1.0",
        "name": "default",
        "pass_mark": 50,
        "seed": 1,
        "tolerances": TOLERANCES,
        "functions": functions,
    }


def _json(content: Any) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _notebook(notebook: Any) -> str:
    import nbformat

    library: Any = nbformat
    return f"{library.writes(notebook)}\n"
