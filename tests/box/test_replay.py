"""The state of a kernel, made cell by cell."""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING, Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from grader.box.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def process() -> Iterator[None]:
    """Put the search path back, and forget the shell that a magic has made."""
    before = list(sys.path)
    yield
    sys.path[:] = before
    InteractiveShell.clear_instance()


def replayed(
    *cells: tuple[str, ...],
    absent: tuple[str, ...] = (),
    forgotten: tuple[str, ...] = (),
    history: tuple[list[Any], ...] = (),
) -> Any:
    """Run cells of statements; return the names they bind, and the types of what they raise."""
    module = types.ModuleType("__main__")
    replay = Replay(module, lambda error: {"type": type(error).__name__})
    rows = [[source, f"<cell {n}>", 1] for n, statements in enumerate(cells) for source in statements]
    replay.prepare(history, absent)
    failed = replay.run(rows, forgotten)
    return module.__dict__, [failure["type"] for failure in failed]


def test_a_cell_ends_where_it_raises() -> None:
    """The next one runs."""
    names, raised = replayed(("a = 1", "1 / 0", "a = 2"), ("b = 3",))
    assert (names["a"], names["b"], raised) == (1, 3, ["ZeroDivisionError"])


@pytest.mark.parametrize(
    "statement", ["open('not_here')", "import not_here_at_all", "x = left_out + 1", "input()"]
)
def test_a_cell_goes_on_after_what_a_box_lacks(statement: str) -> None:
    """At home it did not raise."""
    names, raised = replayed((statement, "a = 2"), absent=("left_out",))
    assert (names["a"], len(raised)) == (2, 1)


def test_what_needs_something_that_is_lacking_is_lacking_too() -> None:
    """One excuse leads to the next."""
    names, _ = replayed(("data = open('not_here')", "size = data.size", "a = 2"))
    assert names["a"] == 2


def test_a_future_holds_for_later_cells() -> None:
    """As in IPython."""
    _, raised = replayed(("from __future__ import annotations",), ("def f(x: Nothing): pass",))
    assert raised == []


def test_a_coroutine_is_awaited() -> None:
    """As far as that goes without waiting."""
    names, _ = replayed(("async def two(): return 2", "a = await two()"))
    assert names["a"] == 2


def test_what_is_to_be_forgotten_is_gone() -> None:
    """In the end."""
    names, raised = replayed(("a = 1", "b = a + 1"), forgotten=("a",))
    assert (names["b"], "a" in names, raised) == (2, False, [])


def test_shell_lines_and_displays_do_nothing() -> None:
    """Nor does IPython have to be loaded for them."""
    lines = ("get_ipython().system('ls')", "get_ipython().run_line_magic('matplotlib', 'inline')")
    assert replayed(lines)[1] == []


@pytest.mark.parametrize(
    "line", ["getoutput('echo 3 \\'a  b\\'')", "run_line_magic('sx', 'echo 3 \"a  b\"')"]
)
def test_what_echo_prints_is_known(line: str) -> None:
    """Of plain words; IPython returns a list of lines, which has other forms, too."""
    names, raised = replayed((f"a = get_ipython().{line}", "b = a.n"))
    assert (names["a"], names["b"], raised) == (["3 a  b"], "3 a  b", [])


@pytest.mark.parametrize("command", ["nproc", "echo $HOME", "echo 3 | wc", "echo -e 3", "echo {n}", "echo '"])
def test_what_other_shell_lines_print_is_not_known(command: str) -> None:
    """Whoever uses it is told so, and what is computed from it is lacking, too."""
    names, raised = replayed((f"a = get_ipython().getoutput({command!r})", "b = int(a[0])", "c = bool(a)"))
    assert ("b" in names, names["c"], len(raised)) == (False, False, 1)


def test_what_cells_display_is_kept() -> None:
    """The last expression of a cell is bound to `_` and to `_` with the cell's number."""
    history = (["<cell 0>", 1, "2", 1], ["<cell 1>", 2, "a = _", 0], ["<cell 2>", 3, "b = _1", 0])
    names, raised = replayed(("2",), ("a = _",), ("b = _1", "c = len(In)"), history=history)
    assert (names["a"], names["b"], names["c"], raised) == (2, 2, 4, [])
