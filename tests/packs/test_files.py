"""A pack's JSON files: read, checked, and named in every complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.errors import PackError
from grader.packs.files import check, digest_of, load_json
from tests.conftest import ROOT
from tests.packs.folders import ASSIGNMENT, PUBLISHED, RUBRIC, TOLERANCES, changed, write

if TYPE_CHECKING:
    from pathlib import Path


def complaint(path: Path, schema: str) -> str:
    """Return what is said about a file, without its path."""
    with pytest.raises(PackError) as caught:
        load_json(path, schema)
    return str(caught.value).removeprefix(f"{path}: ")


def criterion(**changes: Any) -> dict[str, Any]:
    """Return a rubric whose first criterion is changed."""
    first = changed(RUBRIC["functions"]["add"][0], **changes)
    return changed(RUBRIC, functions={"add": [first]})


def case(**changes: Any) -> dict[str, Any]:
    """Return a file of published cases whose only one is changed."""
    return changed(PUBLISHED, cases=[changed(PUBLISHED["cases"][0], **changes)])


@pytest.mark.parametrize(
    ("schema", "content"), [("assignment", ASSIGNMENT), ("published", PUBLISHED), ("rubric", RUBRIC)]
)
def test_a_file_that_keeps_to_its_schema_is_loaded(
    schema: str, content: dict[str, Any], tmp_path: Path
) -> None:
    """What it holds comes back."""
    assert load_json(write(tmp_path / "a.json", content), schema) == content


@pytest.mark.parametrize(
    ("schema", "content", "place"),
    [
        ("assignment", [], "the file: "),
        ("assignment", changed(ASSIGNMENT, id=...), "the file: lacks 'id'"),
        ("assignment", changed(ASSIGNMENT, extra=1), "the file: there is no field 'extra'"),
        ("assignment", changed(ASSIGNMENT, schema_version="2.0"), "schema_version: "),
        ("assignment", changed(ASSIGNMENT, id="Sums"), "id: "),
        ("assignment", changed(ASSIGNMENT, id="../sums"), "id: "),
        ("assignment", changed(ASSIGNMENT, title=""), "title: "),
        ("assignment", changed(ASSIGNMENT, runtime="perl"), "runtime: "),
        ("assignment", changed(ASSIGNMENT, functions=[]), "functions: "),
        ("assignment", changed(ASSIGNMENT, functions=[{"name": "no name"}]), "functions[0].name: "),
        ("assignment", changed(ASSIGNMENT, functions=[{"name": "f", "helper": []}]), "functions[0]: "),
        ("assignment", changed(ASSIGNMENT, generations=[]), "generations: "),
        (
            "assignment",
            changed(ASSIGNMENT, generations=[{"id": "a", "title": "b", "marks": ["("]}]),
            "generations[0].marks[0]: '(' is not a valid regular expression",
        ),
        (
            "assignment",
            changed(ASSIGNMENT, generations=[{"id": "a", "title": "b", "headers": ["("]}]),
            "generations[0].headers[0]: '(' is not a valid regular expression",
        ),
        ("assignment", changed(ASSIGNMENT, stubs={"m": "f"}), "stubs.m: "),
        ("published", changed(PUBLISHED, cases=3), "cases: "),
        ("published", case(expect=[]), "cases[0].expect: "),
        ("published", case(expect=...), "cases[0]: lacks 'expect'"),
        ("published", case(expect=[{}]), "cases[0].expect[0]: lacks 'value'"),
        ("published", case(expect=[{"value": 1, "index": ["a:b"]}]), "cases[0].expect[0].index[0]: "),
        ("published", case(expect=[{"value": 1, "reduce": "max"}]), "cases[0].expect[0].reduce: "),
        ("published", case(seed=-1), "cases[0].seed: "),
        ("published", case(draw={"x": [0]}), "cases[0].draw.x[0]: "),
        ("published", case(generations=[]), "cases[0].generations: "),
        ("rubric", changed(RUBRIC, pass_mark=101), "pass_mark: "),
        ("rubric", changed(RUBRIC, pass_mark=[80]), "pass_mark: "),
        ("rubric", changed(RUBRIC, seed=2**32), "seed: "),
        ("rubric", changed(RUBRIC, functions={}), "functions: "),
        ("rubric", changed(RUBRIC, functions={"add": []}), "functions.add: "),
        ("rubric", changed(RUBRIC, points={"add": -1}), "points.add: "),
        ("rubric", changed(RUBRIC, tolerances={"float64": TOLERANCES["float64"]}), "tolerances: "),
        ("rubric", criterion(kind="opinion"), "functions.add[0].kind: 'opinion' is not one of"),
        ("rubric", criterion(points=-1), "functions.add[0].points: "),
        ("rubric", criterion(visibility="secret"), "functions.add[0].visibility: "),
        ("rubric", criterion(cases=[]), "functions.add[0].cases: "),
        ("rubric", criterion(part=-1), "functions.add[0].part: "),
        ("rubric", criterion(hint=""), "functions.add[0].hint: "),
        ("rubric", criterion(code="import os"), "functions.add[0]: there is no field 'code'"),
        ("rubric", criterion(id="add"), "functions.add[0].id: "),
    ],
)
def test_a_file_that_breaks_its_schema_is_refused(
    schema: str, content: Any, place: str, tmp_path: Path
) -> None:
    """The complaint names the field."""
    assert complaint(write(tmp_path / "a.json", content), schema).startswith(place)


@pytest.mark.parametrize(
    ("schema", "content", "question"),
    [
        ("rubric", criterion(hnit="Add."), "did you mean 'hint'?"),
        (
            "rubric",
            {"passmark" if k == "pass_mark" else k: v for k, v in RUBRIC.items()},
            "did you mean 'pass_mark'?",
        ),
        ("assignment", changed(ASSIGNMENT, extra=1), "there is no field 'extra'"),
    ],
)
def test_a_misspelt_key_gets_a_suggestion(
    schema: str, content: dict[str, Any], question: str, tmp_path: Path
) -> None:
    """If a key resembles it."""
    assert complaint(write(tmp_path / "a.json", content), schema).endswith(question)


def test_a_rubric_needs_everything_unless_it_extends_another(tmp_path: Path) -> None:
    """A name alone is not a rubric."""
    with pytest.raises(PackError):
        load_json(write(tmp_path / "a.json", {"schema_version": "1.0", "name": "short"}), "rubric")


def test_a_rubric_that_extends_another_may_be_short(tmp_path: Path) -> None:
    """It changes what it names."""
    content = {"schema_version": "1.0", "name": "short", "extends": "default"}
    assert load_json(write(tmp_path / "a.json", content), "rubric") == content


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The reason is the system's."""
    assert complaint(tmp_path / "a.json", "rubric") == "can't be read: No such file or directory"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """The reason is the system's."""
    assert complaint(tmp_path, "rubric") == "can't be read: Is a directory"


