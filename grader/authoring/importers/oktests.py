"""Reads tests in the format of OK, and cells whose output is what they test: both become assertions."""

from __future__ import annotations

import ast
import doctest
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.authoring.importers.source import CourseTest, LeftOut
from grader.support.decimals import exact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAMESPACES = {"vars", "globals", "locals", "dir"}


def ok_tests(folder: Path, carried: Mapping[str, Any]) -> tuple[list[CourseTest], list[LeftOut]]:
    """Return the tests of a folder's files, or those that a notebook carries, and what is left out."""
    tests: list[CourseTest] = []
    left_out: list[LeftOut] = []
    found: dict[str, Any] = dict(carried)
    for path in sorted(folder.glob("*.py")) if folder.is_dir() else ():
        if path.name != "__init__.py":
            try:
                found[path.stem] = _literal(path.read_text(encoding="utf-8"))
            except (OSError, ValueError, SyntaxError) as error:
                left_out.append(
                    LeftOut(sys.maxsize, path.stem, f"{path.name} has no tests in the format of OK: {error}")
                )
    for name, test in found.items():
        try:
            tests += _tests(name, test)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            left_out.append(
                LeftOut(sys.maxsize, name, f"is not in the format of OK: {type(error).__name__}: {error}")
            )
    return tests, left_out


def _literal(text: str) -> Any:
    """Return the dictionary `test` of a file, which is not run."""
    for node in ast.parse(text).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.Assign) and isinstance(target, ast.Name) and target.id == "test":
            return ast.literal_eval(node.value)
    raise ValueError("it sets no dictionary test")


def _tests(name: str, test: Mapping[str, Any]) -> list[CourseTest]:
    cases = [(suite, case) for suite in test["suites"] for case in suite["cases"]]
    total = test.get("points")
    shares = (
        [exact(share) for share in total]
        if isinstance(total, list) and len(total) == len(cases)
        else [exact(1 if total is None else total) / max(1, len(cases))] * len(cases)
    )
    return [
        CourseTest(
            name=f"{test.get('name') or name}_{number}",
            source=_from_doctest(suite.get("setup", ""), case["code"]),
            points=exact(case["points"]) if case.get("points") is not None else Fraction(share),
            number=sys.maxsize,
            hidden=bool(case.get("hidden")),
            sentence=" ".join(str(case.get("failure_message") or "").split()),
        )
        for number, ((suite, case), share) in enumerate(zip(cases, shares, strict=True), 1)
    ]


def _from_doctest(setup: str, code: str) -> str:
    """Return a doctest as assertions."""
    parser = doctest.DocTestParser()
    examples = [*parser.get_examples(str(setup)), *parser.get_examples(str(code))]
    return "\n".join(checked(example.source, example.want) for example in examples)


def checked(source: str, want: str) -> str:
    """Return statements whose last expression has an output that is wanted, as an assertion.

    What is not an expression, or is not Python, is returned as it is.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or _is_text(last.value):
        return source
    before = ast.unparse(ast.Module(tree.body[:-1], []))
    expression = ast.unparse(last.value)
    return f"{before}\n{_assertion(expression, want.strip(), last.value)}".strip()


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _named(node: ast.expr) -> str | None:
    """Return the name of `"name" in vars()`, which asks whether it is set; None of anything else."""
    match node:
        case ast.Compare(ast.Constant(str(name)), [ast.In()], [ast.Call(ast.Name(where), [], [])]):
            return name if where in _NAMESPACES and name.isidentifier() else None
    return None


def _assertion(expression: str, want: str, node: ast.expr) -> str:
    if (name := _named(node)) and want in {"True", ""}:
        return f"assert isinstance({name}, object)"  # which fails if it is not set
    if want in {"True", "np.True_", ""} and isinstance(node, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
        return f"assert {expression}"
    if want in {"True", "False", "np.True_", "np.False_"}:
        return f"assert bool({expression}) is {want.removeprefix('np.').rstrip('_')}"
    if not want:  # a call whose output was not saved: of one that tells, it is True
        return f"assert {expression} in (None, True)" if isinstance(node, ast.Call) else expression
    try:
        value = ast.parse(want, mode="eval").body
        ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return f"assert repr({expression}) == {want!r}"
    return f"assert {ast.unparse(ast.Compare(node, [ast.Eq()], [value]))}"
