"""Which names a statement binds, needs, changes and calls."""

from __future__ import annotations

import ast

import pytest

from grader.extract.scopes import Names, calls_of, names_of


def names(source: str) -> Names:
    """Return the names of a single statement."""
    return names_of(ast.parse(source).body[0], source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1", "x"),
        ("x = y = 1", "x y"),
        ("a, (b, *c) = v", "a b c"),
        ("x += 1", "x"),
        ("x: int = 1", "x"),
        ("def f(a): b = 1", "f"),
        ("async def f(a): b = 1", "f"),
        ("class C:\n    a = 1", "C"),
        ("import numpy", "numpy"),
        ("import numpy as np", "np"),
        ("import os.path", "os"),
        ("from os import path as p, sep", "p sep"),
        ("for i in v: x = i", "i x"),
        ("while v: x = 1", "x"),
        ("if v: x = 1\nelse: y = 1", "x y"),
        ("with v as a: x = 1", "a x"),
        ("try: x = 1\nexcept E as e: y = 1\nfinally: z = 1", "x e y z"),
        ("match v:\n    case [a, *b]: x = 1\n    case {'k': c, **d}: pass", "a b c d x"),
        ("print(x := 1)", "x"),
        ("[x := n for n in v]", "x"),
        ("[n for n in v]", ""),
        ("{k: n for k, n in v}", ""),
        ("f = lambda a: a", "f"),
        ("x.a = 1", ""),
        ("x[0] = 1", ""),
        ("x", ""),
        ("def f():\n    global g\n    g = 1", "f g"),
    ],
)
def test_a_statement_binds(source: str, expected: str) -> None:
    """The names that exist at the top level because of it."""
    assert names(source).binds == set(expected.split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = y + z.a[w]", "y z w"),
        ("def f(a, b=c): return a + d", "c d"),
        ("def f(a: b) -> c: pass", "b c"),
        ("@d\ndef f(): pass", "d"),
        ("def f():\n    x = 1\n    return x", ""),
        ("def f():\n    def g(): return y\n    return g", "y"),
        ("def f(x):\n    def g(): return x\n    return g", ""),
        ("def f(): return [n + y for n in v]", "y v"),
        ("def f(): return lambda n: n + y", "y"),
        ("def f():\n    global g\n    return g", "g"),
        ("def f():\n    global g\n    g += 1", "g"),
        ("def f():\n    g = 1\n    g += 1", ""),
        ("def f(): f()", "f"),
        ("class C(B, metaclass=M):\n    a = b\n    def m(self): return c", "B M b c"),
        ("class C:\n    a = 1\n    def m(self): return a", "a"),
        ("[n for n in v if n > w]", "v w"),
        ("x = f'{y:{z}}'", "y z"),
        ("del x", "x"),
        ("import numpy", ""),
        ("x[i] = v", "x i v"),
        ("lambda: y", "y"),
        ("if (n := v) > 1: print(n)", "v n print"),
        ("match v:\n    case C.a: pass", "v C"),
    ],
)
def test_a_statement_needs(source: str, expected: str) -> None:
    """The names of the top level that it reads now, or when what it defines is called."""
    assert names(source).needs - names(source).binds >= set(expected.split()) - names(source).binds
    assert names(source).needs <= set(expected.split()) | names(source).binds


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("np.float = float", "np"),
        ("d['a'] = 1", "d"),
        ("d['a']['b'].c = 1", "d"),
        ("d['a'] += 1", "d"),
        ("d.x: int = 1", "d"),
        ("a.x = b.y = 1", "a b"),
        ("l.append(1)", "l"),
        ("l.extend([1])", "l"),
        ("d.update(a=1)", "d"),
        ("s.add(1)", "s"),
        ("l.insert(0, 1)", "l"),
        ("d.setdefault('a', 1)", "d"),
        ("d['a'].append(1)", "d"),
        ("x = 1", ""),
        ("l.sort()", ""),
        ("np.random.seed(1)", ""),
        ("append(l)", ""),
        ("f().x = 1", ""),
        ("f()[0] = 1", ""),
        ("def f(): d['a'] = 1", ""),
    ],
)
def test_a_statement_changes(source: str, expected: str) -> None:
    """The names whose objects it stores into or extends."""
    assert names(source).changes == set(expected.split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [("from m import *", True), ("from m import a", False), ("import m", False), ("from . import *", True)],
)
def test_an_unknown_star_import_may_bind_anything(source: str, expected: bool) -> None:
    """What it binds is known only when it runs."""
    assert names(source).star == expected


@pytest.mark.parametrize("source", ["return 1", "break", "continue", "nonlocal x"])
def test_a_statement_that_is_invalid_at_the_top_level_is_refused(source: str) -> None:
    """Those that the symbol table knows to be wrong raise; the others bind nothing."""
    try:
        found = names(source)
    except SyntaxError:
        return
    assert found.binds == frozenset()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f(1)", "f"),
        ("x = f(g(1))", "f g"),
        ("x = f", ""),
        ("x = lambda: f()", ""),
        ("x = [f(n) for n in v]", "f"),
        ("if f(): g()", "f g"),
        ("for n in f(): g(n)", "f g"),
        ("with f() as a: pass", "f"),
        ("assert f(1) == 2", "f"),
        ("m.f(1)", ""),
        ("m.a(f(1))", "f"),
        ("def g(): f()", ""),
        ("def g(a=f(), *, b=h()): k()", "f h"),
        ("@f()\ndef g(): pass", "f"),
        ("async def g(): f()", ""),
        ("class C(f()):\n    a = g()\n    def m(self): h()", "f g"),
        ("@f(1)\nclass C: pass", "f"),
        ("x = f'{f(1)}'", "f"),
        ("if v:\n    def g(): f()", ""),
        ("if v:\n    def g(a=h()): f()", "h"),
    ],
)
def test_a_statement_calls(source: str, expected: str) -> None:
    """The functions called when it is executed, not those called later."""
    assert set(calls_of(ast.parse(source).body[0])) == set(expected.split())


def test_a_deeply_nested_expression_is_looked_through() -> None:
    """Python parses deeper expressions than it can recurse into."""
    assert set(calls_of(ast.parse("x = f()" + " + 1" * 2000))) == {"f"}