@pytest.mark.parametrize("content", ["", "{", "{'a': 1}", "[1,]"])
def test_a_file_that_is_no_json_is_refused(content: str, tmp_path: Path) -> None:
    """The complaint says where it stops being JSON."""
    assert complaint(write(tmp_path / "a.json", content), "rubric").startswith("is not JSON: ")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """JSON is UTF-8."""
    (tmp_path / "a.json").write_bytes(b'{"a": "\xff"}')
    assert complaint(tmp_path / "a.json", "rubric") == "is not UTF-8 text (byte 7); save it as UTF-8"


def test_a_file_that_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    """It is the instructor's mistake, not the grader's failure."""
    (tmp_path / "a.json").write_text("[" * 100_000)
    assert complaint(tmp_path / "a.json", "rubric") == "is nested too deeply"


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        *(("assignment", path) for path in sorted((ROOT / "assignments").glob("*/assignment.json"))),
        *(("published", path) for path in sorted((ROOT / "assignments").glob("*/published.json"))),
        *(("rubric", path) for path in sorted((ROOT / "rubrics").glob("*.json"))),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.parent.name}/{value.name}",
)
def test_the_packs_that_come_with_the_grader_keep_to_their_schemas(schema: str, path: Path) -> None:
    """They are not checked again when they are loaded."""
    check(path, load_json(path, schema), schema)


class TestDigest:
    """One name for many files."""

    @staticmethod
    def digest(root: Path, **contents: str) -> str:
        """Write some files and return their digest."""
        return digest_of([write(root / name, content) for name, content in contents.items()], root)

    def test_the_same_files_elsewhere_have_the_same_digest(self, tmp_path: Path) -> None:
        """It does not matter where they stand."""
        assert self.digest(tmp_path / "x", a="1", b="2") == self.digest(tmp_path / "y", a="1", b="2")

    def test_the_order_makes_no_difference(self, tmp_path: Path) -> None:
        """Folders list files in any order."""
        assert self.digest(tmp_path, a="1", b="2") == self.digest(tmp_path, b="2", a="1")

    @pytest.mark.parametrize(
        "other", [{"a": "1", "b": "3"}, {"a": "1", "c": "2"}, {"a": "1"}, {"a": "2", "b": "1"}, {"ab": "12"}]
    )
    def test_other_files_have_another_digest(self, other: dict[str, str], tmp_path: Path) -> None:
        """Names and contents both count."""
        assert self.digest(tmp_path / "x", a="1", b="2") != self.digest(tmp_path / "y", **other)
