"""Reads exercises in the style of learntools: classes that name variables or a function, with values."""

from __future__ import annotations

import ast
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.authoring.importers.source import SOLUTION, CourseNotebook, CourseTest, LeftOut, Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SOLUTIONS = {"CS", "CodeSolution"}


def read(path: Path, name: str) -> CourseNotebook | None:
    """Return what a module of exercises checks, as the pack `name`; None if it has no exercises.

    Raises:
        ValueError: It is not Python.
    """
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError) as error:
        raise ValueError(f"{path}: can't be read: {error}") from error
    problems = [node for node in tree.body if isinstance(node, ast.ClassDef) and _is_problem(node)]
    if not problems:
        return None
    parts, tests, left_out = [], [], []
    for number, node in enumerate(problems):
        said = dict(_settings(node))
        if (solution := _solution(said.get("_solution"))) is not None:
            parts.append(Part(number, SOLUTION, solution, node.name))
        try:
            source = "\n".join(_assertions(said))
        except ValueError as error:
            left_out.append(LeftOut(number, node.name, str(error)))
        else:
            hint = said.get("_hint")
            sentence = hint.value if isinstance(hint, ast.Constant) and isinstance(hint.value, str) else ""
            sentence = " ".join(sentence.split())
            tests.append(CourseTest(node.name, source, Fraction(1), sys.maxsize, sentence=sentence))
    title = ast.get_docstring(tree) or path.stem
    return CourseNotebook(
        name,
        title.splitlines()[0],
        tuple(parts),
        tuple(tests),
        tuple(left_out),
        _starter(tests),
        not parts,
    )


def _is_problem(node: ast.ClassDef) -> bool:
    names = (getattr(base, "id", getattr(base, "attr", "")) for base in node.bases)
    return any(name.endswith(("Problem", "Exercise")) for name in names)


def _settings(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            yield statement.targets[0].id, statement.value
        elif isinstance(statement, ast.FunctionDef):
            yield statement.name, ast.Constant(None)


def _solution(node: ast.expr | None) -> str | None:
    """Return the code of a solution that is spelled out."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SOLUTIONS:
        texts = [part.value for part in node.args if isinstance(part, ast.Constant)]
        if len(texts) == len(node.args):
            return "\n".join(map(str, texts))
    return None


def _assertions(said: dict[str, ast.expr]) -> Iterator[str]:
    """Yield what an exercise checks.

    Raises:
        ValueError: It checks something else than values.
    """
    if "_test_cases" in said:
        function = _value(said, "_var")
        for case in _value(said, "_test_cases"):
            args, expected = case
            shown = ", ".join(map(repr, args if isinstance(args, tuple) else (args,)))
            yield from _equal(f"{function}({shown})", expected)
    elif "_expected" in said:
        names = _value(said, "_vars") if "_vars" in said else [_value(said, "_var")]
        expected = _value(said, "_expected")
        values = expected if "_vars" in said else [expected]
        for name, value in zip(names, values, strict=True):
            yield from _equal(name, value)
    else:
        own = "a check of its own" if "check" in said else "neither _expected nor _test_cases"
        raise ValueError(f"has {own}")


def _equal(expression: str, expected: Any) -> Iterator[str]:
    if isinstance(expected, float):
        yield "import math"
        yield f"assert math.isclose({expression}, {expected!r}, rel_tol=1e-06)"
    else:
        yield f"assert {expression} == {expected!r}"


def _value(said: dict[str, ast.expr], name: str) -> Any:
    if name not in said:
        raise ValueError(f"has no {name}")
    try:
        return ast.literal_eval(said[name])
    except ValueError as error:
        raise ValueError(f"has a {name} that is not written out, but computed") from error


def _starter(tests: list[CourseTest]) -> Any:
    import nbformat

    library: Any = nbformat
    cells = [
        library.v4.new_code_cell(f"# {test.name}: {test.sentence or 'YOUR CODE HERE'}") for test in tests
    ]
    return library.v4.new_notebook(cells=cells)
