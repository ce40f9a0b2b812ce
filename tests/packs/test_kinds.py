"""The table of the kinds of check: complete, in step with the schemas, and the only place of its names."""

from __future__ import annotations

import ast
import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import grader
from grader.checks import CHECKS
from grader.checks.graphs import ASPECTS
from grader.packs import KINDS
from grader.packs.rubric import read_criterion
from tests.packs.folders import TOLERANCES

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(grader.__file__).parent


def schema(package: str, name: str) -> dict[str, Any]:
    """Return one of the project's schemas."""
    content: dict[str, Any] = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    return content


def properties_of_check(content: dict[str, Any], *path: str) -> dict[str, Any]:
    """Return what a schema says of a check, which lies along a path of keys."""
    for key in path:
        content = content[key]
    return content["properties"]


RUBRIC = properties_of_check(
    schema("grader.packs.schemas", "rubric.schema.json"),
    "properties", "functions", "additionalProperties", "items",
)  # fmt: skip
REPORT = properties_of_check(
    schema("grader.report", "report.schema.json"),
    "properties", "functions", "items", "properties", "checks", "items",
)  # fmt: skip


def criterion_of(kind: str, **more: Any) -> Any:
    """Return a criterion of a kind that says nothing but what it has to."""
    entry = {"id": "add.values", "kind": kind, "points": 1, "visibility": "public", **more}
    return read_criterion(entry, {"tolerances": TOLERANCES})


def comparisons(tree: ast.AST) -> Iterator[str]:
    """Yield the texts that something called `kind` is compared with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            if any(ast.unparse(part).endswith(("kind", "['kind']")) for part in operands):
                texts = (part for operand in operands for part in ast.walk(operand))
                yield from (
                    t.value for t in texts if isinstance(t, ast.Constant) and isinstance(t.value, str)
                )


def test_every_kind_has_a_function_and_every_function_a_row() -> None:
    """In the same order."""
    assert list(CHECKS) == list(KINDS)


@pytest.mark.parametrize("described", [RUBRIC, REPORT], ids=["rubric", "report"])
def test_the_schemas_know_the_kinds_of_the_table(described: dict[str, Any]) -> None:
    """All of them and no other, in the same order."""
    assert described["kind"]["enum"] == list(KINDS)


def test_the_schema_knows_the_aspects_of_the_table() -> None:
    """As do the checks of graphs."""
    aspects = dict.fromkeys(aspect for kind in KINDS.values() for aspect in kind.aspects)
    assert RUBRIC["aspects"]["items"]["enum"] == list(aspects)
    assert tuple(KINDS["layers"].aspects) == KINDS["layers"].default_aspects == ASPECTS


def test_no_other_module_compares_a_kind_with_a_name() -> None:
    """They ask the table."""
    found = {
        (path.name, text)
        for path in SOURCES.rglob("*.py")
        for text in comparisons(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {(name, text) for name, text in found if text in KINDS} == set()


@pytest.mark.parametrize("source", ["c.kind == 'layers'", "entry['kind'] in {'layers', 'forward'}"])
def test_a_comparison_would_be_found(source: str) -> None:
    """With one name or with several."""
    assert "layers" in list(comparisons(ast.parse(source)))


@pytest.mark.parametrize(
    ("kind", "cases"),
    [
        ("seeded", ("seeded",)),
        ("unchanged", ("seeded",)),
        ("reference", ("values",)),
        ("layers", ("values",)),
    ],
)
def test_a_criterion_looks_at_the_cases_of_its_kind(kind: str, cases: tuple[str, ...]) -> None:
    """The published ones, or those that are named like the criterion."""
    assert criterion_of(kind).cases == cases


@pytest.mark.parametrize(("kind", "aspects"), [("layers", ("order",)), ("forward", ())])
def test_only_some_kinds_have_aspects(kind: str, aspects: tuple[str, ...]) -> None:
    """Of the others, none is noted."""
    assert criterion_of(kind, aspects=["order"]).aspects == aspects


@pytest.mark.parametrize(
    ("kind", "part", "aspects", "heading"),
    [
        ("seeded", None, (), "Published examples"),
        ("layers", "graph", ("order",), "Layers and their order"),
        (
            "layers",
            "graph",
            ("order", "sizes"),
            "Layers and their order; Output shapes and numbers of parameters",
        ),
        ("configuration", "loss", (), "Training configuration: loss"),
    ],
)
def test_a_check_has_a_heading_for_people(
    kind: str, part: str | None, aspects: tuple[str, ...], heading: str
) -> None:
    """By what it looks at."""
    assert KINDS[kind].heading(part, aspects) == heading
