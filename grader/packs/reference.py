"""The folder that students do not get: solution, hidden cases, misconceptions.

The solution and the misconceptions are programs, extracted and run in a box like a student's.
Only `cases.py` is imported here; it generates arguments.
"""

from __future__ import annotations

import ast
import importlib.util
from functools import cached_property
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.errors import PackError
from grader.extract import Definition, Program, extract
from grader.extract.parsing import tree_of
from grader.extract.submission import Cell, Submission, digest, script_cells
from grader.packs.files import digest_of
from grader.packs.model import Case, Misconception
from grader.support.text import meant_by

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from grader.packs.model import Assignment


class Reference:
    """The reference of one assignment."""

    def __init__(self, folder: Path, assignment: Assignment) -> None:
        self.folder = folder
        self.assignment = assignment
        self._hidden: dict[int, tuple[Case, ...]] = {}  # shared by editions and kinds of boxes
        self._misconceptions: dict[object, tuple[Misconception, ...]] = {}  # shared by sets of hidden cases

    @cached_property
    def digest(self) -> str:
        """The digest of all its files; students, who do not have them, can't compute it."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return digest_of((path for path in files if "__pycache__" not in path.parts), self.folder)

    @cached_property
    def variants(self) -> tuple[str, ...]:
        """The names of stubs that have their own variant of the solution: `variants/<name>.py`."""
        return tuple(sorted(path.stem for path in self.folder.glob("variants/*.py")))

    def definitions(self, edition: str, variants: tuple[str, ...] = ()) -> Mapping[str, Definition]:
        """Return the solution of an edition, with what its own files and variants redefine.

        Raises:
            PackError: The solution lacks a graded function.
        """
        program = self._extract(self._program(edition, variants), self.assignment.names)
        for name, reason in program.missing.items():
            raise PackError(f"{name} {reason}", self.solution)
        return program.definitions

    @cached_property
    def solution(self) -> Path:
        """The file with the solution: `solution.py` or, if there is none, the lesson."""
        own = self.folder / "solution.py"
        return own if own.is_file() else self.folder / "lesson.py"

    def hidden_cases(self, seed: int) -> tuple[Case, ...]:
        """Return the hidden cases of a seed, the same for every version of NumPy.

        Raises:
            PackError: `cases.py` fails.
        """
        if seed not in self._hidden:
            self._hidden[seed] = self._make_hidden_cases(seed)
        return self._hidden[seed]

    def _make_hidden_cases(self, seed: int) -> tuple[Case, ...]:
        numbers: dict[str, int] = {}
        cases = []
        try:
            for call in self._cases_module.cases(np.random.RandomState(seed)):
                group = f"{call.function}.{call.group}"
                numbers[group] = numbers.get(group, 0) + 1
                case_id = f"{group}#{numbers[group]}"
                own = {"probe": call.probe, "editions": call.generations}
                cases.append(Case(case_id, call.function, call.group, call.args, call.kwargs, **own))
        except PackError:
            raise
        except Exception as error:
            path = self.folder / "cases.py"
            lines = [step.lineno for step in extract_tb(error.__traceback__) if step.filename == str(path)]
            where = f"{path}:{lines[-1]}" if lines else str(path)
            raise PackError(f"{type(error).__name__}: {error}", where) from error
        return tuple(cases)

    def misconceptions(self, edition: str, variants: tuple[str, ...] = ()) -> tuple[Misconception, ...]:
        """Return the known mistakes: the functions `<graded name>__<slug>` of `misconceptions.py`.

        Raises:
            PackError: It can't be read, is not valid Python, or has a function of another name.
        """
        if (edition, variants) not in self._misconceptions:
            self._misconceptions[edition, variants] = self._read_misconceptions(edition, variants)
        return self._misconceptions[edition, variants]

    def _read_misconceptions(self, edition: str, variants: tuple[str, ...]) -> tuple[Misconception, ...]:
        path = self._mistakes
        if not path.is_file():
            return ()
        try:
            tree = tree_of(path.read_text(encoding="utf-8"))
        except (OSError, SyntaxError, ValueError) as error:
            raise PackError(f"is not valid Python: {error}", path) from error
        advice = {
            node.name: ast.get_docstring(node) or ""
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and "__" in node.name
        }
        for name in advice:
            if (function := name.split("__")[0]) not in (names := self.assignment.all_names):
                meant = meant_by(function, names)
                question = f"; is {meant} meant?" if meant else ""
                raise PackError(f"{name}: {self.assignment.id} has no function {function}{question}", path)
        program = self._extract(self._program(edition, variants, path), list(advice))
        return tuple(
            Misconception(name.split("__")[0], name, " ".join(text.split()), program.definitions[name])
            for name, text in advice.items()
        )

    def examples(self, function: str) -> tuple[str, ...]:
        """Return right solutions of a function as `examples.py` has them: `<name>` and `<name>__<how>`."""
        tree, text = self._examples
        return tuple(
            ast.get_source_segment(text, node) or ""
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and node.name.split("__")[0] == function
        )

    def example_definitions(
        self, edition: str, variants: tuple[str, ...], function: str
    ) -> tuple[Definition, ...]:
        """Return the same as definitions that can be run.

        Raises:
            PackError: They are not valid Python.
        """
        defined = (node.name for node in self._examples[0].body if isinstance(node, ast.FunctionDef))
        names = [name for name in defined if name.split("__")[0] == function]
        if not names:
            return ()
        program = self._extract(self._program(edition, variants, self._examples_file), names)
        return tuple(program.definitions.values())

    @cached_property
    def _examples(self) -> tuple[ast.Module, str]:
        path = self._examples_file
        if not path.is_file():
            return ast.Module([], []), ""
        try:
            text = path.read_text(encoding="utf-8")
            return ast.parse(text), text
        except (OSError, SyntaxError, ValueError) as error:
            raise PackError(f"is not valid Python: {error}", path) from error

    def _extract(self, program: Submission, names: Collection[str]) -> Program:
        stubs = self.assignment.stubs
        return extract(program, names, stubs=stubs, cells=self.assignment.cells)

    def located(
        self, edition: str, variants: tuple[str, ...], origin: str, line: int
    ) -> tuple[Path, int] | None:
        """Return the file and line of a position in the reference's program; None if it is not in it."""
        positions = {
            f"<cell {number}>": (path, cell.line)
            for number, (path, cell) in enumerate(self._cells(edition, variants, self._mistakes))
        }
        path, first = positions.get(origin, (None, 0))
        return None if path is None or not line else (path, first + line - 1)

    @property
    def _examples_file(self) -> Path:
        return self.folder / "examples.py"

    @property
    def _mistakes(self) -> Path:
        return self.folder / "misconceptions.py"

    def _program(self, edition: str, variants: tuple[str, ...], *more: Path) -> Submission:
        pairs = self._cells(edition, variants, *more)
        cells = tuple(Cell(number, cell.source) for number, (_, cell) in enumerate(pairs))
        text = "\0".join(cell.source for cell in cells)
        return Submission(str(self.solution), digest(text.encode()), cells)

    def _cells(self, edition: str, variants: tuple[str, ...], *more: Path) -> list[tuple[Path, Cell]]:
        """Return the cells of the files that make up a program, each with its file."""
        files = self.folder.glob("generations/*.py")
        own = [path for path in files if edition in path.stem.split("+")]
        own.sort(
            key=lambda path: (-path.stem.count("+"), path.stem)
        )  # files shared by several editions come first
        varied = [self.folder / "variants" / f"{name}.py" for name in variants]
        paths = [self.solution, *own, *varied, *(path for path in more if path.is_file())]
        try:
            return [(path, cell) for path in paths for cell in script_cells(path.read_text(encoding="utf-8"))]
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            where = getattr(error, "filename", None) or self.folder
            raise PackError(f"can't be read: {reason}", where) from error

    @cached_property
    def _cases_module(self) -> Any:
        path = self.folder / "cases.py"
        spec = importlib.util.spec_from_file_location(
            f"_cases_of_{self.assignment.id.replace('-', '_')}", path
        )
        if spec is None or spec.loader is None or not path.is_file():
            raise PackError("is missing", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
