"""What the notebook's own functions change when a statement calls them."""

from __future__ import annotations

import ast

import pytest

from grader.extract.effects import changed_by_calls_of, invoked_by, may_invoke
from grader.extract.scopes import names_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(): d['a'] = 1", "d"),
        ("def f(g):\n    def h(): l.append(g)\n    return h", "l"),
        ("class C:\n    def m(self): d.update(a=1)", "d"),
        ("def f(d): d['a'] = 1", ""),
        ("def f():\n    d = {}\n    d['a'] = 1", ""),
        ("def f(): return d['a']", ""),
        ("d['a'] = 1", ""),
    ],
)
def test_a_definition_changes_later(source: str, expected: str) -> None:
    """The notebook's objects that are changed when what it defines is called."""
    found = changed_by_calls_of(ast.parse(source).body[0], names_of(ast.parse(source).body[0], source))
    assert found == set(expected.split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("@d\ndef f(): g()", "d"),
        ("@d(e())\ndef f(): g()", "d e"),
        ("x = f(g)", "f"),
        ("@d\nclass C: pass", "d"),
    ],
)
def test_what_a_statement_invokes(source: str, expected: str) -> None:
    """What it calls, and a decorator without parentheses."""
    assert may_invoke(ast.parse(source).body[0])
    assert set(invoked_by(ast.parse(source).body[0])) == set(expected.split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(): g()", False),
        ("@d\ndef f(): pass", True),
        ("def f(x=g()): pass", True),
        ("def f(*, x=g()): pass", True),
        ("class C: pass", True),
        ("f()", True),
    ],
)
def test_defining_a_plain_function_calls_nothing(source: str, expected: bool) -> None:
    """So nothing has to be looked for."""
    assert may_invoke(ast.parse(source).body[0]) == expected
