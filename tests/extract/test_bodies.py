"""Graded cells that are no function."""

from __future__ import annotations

from typing import Any

import pytest

from grader.extract.bodies import CellSpec, missing_reason
from tests.extract.programs import program

SPEC = CellSpec(("loss", "rate"), ("model",), ("make",))
MAKE = "def make(): return 1"
CELL = "base = model.layers[4]\nloss = base\nrate = 0.1"


def body(*cells: str, spec: CellSpec = SPEC, **options: Any) -> list[str] | None:
    """Return the statements of the graded cell `c`, or None."""
    found = program(*cells, graded=("make", "c"), cells={"c": spec}, **options).definitions
    return [s.source for s in found["c"].body] if "c" in found else None


def needed(*cells: str, spec: CellSpec = SPEC) -> list[str]:
    """Return the statements that the graded cell `c` needs from elsewhere."""
    definition = program(*cells, graded=("make", "c"), cells={"c": spec}).definitions["c"]
    return [s.source for s in definition.statements]


def test_the_cell_that_sets_the_variables_is_the_body() -> None:
    """All its statements, in order."""
    assert body(MAKE, CELL, "other = 1") == CELL.split("\n")


def test_the_last_cell_that_sets_them_counts() -> None:
    """As in Jupyter."""
    assert body(CELL, "loss = 2\nrate = 3") == ["loss = 2", "rate = 3"]


