"""Reads otter's notebooks: the source for `otter assign`, or a student's version beside a solved one."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import yaml

from grader.authoring.importers.oktests import checked, ok_tests
from grader.authoring.importers.source import (
    BY_HAND,
    GIVEN,
    SOLUTION,
    CourseTest,
    Found,
    LeftOut,
    Part,
    read_notebook,
)
from grader.support.decimals import exact

if TYPE_CHECKING:
    from pathlib import Path

    from grader.authoring.importers.source import CourseNotebook

_MARK = re.compile(
    r"\A\s*#\s*(BEGIN|END)\s+(QUESTION|SOLUTION|PROMPT|TESTS)\b[^\n]*\n?(.*)", re.DOTALL | re.IGNORECASE
)
_QUOTES = "(?:\"\"\"|''')"
_CONFIG = re.compile(
    rf"\A\s*{_QUOTES}\s*#\s*BEGIN TEST CONFIG[^\n]*\n(.*?){_QUOTES};?\s*#\s*END TEST CONFIG[^\n]*\n?",
    re.DOTALL,
)
_HIDDEN = re.compile(r"\A\s*#+[ \t]*HIDDEN(?:[ \t]TEST)?\b[^\n]*\n?", re.IGNORECASE)
_PROMPT = re.compile(
    rf"^[ \t]*{_QUOTES}\s*# BEGIN PROMPT[^\n]*\n(.*?)^[ \t]*{_QUOTES};?\s*# END PROMPT[^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)
_REGION = re.compile(
    r"^([ \t]*)# BEGIN SOLUTION( NO PROMPT)?[^\n]*\n.*?# END SOLUTION[^\n]*\n?", re.MULTILINE | re.DOTALL
)
_LINE = re.compile(r"^([ \t]*)([^\n]*?)[ \t]*#[ \t]*SOLUTION( NO PROMPT)?[ \t]*$", re.MULTILINE)
_IGNORED = re.compile(
    r"^[ \t]*# BEGIN IGNORE.*?# END IGNORE[^\n]*\n?|^[^\n]*# IGNORE[ \t]*\n?", re.MULTILINE | re.DOTALL
)
_MARKER = re.compile(r"^[ \t]*# (?:BEGIN|END) (?:SOLUTION|IGNORE)[^\n]*\n?", re.MULTILINE)
_OTTERS_OWN = re.compile(
    r"^[ \t]*(?:import otter\b|from otter\b|\w+ *= *otter\.Notebook\(|grader\.(?:check|check_all|export)\()"
    r"[^\n]*\n?",
    re.MULTILINE,
)


@dataclass
class _Question:
    """A question that is being read."""

    name: str
    points: Any = None
    by_hand: bool = False
    solved: bool = False
    tests: list[CourseTest] = field(default_factory=list)
    own_points: list[Fraction | None] = field(default_factory=list)


def read(path: Path, name: str) -> CourseNotebook | None:
    """Return what otter grades in a notebook, as the pack `name`; None if it grades nothing in it.

    Raises:
        ValueError: It is not a notebook, or its settings are not YAML.
    """
    notebook = read_notebook(path)
    reader = _Reader()
    for number, cell in enumerate(_without_otters_own(notebook.cells)):
        reader.take(number, cell)
    if not reader.questions:
        return _student_version(path, name, notebook)
    reader.tests += (test for question in reader.questions for test in _with_points(question))
    unsolved = not any(question.solved for question in reader.questions)
    return reader.course(notebook, path, name, unsolved=unsolved)


def _without_otters_own(cells: list[Any]) -> list[Any]:
    """Return cells without the lines that need otter, and without cells of nothing else."""
    kept = []
    for cell in cells:
        source = _OTTERS_OWN.sub("", cell.source) if cell.cell_type == "code" else cell.source
        if source == cell.source or source.strip():
            cell.source = source
            kept.append(cell)
    return kept


@dataclass
class _Reader(Found):
    """Reads the cells of a source notebook, one after the other."""

    questions: list[_Question] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)  # the blocks that are open

    def take(self, number: int, cell: Any) -> None:
        """Read one cell."""
        mark = _MARK.match(cell.source) if cell.cell_type == "raw" else None
        if mark:
            self._mark(number, mark[1].upper(), mark[2].upper(), mark[3])
        elif cell.cell_type == "raw":
            return
        elif "TESTS" in self._inside:
            if cell.cell_type == "code":
                self._test(number, cell)
        elif cell.cell_type != "code":
            if "SOLUTION" not in self._inside:
                self.for_students.append(cell)
        else:
            self._code(number, cell)

    def _mark(self, number: int, side: str, block: str, settings: str) -> None:
        if side == "BEGIN":
            self._inside.append(block)
        elif block in self._inside:
            self._inside.remove(block)
        if (side, block) == ("BEGIN", "QUESTION"):
            said = _settings(settings)
            question = _Question(str(said.get("name") or f"q{len(self.questions) + 1}"), said.get("points"))
            question.by_hand = bool(said.get("manual"))
            self.questions.append(question)
            if question.by_hand:
                self.left_out.append(LeftOut(number, question.name, BY_HAND))
        if (side, block) == ("END", "QUESTION") and not (
            self.questions[-1].tests or self.questions[-1].by_hand
        ):
            self.left_out.append(LeftOut(number, self.questions[-1].name, "has no tests"))

    def _code(self, number: int, cell: Any) -> None:
        in_question = "QUESTION" in self._inside
        if "PROMPT" not in self._inside:
            role = SOLUTION if in_question else GIVEN
            name = self.questions[-1].name if in_question else ""
            self.parts.append(Part(number, role, with_solution(cell.source), name))
        if in_question and (_has_solution(cell.source) or "SOLUTION" in self._inside):
            self.questions[-1].solved = True
        shown = copy.deepcopy(cell)
        shown.source = for_students(cell.source)
        if "SOLUTION" in self._inside and not _has_solution(cell.source):
            shown.source = "..."
        self.for_students.append(shown)

    def _test(self, number: int, cell: Any) -> None:
        question = self.questions[-1]
        found = _CONFIG.match(cell.source)
        said = _settings(found[1]) if found else {}
        source = cell.source[found.end() :] if found else cell.source
        hidden = bool(said.get("hidden")) or bool(_HIDDEN.match(source))
        source = re.sub(r"\A\s*#+[ \t]*TEST\b[^\n]*\n?", "", _HIDDEN.sub("", source))
        label = str(said.get("name") or f"{question.name}_{len(question.tests) + 1}")
        sentence = " ".join(str(said.get("failure_message") or "").split())
        if question.by_hand:
            return
        code = checked(source, "".join(_outputs(cell)))
        question.tests.append(CourseTest(label, code, Fraction(), number, hidden, sentence))
        question.own_points.append(exact(said["points"]) if said.get("points") is not None else None)


def _settings(text: str) -> dict[str, Any]:
    try:
        said = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"settings that are not YAML: {' '.join(str(error).split())}") from error
    return said if isinstance(said, dict) else {}


def _outputs(cell: Any) -> list[str]:
    """Return what a cell printed and showed when its author ran it."""
    texts = []
    for output in cell.get("outputs", ()):
        text = output.get("text") or output.get("data", {}).get("text/plain") or ""
        texts.append(text if isinstance(text, str) else "".join(text))
    return texts


def _with_points(question: _Question) -> list[CourseTest]:
    """Return a question's tests with points: their own, or equal shares of the question's."""
    count = len(question.tests)
    if isinstance(question.points, list) and len(question.points) == count:
        points = [exact(share) for share in question.points]
    else:
        total = exact(question.points) if isinstance(question.points, (int, float)) else Fraction(1)
        own = sum((p for p in question.own_points if p is not None), Fraction())
        open_ = sum(p is None for p in question.own_points)
        rest = max(Fraction(), total - own) / open_ if open_ else Fraction()
        points = [rest if p is None else p for p in question.own_points]
    return [replace(test, points=share) for test, share in zip(question.tests, points, strict=True)]


def _has_solution(source: str) -> bool:
    return bool(_REGION.search(source) or _LINE.search(source))


def with_solution(source: str) -> str:
    """Return a cell of the source as `otter assign` gives it to the autograder."""
    text = _PROMPT.sub("", source)
    text = _LINE.sub(r"\1\2", text)
    return _MARKER.sub("", text)


def for_students(source: str) -> str:
    """Return a cell of the source as students get it."""

    def gap(match: re.Match[str]) -> str:
        if match[3]:
            return ""
        target, equals, _ = match[2].partition(" = ")
        return f"{match[1]}{target}{equals}..." if equals else f"{match[1]}..."

    text = _IGNORED.sub("", source)
    text = _PROMPT.sub(r"\1", text)
    text = _REGION.sub(lambda m: "" if m[2] else f"{m[1]}...\n", text)
    return _LINE.sub(gap, text)


def _student_version(path: Path, name: str, notebook: Any) -> CourseNotebook | None:
    """Return what is graded in a student's version: by `tests/*.py`, or by what it carries itself."""
    carried = (notebook.metadata.get("otter") or {}).get("tests") or {}
    tests, left_out = ok_tests(path.parent / "tests", carried)
    if not tests and not left_out:
        return None
    cells = _without_otters_own(notebook.cells)
    parts = [Part(n, GIVEN, cell.source) for n, cell in enumerate(cells) if cell.cell_type == "code"]
    return Found(parts, tests, left_out, cells).course(notebook, path, name, unsolved=True)
