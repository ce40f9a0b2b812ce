"""What executing a statement may bind or change."""

from __future__ import annotations

import ast

import pytest

from grader.extract.program import Statement
from grader.extract.scopes import names_of
from grader.extract.touches import binds_anything, stored_in, touched_by


def statement(source: str) -> Statement:
    """Return one statement."""
    node = ast.parse(source).body[0]
    return Statement(source, 0, 1, node, names_of(node, source))


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("for k in range(3):\n    t[k] = 1", {"t"}),
        ("if not t:\n    t.update(a=1)", {"t"}),
        ("fill(t, how=u)", {"t", "u"}),
        ("with a:\n    del t[0]", {"t"}),
        ("print(t, len(t))", set()),
        ("def f():\n    t[0] = 1", set()),
        ("x = lambda: t.update(a=1)", set()),
    ],
)
def test_what_is_touched_is_found_however_deep(source: str, names: set[str]) -> None:
    """But not in bodies of functions, which only run when they are called."""
    assert touched_by(statement(source)) == names


@pytest.mark.parametrize(
    "source",
    [
        "exec('x = 1')",
        "if True:\n    globals()['x'] = 1",
        "from math import *",
        "from __future__ import annotations",
        "setattr(module, 'x', 1)",
        "sys.modules['__main__'].x = 1",
        "get_ipython().run_line_magic('run', 'a.py')",
        "get_ipython().run_cell('x = 1')",
    ],
)
def test_what_may_bind_anything_is_known(source: str) -> None:
    """Slicing can't tell what it binds."""
    assert binds_anything(statement(source))


@pytest.mark.parametrize(
    "source",
    [
        "x = 1",
        "import math",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
        "def f():\n    exec('')",
    ],
)
def test_what_binds_what_it_shows_is_known(source: str) -> None:
    """Or nothing at all."""
    assert not binds_anything(statement(source))


def test_what_is_stored_into_is_found() -> None:
    """A call is no store."""
    assert stored_in(statement("for a in m.layers:\n    a.on = True\n    m.run(a)").node) == {"a"}


def test_what_a_method_returns_is_a_part_of_its_object() -> None:
    """What a function returns may be anything."""
    assert stored_in(statement("m.layer(0).parts[1].on = True").node) == {"m"}
    assert stored_in(statement("made(m).on = True").node) == set()