def test_variables_may_be_set_in_several_cells() -> None:
    """Some students split them."""
    assert body("loss = 1", "x = 5", "rate = 2") == ["loss = 1", "rate = 2"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_cell_in_two_counts_in_both_halves(order: int) -> None:
    """What changes the object that the cell works on may be in a cell of its own."""
    loop = "for a in base.layers[:n]:\n    a.on = False"
    halves = [["base = model.layers[4]", "base.on = True", "n = 5", loop], CELL.split("\n")][::order]
    assert body(MAKE, *("\n".join(half) for half in halves)) == [*halves[0], *halves[1]]


def test_what_comes_before_the_object_is_made_is_none_of_it() -> None:
    """It changes another object."""
    assert body(MAKE, "base.on = True", "model = make()", CELL) == CELL.split("\n")


def test_what_is_given_is_not_set_again() -> None:
    """A case passes it."""
    spec = CellSpec(("loss",), ("model", "rate"), ("make",))
    cells = (MAKE, "model = make()\nrate = 0.1\nmodel.rate = rate", "loss = rate")
    assert body(*cells, spec=spec) == ["model.rate = rate", "loss = rate"]


def test_one_variable_is_enough() -> None:
    """What is missing costs its own check only."""
    assert body("loss = 1") == ["loss = 1"]


@pytest.mark.parametrize("cells", [(), ("x = 1",), ("print(loss)",), ("def loss2(): pass",)])
def test_no_variable_is_no_cell(cells: tuple[str, ...]) -> None:
    """Nothing is graded."""
    assert body(*cells) is None


def test_what_is_missing_is_told() -> None:
    """With the variables."""
    assert missing_reason(SPEC) == "is missing: no cell sets loss or rate."
    assert program("x = 1", cells={"f": SPEC}).missing == {"f": missing_reason(SPEC)}


@pytest.mark.parametrize(
    "use",
    [
        "model.compile(loss=loss, optimizer=rate)",
        "history = model.fit(data, epochs=5)",
        "model.evaluate(data)",
        "predictions = model.predict(data)",
        "model.summary()",
        "print(loss)",
        "plt.plot(loss)",
        "plt.show()",
        "assert loss == 1",
        "plot(loss)",
    ],
)
def test_what_trains_tests_or_shows_is_left_out(use: str) -> None:
    """It needs data that a box does not have."""
    assert body(f"loss = 1\n{use}\nrate = 2") == ["loss = 1", "rate = 2"]


@pytest.mark.parametrize(
    "kept",
    [
        "model.trainable = True",
        "for layer in model.layers: layer.trainable = False",
        "x = print",
        "freeze(model)",
    ],
)
def test_what_sets_something_up_is_kept(kept: str) -> None:
    """It may be what is graded."""
    assert body(f"loss = 1\n{kept}\nrate = 2") == ["loss = 1", kept, "rate = 2"]


def test_what_makes_the_given_variable_is_left_out() -> None:
    """And everything before it: the case gives a model of its own."""
    assert body(f"size = 160\nmodel = make(size)\n{CELL}") == CELL.split("\n")


def test_the_last_maker_counts() -> None:
    """What comes after it is the body."""
    assert body("model = make()\nx = 1\nmodel = make()\nloss = 1") == ["loss = 1"]


def test_a_helper_comes_along() -> None:
    """What the body needs, by name."""
    cells = ("def freeze(m): pass", "X = 9", "freeze(model)\nloss = 1\nrate = 2")
    assert needed(*cells, spec=CellSpec(("loss",), ("model",))) == ["def freeze(m): pass"]


def test_a_constant_of_another_cell_comes_along() -> None:
    """A base rate, for one."""
    assert needed("base_rate = 0.01", "rate = base_rate / 10", spec=CellSpec(("rate",), ())) == [
        "base_rate = 0.01"
    ]


def test_a_definition_in_the_cell_comes_along_where_it_is_needed() -> None:
    """It is no part of the body."""
    cell = "import math\ndef unused(): pass\nloss = math.pi"
    spec = CellSpec(("loss",), ())
    assert (needed(cell, spec=spec), body(cell, spec=spec)) == (["import math"], ["loss = math.pi"])


def test_the_function_that_makes_what_is_given_comes_along() -> None:
    """The case calls it."""
    assert needed(MAKE, "loss = model") == [MAKE]


def test_what_is_given_is_needed_from_nowhere() -> None:
    """An earlier cell that makes it needs data."""
    assert (
        needed("data = load()", "model = build(data)", "loss = model", spec=CellSpec(("loss",), ("model",)))
        == []
    )


def test_a_variable_that_the_body_sets_first_is_needed_from_nowhere() -> None:
    """It shadows one of another cell."""
    assert needed("base = 1", "base = 2\nloss = base", spec=CellSpec(("loss",), ())) == []


def test_a_variable_that_the_body_reads_first_is_needed() -> None:
    """Though it sets it later."""
    assert needed("rate = 1", "rate = rate / 10", spec=CellSpec(("rate",), ())) == ["rate = 1"]


def test_its_place_is_that_of_its_last_statement() -> None:
    """The report names a cell."""
    assert program("x = 1", CELL, cells={"f": SPEC}).definitions["f"].cell == 1


def test_its_source_is_part_of_what_runs() -> None:
    """From which the Keras is chosen."""
    assert "rate = 0.1" in program(MAKE, CELL, cells={"f": SPEC}).source


def test_a_broken_cell_sets_nothing() -> None:
    """It would not run in Jupyter either."""
    assert body("loss = 1", "loss = = 2") == ["loss = 1"]


THEN = "model.compile(loss=loss, optimizer=rate)"
COMPILED = CellSpec(("loss", "rate"), ("model",), then=THEN)


def compiled(*cells: str) -> list[str]:
    """Return what the body `c` compiles, without what makes it forgiving."""
    found = body(*cells, spec=COMPILED) or []
    return [s.removeprefix("try: ").split("\n")[0] for s in found if "compile" in s]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("loss = 1\nrate = 2",), [THEN]),
        ((f"loss = 1\nrate = 2\n{THEN}",), [THEN]),
        (("loss = 1\nrate = 2", "model.compile(loss=3)", THEN), ["model.compile(loss=3)"]),
        (("loss = 1\nrate = 2\nother.compile(loss=loss)", THEN), ["other.compile(loss=loss)"]),
        (("loss = 1\nrate = 2", "other.compile(loss=loss)"), []),
        (("model.compile(loss=3)", "loss = 1\nrate = 2"), [THEN]),
    ],
)
def test_what_compiles_the_model_is_kept(cells: tuple[str, ...], expected: list[str]) -> None:
    """In the cell, or below it; only where nothing does, the course's own line counts."""
    assert compiled(*cells) == expected


def test_a_call_of_compile_may_fail() -> None:
    """What it takes is judged by itself, and another model is not there."""
    (call,) = (s for s in body("loss = rate = 1\nother.compile(loss)", spec=COMPILED) or [] if "compile" in s)
    exec(call)  # noqa: S102 - there is no `other`


def untouched(*cells: str) -> str | None:
    """Return why the graded cell looks untouched."""
    return program(*cells, graded=("c",), cells={"c": SPEC}).definitions["c"].blank


@pytest.mark.parametrize(
    ("cell", "line", "text"),
    [
        ("loss=None\nrate = None", 1, "loss=None` (2 such lines)"),
        (
            "base = model\n\n\nfor layer in base:\n    layer.trainable = None\nrate = None # 0.1",
            6,
            "rate = None # 0.1`",
        ),
    ],
)
def test_a_cell_that_sets_nothing_but_none_is_untouched(cell: str, line: int, text: str) -> None:
    """The line is counted in its cell."""
    assert untouched("x = 1", cell) == f"is not finished: line {line} still says `{text}."


def test_a_cell_that_sets_something_is_not_untouched() -> None:
    """The rest costs its own checks."""
    assert untouched("loss = None\nrate = 0.1") is None
