"""The examples that hints are measured against are right."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.conftest import ROOT, STEP_BY_STEP

if TYPE_CHECKING:
    from grader.packs import Pack

FOLDER = ROOT / "reference" / STEP_BY_STEP


def names_in(file: str, names: dict[str, Any]) -> dict[str, Any]:
    """Return what a file of the reference defines, with other names at hand."""
    space = dict(names)
    text = (FOLDER / file).read_text(encoding="utf-8")
    exec(compile(text, file, "exec"), space)  # noqa: S102 - our own
    return space


def same(one: Any, other: Any) -> bool:
    if isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other if isinstance(other, dict) else bool(np.allclose(one, other, 1e-4, 1e-4))


def test_every_example_gives_the_values_of_the_reference(pack: Pack) -> None:
    """In every case that counts."""
    solution = names_in("solution.py", {})
    examples = names_in("examples.py", solution)
    functions = pack.rubric().functions
    wrong = set()
    for case in pack.reference.hidden_cases(7):
        if case.editions or all(case.group not in c.cases for c in functions[case.function]):
            continue
        for name in [n for n in examples if n.split("__")[0] == case.function and n]:
            got, should = (
                f(*copy.deepcopy(case.args), **copy.deepcopy(dict(case.kwargs)))
                for f in (examples[name], solution[case.function])
            )
            wrong |= set() if same(got, should) else {name}
    assert wrong == set()
