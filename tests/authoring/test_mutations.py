"""Single-fault mutants of a function."""

from __future__ import annotations

import ast

import pytest

from grader.authoring.mutations import Mutant, chosen, mutants_of

POOL = '''\
def pool(x, y, mode="max"):
    """Do not touch 1 + 1 here."""
    total = 0
    for i in range(3):
        total[i] = x[i : i + 2, y].sum(axis=0)
        total += x * y
    if mode == "max" and not y > 1:
        return -total
    return total, float(x)
'''


def mutants(kind: str, text: str = POOL) -> list[Mutant]:
    """Return the mutants of a kind."""
    return [mutant for mutant in mutants_of(text) if mutant.kind == kind]


@pytest.mark.parametrize(
    ("kind", "line", "before", "after"),
    [
        ("operator", 6, "x * y", "(x + y)"),
        ("operand", 6, "x * y", "x"),
        ("comparison", 7, "y > 1", "(y >= 1)"),
        ("condition", 7, 'mode == "max" and not y > 1', '((mode == "max") or (not y > 1))'),
        ("sign", 8, "-total", "total"),
        ("constant", 3, "0", "1"),
        ("text", 7, '"max"', "'average'"),
        ("name", 6, "x", "i"),
        ("function", 5, "x[i : i + 2, y].sum", "x[i : i + 2, y].max"),
        ("argument", 5, "x[i : i + 2, y].sum(axis=0)", "x[i : i + 2, y].sum()"),
        ("swapped", 9, "total, float(x)", "float(x), total"),
        ("call", 9, "float(x)", "x"),
        ("slice", 5, "i : i + 2", ":i + 2"),
        ("assignment", 6, "total += x * y", "total = x * y"),
    ],
)
def test_there_is_a_mutant_of_each_kind(kind: str, line: int, before: str, after: str) -> None:
    """With its line, what stood there and what stands there now."""
    found = [(mutant.line, mutant.before, mutant.after.rstrip()) for mutant in mutants(kind)]
    assert (line, before, after.rstrip()) in found


def test_a_deleted_statement_is_wrong_around_the_gap_and_where_its_name_is_read() -> None:
    """The line itself is gone."""
    text = "def f(x):\n    a = x\n    b = 2 * a\n    c = 3\n    return b + c\n"
    spans = {m.before: (m.line, m.end_line, m.also) for m in mutants("deleted", text)}
    assert spans["b = 2 * a"] == (2, 4, 5)


def test_a_statement_after_a_loop_is_moved_into_it() -> None:
    """Such as a return."""
    (mutant,) = mutants("moved", "def f(x):\n    for i in x:\n        i += 1\n    return i\n")
    assert (mutant.line, mutant.text.splitlines()[3]) == (4, "        return i")


def test_every_mutant_compiles_and_differs() -> None:
    """From the original and from every other."""
    trees = [ast.dump(ast.parse(mutant.text)) for mutant in mutants_of(POOL)]
    assert len({*trees, ast.dump(ast.parse(POOL))}) == len(trees) + 1


def test_what_does_not_run_stays() -> None:
    """Docstrings, annotations, decorators and a layer's name."""
    text = '@f(1)\ndef g(x: 1 = 2) -> 3:\n    """4"""\n    return Dense(name="max")(x)\n'
    changed = [m.before for m in mutants_of(text) if m.kind in {"constant", "text"}]
    assert changed == ["2", "2"]


def test_the_same_seed_draws_the_same_mutants() -> None:
    """And another one others."""
    every = mutants_of(POOL)
    assert chosen(every, 10, 1) == chosen(mutants_of(POOL), 10, 1) != chosen(every, 10, 2)


def test_kinds_are_drawn_evenly() -> None:
    """As many of each as there are, before any comes again."""
    every = mutants_of(POOL)
    kinds = {mutant.kind for mutant in every}
    assert {mutant.kind for mutant in chosen(every, len(kinds), 3)} == kinds
