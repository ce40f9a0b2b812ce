"""Right solutions written in unlike ways lose nothing; a wrong one loses its own function only.

A variant is put behind the standard solution of its assignment, where the last definition counts: behind
`standard.py`, or behind that of another edition, which it names (`# behind: standard-2022.py`). One that says
`# standalone` is a notebook by itself. Functions after those of a slow variant cost time and say little:
most notebooks leave them out.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from grader.options import Options
from grader.pipeline import Grader
from tests.conftest import ROOT
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from grader.packs import Library
    from grader.report.model import Report
    from grader.sandbox.machine import Machine

    Graders = Callable[[str], Grader]

VARIANTS = ROOT / "tests" / "variants"
STANDARDS = sorted(VARIANTS.glob("*/standard*.py"))
RIGHT = sorted(VARIANTS.glob("*/right/*.py"))
WRONG = sorted(VARIANTS.glob("*/wrong/*.py"))
EXPLAINED = [path for path in WRONG if "\n# explained by: " in path.read_text(encoding="utf-8")]
# Each of these takes seconds: the gate tries every fifth, `--every-variant` all of them.
SLOW = ("residual-networks", "transfer-mobilenet")
MANY = ("cats-vs-dogs", "cats-vs-dogs-augmentation")
STEP = 5
# Of so many variants, one keeps the functions that come after it.
WRONG_WITH_LATER, RIGHT_WITH_LATER = 12, 3


@pytest.fixture(scope="session")
def graders(library: Library, machine: Machine) -> Graders:
    """One grader for each assignment: its reference answers once for all variants."""
    return cache(lambda assignment: Grader(library, machine, Options(assignment=assignment)))


def tried(variants: list[Path], *, every: bool) -> list[Path]:
    """Return the variants to try: all of a quick assignment, every fifth of one that takes long."""
    slow = [path for path in variants if path.parent.parent.name in {*SLOW, *MANY}]
    left_out = set() if every else set(slow) - set(slow[::STEP])
    return [path for path in variants if path not in left_out]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test of each variant that is tried."""
    every = metafunc.config.getoption("--every-variant")
    for name, variants in (("right", RIGHT), ("wrong", tried(WRONG, every=every))):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, variants, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")


def cells_of(source: str) -> list[str]:
    """Return the cells of a script, which `# %%` separates."""
    return [cell for cell in re.split(r"^# %%.*\n", source, flags=re.MULTILINE) if cell.strip()]


def grade(path: Path, graders: Graders, folder: Path, *, without: Iterable[str] = ()) -> Report:
    """Grade a variant behind its standard solution, without some of the standard's functions."""
    assignment = path.parent.name if path in STANDARDS else path.parent.parent.name
    source = path.read_text(encoding="utf-8")
    behind = re.search(r"^# behind: (\S+)$", source, re.MULTILINE)
    standard = VARIANTS / assignment / (behind[1] if behind else "standard.py")
    alone = path in STANDARDS or "# standalone" in source[:200]
    cells = [] if alone else cells_of(standard.read_text(encoding="utf-8"))
    cells = [*(_without(cell, frozenset(without)) for cell in cells), *cells_of(source)]
    notebook = write_notebook(folder / "a.ipynb", *cells)
    return graders(assignment).grade(notebook)


def _left_out(
    variant: Path, names: tuple[str, ...], of_variant: list[str], remainder: int
) -> tuple[str, ...]:
    """Return the functions after a slow variant's own, unless it is its turn to keep them."""
    keeps = variant.parent.parent.name not in SLOW or not of_variant or remainder == 0
    keeps = keeps or variant.stem.startswith("standalone")
    return () if keeps else names[names.index(of_variant[-1]) + 1 :]


def _without(cell: str, names: frozenset[str]) -> str:
    """Return a cell without the definitions of some functions, and without what sets a graded variable."""
    tree = ast.parse(cell)
    lost = {
        line
        for node in tree.body
        if getattr(node, "name", "") in names
        for line in range(node.lineno - 1, node.end_lineno or node.lineno)
    }
    if "fine_tuning" in names and "loss_function" in cell:
        return ""
    return "\n".join(line for number, line in enumerate(cell.split("\n")) if number not in lost)


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_standard_solution_earns_full_marks(standard: Path, graders: Graders, tmp_path: Path) -> None:
    """What the variants are variants of is right."""
    assert grade(standard, graders, tmp_path).score == 100.0


def test_a_right_rewriting_earns_full_marks(
    right: Path, library: Library, graders: Graders, tmp_path: Path
) -> None:
    """No way of writing a right solution loses a point."""
    names = library.get(right.parent.parent.name).assignment.all_names
    defined = [
        name for name in names if re.search(rf"^(?:def |class )?{name}\b", right.read_text(), re.MULTILINE)
    ]
    later = _left_out(right, names, defined, RIGHT.index(right) % RIGHT_WITH_LATER)
    report = grade(right, graders, tmp_path, without=later)
    lost = [(f.name, f.feedback) for f in report.functions if f.status != "passed" and f.name not in later]
    assert lost == []
    assert later or report.score == 100.0


def test_a_wrong_variant_loses_its_own_function_only(
    wrong: Path, library: Library, graders: Graders, tmp_path: Path
) -> None:
    """Exactly the function that is wrong loses points, whoever calls it."""
    source = wrong.read_text(encoding="utf-8")
    broken = re.search(r"^# breaks: (\w+)", source, re.MULTILINE)
    assert broken is not None
    names = library.get(wrong.parent.parent.name).assignment.all_names
    later = _left_out(wrong, names, [broken[1]], WRONG.index(wrong) % WRONG_WITH_LATER)
    report = grade(wrong, graders, tmp_path, without=later)
    failed = [f.name for f in report.functions if f.status != "passed" and f.name not in later]
    assert failed == [broken[1]]


@pytest.mark.parametrize("explained", EXPLAINED, ids=lambda path: path.stem)
def test_a_known_mistake_is_named(
    explained: Path, library: Library, graders: Graders, tmp_path: Path
) -> None:
    """By the advice of the misconception that it is."""
    function, name = re.findall(r"^# (?:breaks|explained by): (\w+)", explained.read_text(), re.MULTILINE)
    known = library.get(explained.parent.parent.name).reference.misconceptions("2022")
    names = library.get(explained.parent.parent.name).assignment.all_names
    later = names[names.index(function) + 1 :]
    report = grade(explained, graders, tmp_path, without=later)
    entry = next(entry for entry in report.functions if entry.name == function)
    assert [m.name for m in known if (m.function, m.advice) == (function, entry.feedback)] == [name]
