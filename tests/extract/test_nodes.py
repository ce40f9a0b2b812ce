"""Nodes of a program's tree."""

from __future__ import annotations

import ast

import pytest

from grader.extract.nodes import names_in


@pytest.mark.parametrize(
    ("context", "expected"), [(ast.Load, {"b", "c"}), (ast.Store, {"a"}), (ast.Del, set())]
)
def test_names_are_told_by_what_is_done_with_them(
    context: type[ast.expr_context], expected: set[str]
) -> None:
    """At any depth."""
    assert names_in(ast.parse("a = b[c + 1]"), context) == expected
