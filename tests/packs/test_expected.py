"""What is expected in the public cases: read from the file that a student has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.errors import PackError
from grader.packs import Tolerance
from grader.packs.expected import FILE_NAME, load_expected
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONTENT: dict[str, Any] = {
    "schema_version": "1.0",
    "pass_mark": 60,
    "tolerances": {"float64": {"rtol": 0.1, "atol": 0}, "float32": {"rtol": 0.2, "atol": 0}},
    "functions": {
        "f": {
            "points": 9,
            "checks": [
                {"id": "f.seeded", "kind": "seeded", "points": 4, "visibility": "public", "why": "Because."}
            ],
        }
    },
    "answers": [
        {"case": "f.a", "generations": ["one", "two"], "variants": [], "value": {"graph": 3}},
        {"case": "f.a", "generations": ["one"], "variants": ["Layer"], "value": {"graph": 4}},
    ],
    "arrays": [{"case": "f.b", "generations": ["one"], "variants": [], "value": {"return": [[1, 2]]}}],
}


def write(folder: Path, **changes: Any) -> Path:
    (folder / FILE_NAME).write_text(json.dumps({**CONTENT, **changes}), encoding="utf-8")
    return folder


def test_points_and_the_pass_mark_are_there(tmp_path: Path) -> None:
    """Hidden checks count too."""
    found = load_expected(write(tmp_path))
    assert (found.pass_mark, found.points_in("one", "f")) == (60.0, 9)


def test_checks_are_as_in_a_rubric(tmp_path: Path) -> None:
    """With what is usual filled in."""
    (check,) = load_expected(write(tmp_path)).checks["f"]
    assert (check.id, check.cases, check.why) == ("f.seeded", ("seeded",), "Because.")
    assert check.tolerances["float32"] == Tolerance(0.2, 0)


def test_an_answer_is_of_a_case_an_edition_and_the_names_in_use(tmp_path: Path) -> None:
    """All three matter."""
    assert load_expected(write(tmp_path)).answers == {
        ("f.a", "one", ()): {"graph": 3},
        ("f.a", "two", ()): {"graph": 3},
        ("f.a", "one", ("Layer",)): {"graph": 4},
    }


def test_arrays_are_arrays(tmp_path: Path) -> None:
    """By the place in the result."""
    np.testing.assert_array_equal(load_expected(write(tmp_path)).arrays["f.b", "one", ()]["return"], [[1, 2]])


def test_a_file_that_is_missing_can_be_made(tmp_path: Path) -> None:
    """The sentence says how."""
    with pytest.raises(PackError, match=f"grader publish {tmp_path.name}"):
        load_expected(tmp_path)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answers": [{"case": "f.a"}]}, r"answers\[0\]"),
        ({"more": 1}, "the file"),
        (
            {
                "functions": {
                    "f": {
                        "points": 1,
                        "checks": [{**CONTENT["functions"]["f"]["checks"][0], "visibility": "hidden"}],
                    }
                }
            },
            "visibility",
        ),
    ],
)
def test_a_file_that_breaks_the_schema_is_refused(
    changes: dict[str, Any], field: str, tmp_path: Path
) -> None:
    """A hidden check does not belong there."""
    with pytest.raises(PackError, match=field):
        load_expected(write(tmp_path, **changes))


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("assignments/*/expected.json")), ids=lambda p: p.parent.name
)
def test_the_files_that_come_with_the_grader_keep_the_schema(path: Path, tmp_path: Path) -> None:
    """They are not checked when they are read."""
    (tmp_path / FILE_NAME).write_bytes(path.read_bytes())
    assert load_expected(tmp_path).checks
