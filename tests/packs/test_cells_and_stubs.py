"""What an assignment of Keras has beside functions: cells, losses, stubs that do something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.errors import PackError
from grader.extract.bodies import CellSpec
from grader.packs import Library
from tests.packs.folders import ASSIGNMENT, RUBRIC, changed, write, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Assignment

CELL = {
    "name": "total",
    "helpers": ["add"],
    "variables": ["loss", "rate"],
    "given": ["model"],
    "loss": "hinge",
}


def assignment(root: Path, **changes: Any) -> Assignment:
    """Return the small assignment with some entries changed."""
    write_pack(root)
    write(root / "assignments" / "sums" / "assignment.json", changed(ASSIGNMENT, **changes))
    return Library([root]).get("sums").assignment


def test_a_name_with_variables_is_a_cell(tmp_path: Path) -> None:
    """With what it sets, what it is given, and who makes that."""
    found = assignment(tmp_path, functions=[{"name": "add"}, CELL])
    assert dict(found.cells) == {"total": CellSpec(("loss", "rate"), ("model",), ("add",))}


def test_functions_are_no_cells(tmp_path: Path) -> None:
    """The usual case."""
    assert dict(assignment(tmp_path).cells) == {}


def test_a_function_may_have_a_loss_that_fits(tmp_path: Path) -> None:
    """Training is reported by it."""
    found = assignment(tmp_path, functions=[{"name": "add"}, CELL])
    assert [found.function(name).loss for name in ("add", "total")] == [None, "hinge"]


@pytest.mark.parametrize(
    "change",
    [{"variables": "loss"}, {"given": [1]}, {"loss": 3}, {"unknown": 1}],
)
def test_a_cell_that_breaks_the_schema_is_refused(change: dict[str, Any], tmp_path: Path) -> None:
    """The message names the field."""
    with pytest.raises(PackError, match=r"functions\[1\]"):
        assignment(tmp_path, functions=[{"name": "add"}, {**CELL, **change}])


@pytest.mark.parametrize("runtime", ["numpy", "keras"])
def test_an_assignment_runs_on_one_of_two(runtime: str, tmp_path: Path) -> None:
    """Which Keras is another matter."""
    assert assignment(tmp_path, runtime=runtime).runtime == runtime


def test_another_runtime_is_refused(tmp_path: Path) -> None:
    """By the schema."""
    with pytest.raises(PackError, match="runtime"):
        assignment(tmp_path, runtime="torch")


def test_a_stub_may_have_a_source(tmp_path: Path) -> None:
    """A file of its name in the student's folder."""
    write(tmp_path / "assignments" / "sums" / "stubs" / "helpers.py", "def norm(x): return x\n")
    assert dict(assignment(tmp_path).stub_sources) == {"helpers": "def norm(x): return x\n"}


def test_most_stubs_have_none(tmp_path: Path) -> None:
    """They do nothing."""
    assert dict(assignment(tmp_path).stub_sources) == {}


def test_the_source_of_a_stub_changes_the_digest(tmp_path: Path) -> None:
    """Verdicts depend on it."""
    before = assignment(tmp_path).digest
    write(tmp_path / "assignments" / "sums" / "stubs" / "helpers.py", "x = 1\n")
    assert assignment(tmp_path).digest != before


def test_a_variant_changes_the_digest(tmp_path: Path) -> None:
    """So do they on this."""
    before = assignment(tmp_path).digest
    write(tmp_path / "reference" / "sums" / "variants" / "norm.py", "x = 1\n")
    assert assignment(tmp_path).digest != before


def rubric_with(root: Path, **criterion: Any) -> Any:
    """Return the first criterion of the small rubric, changed."""
    write_pack(root)
    functions = changed(RUBRIC["functions"])
    functions["add"][0] = changed(functions["add"][0], **criterion)
    write(root / "rubrics" / "sums.json", changed(RUBRIC, functions=functions))
    return Library([root]).get("sums").rubric().functions["add"][0]


def test_a_criterion_looks_at_all_aspects_unless_told(tmp_path: Path) -> None:
    """Order, settings and sizes."""
    assert rubric_with(tmp_path, kind="layers", part="graph").aspects == ("order", "settings", "sizes")


@pytest.mark.parametrize("aspects", [["order"], ["settings", "sizes"]])
def test_a_criterion_may_look_at_some_aspects(aspects: list[str], tmp_path: Path) -> None:
    """So that each earns points of its own."""
    found = rubric_with(tmp_path, kind="layers", part="graph", aspects=aspects)
    assert found.aspects == tuple(aspects)


def test_a_criterion_may_ignore_settings(tmp_path: Path) -> None:
    """By layer and name."""
    found = rubric_with(tmp_path, kind="layers", part="graph", ignored=["AveragePooling2D.padding"])
    assert found.ignored == ("AveragePooling2D.padding",)


@pytest.mark.parametrize("kind", ["layers", "forward", "configuration"])
def test_its_part_is_a_name(kind: str, tmp_path: Path) -> None:
    """Of what the probe answers."""
    assert rubric_with(tmp_path, kind=kind, part="inference").part == "inference"


@pytest.mark.parametrize(
    "criterion",
    [{"aspects": ["colour"]}, {"aspects": "order"}, {"ignored": "padding"}, {"kind": "graph"}],
)
def test_a_criterion_that_breaks_the_schema_is_refused(criterion: dict[str, Any], tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(PackError, match=r"sums\.json"):
        rubric_with(tmp_path, **{"kind": "layers", "part": "graph", **criterion})
