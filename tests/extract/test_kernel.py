"""The state of a notebook's kernel: when it is made, and from which statements."""

from __future__ import annotations

import pytest

from grader.extract.kernel import Kernel
from tests.extract.programs import program

F = "def f(x):\n    return x * FACTOR"
G = "def g(x):\n    return f(x)"


def kernel(*cells: str) -> Kernel:
    """Return the kernel of some cells, with the graded names `f` and `g`."""
    return Kernel(program(*cells, graded=("f", "g")))


def run(*cells: str, name: str = "f") -> list[str]:
    """Return the statements that make a graded name."""
    return [s.source for s in kernel(*cells).program([name]).definitions[name].statements]


@pytest.mark.parametrize(
    "others",
    [
        (),
        ("print(f(3))",),
        ("import numpy as np\nnp.random.seed(1)\nx = np.ones(3)\ny = f(x)\nprint(y)",),
        ("values = [1, 2]\nvalues.append(FACTOR)",),
        ("model = g(1)\nmodel.fit(values)",),
        ("%matplotlib inline\n!ls",),
        ("def test(target):\n    assert target(1) == 2\ntest(f)",),
    ],
)
def test_where_slicing_suffices_nothing_runs_twice(others: tuple[str, ...]) -> None:
    """A wrong function costs no second run then."""
    found = kernel("FACTOR = 2", F, *others)
    assert (found.can_tell_more("f"), found.changes_later("f")) == (False, False)


def test_a_name_that_nothing_binds_is_not_looked_for() -> None:
    """There is nothing to run."""
    assert not kernel("FACTOR = 2", "print(FACTOR)").can_tell_more("f")


@pytest.mark.parametrize(
    "cell",
    [
        "history = model.fit(FACTOR)",
        "plt.plot([1, FACTOR])",
        "x = 3\nprint(f(x))",
        "assert f(1) == 2",
        "del f",
        "for i in range(3):\n    print(f(i))",
        "import seaborn",
    ],
)
def test_what_trains_draws_tests_or_deletes_is_left_out(cell: str) -> None:
    """It binds and touches nothing that is needed."""
    assert run("FACTOR = 2", F, cell) == ["FACTOR = 2", F]


def test_what_deletes_something_else_is_run() -> None:
    """A later cell may look whether it is there."""
    assert run("FACTOR = 2", F, "del FACTOR") == ["FACTOR = 2", F, "del FACTOR"]


def test_what_the_notebook_defines_itself_is_not_left_out() -> None:
    """Whatever its name says."""
    own = "def show():\n    global FACTOR\n    FACTOR = 2"
    assert run(own, F, "show()") == [own, F, "show()"]


def test_a_result_that_a_default_needs_is_computed() -> None:
    """With the input that is made for it."""
    cells = (F, "value = 3\nsix = f(value)", "def g(x, n=six):\n    return n")
    assert run("FACTOR = 2", *cells, name="g") == ["FACTOR = 2", F, "value = 3", "six = f(value)", cells[2]]


def test_what_only_a_test_binds_is_forgotten() -> None:
    """A function that reads it does not find it."""
    found = kernel("FACTOR = 2", F, "value = 3\nsix = f(value)", "def g(x, n=six):\n    return six + n")
    replay = found.program(["g"]).definitions["g"].replay
    assert replay is not None
    assert replay.forgotten == {"value", "six"}


def test_the_state_after_its_own_cell_is_without_later_cells() -> None:
    """A helper may be broken there."""
    cells = ("def h(x):\n    return x", "def f(x):\n    return h(x)", "def h(x):\n    return 0")
    program_ = kernel(*cells).program(["f"], to_own_cell=True)
    assert kernel(*cells).changes_later("f")
    assert [s.source for s in program_.definitions["f"].statements] == list(cells[:2])


def test_a_definition_in_a_branch_is_found_with_its_lines() -> None:
    """For whoever reads where it is."""
    last = kernel("if True:\n    x = 1\n    def f(x):\n        return x").program(["f"]).definitions["f"].last
    assert (last.line, last.source) == (3, "def f(x):\n    return x")


@pytest.mark.parametrize(
    ("above", "doubted"),
    [("np.random.seed(1)", False), ("import scipy", False), ("data = read()", True), ("seed(1)", True)],
)
def test_what_may_raise_above_a_function_in_its_cell_is_a_reason_to_doubt_it(
    above: str, *, doubted: bool
) -> None:
    """In a kernel, the cell ends there; setting a seed does not raise."""
    assert kernel(f"{above}\ndef f(x): return x").may_lack("f") is doubted
