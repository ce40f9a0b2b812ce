"""The documents for authors are true: the tutorial works word for word, and every field is described."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.test_readme import update
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMAS = ("assignment", "published", "rubric", "fixtures", "expected")


def test_the_tutorial_works_word_for_word(tmp_path: Path) -> None:
    """In an empty folder, with the output that is shown; `python docs/update.py` rewrites it."""
    text = update.TUTORIAL.read_text(encoding="utf-8")
    ended: list[int] = []
    assert update.retold(text, tmp_path, ended) == text
    assert ended == [0, 1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_of_a_schema_is_described(name: str) -> None:
    """In a sentence."""
    text = files("grader.packs").joinpath(f"schemas/{name}.schema.json").read_text(encoding="utf-8")
    silent = [
        field for field, node in fields(json.loads(text)) if not node.get("description", "").endswith(".")
    ]
    assert silent == []


def fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema, wherever it is."""
    if isinstance(schema, dict):
        inner = schema.get("properties")
        if isinstance(inner, dict) and "if" not in schema.get("$comment", "") and "type" in schema:
            yield from inner.items()
        schema = list(schema.values())
    for part in schema if isinstance(schema, list) else ():
        yield from fields(part)


def test_every_recipe_is_described() -> None:
    """Those of public cases, and those of boxes."""
    known = set()
    for path in ("grader/packs/published.py", "grader/box/keras/arguments.py"):
        known |= set(re.findall(r'case "(\$\w+)"', (ROOT / path).read_text(encoding="utf-8")))
    page = (ROOT / "docs" / "pack-fields.md").read_text(encoding="utf-8")
    assert [name for name in sorted(known) if f'{{"{name}": ' not in page] == []


def test_every_request_of_a_probe_is_in_the_schema() -> None:
    """Those that a box answers, and no others."""
    text = (ROOT / "grader/box/keras/probes.py").read_text(encoding="utf-8")
    answered = re.findall(r'^    "(\w+)": Inspection\.', text, re.MULTILINE)
    schema = json.loads(files("grader.packs").joinpath("schemas/published.schema.json").read_text("utf-8"))
    want = schema["$defs"]["probe"]["properties"]["want"]
    assert sorted(answered) == sorted(want["items"]["enum"])
    assert [name for name in answered if f"`{name}`" not in want["description"]] == []
