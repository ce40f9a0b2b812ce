"""Publishing: what of the rubric and the reference a student may have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.authoring.publish import expected_text
from grader.checks import differences
from grader.errors import MachineError, PackError
from grader.packs import Library, Tolerance
from grader.packs.expected import load_expected
from tests.commands import run
from tests.conftest import ROOT
from tests.small import PUBLISHED, RUBRIC, SOLUTION, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.sandbox.machine import Machine

LARGE = {"residual-networks", "transfer-mobilenet", "horses-vs-humans-transfer"}  # take seconds each
ASSIGNMENTS = sorted(path.parent.name for path in ROOT.glob("assignments/*/assignment.json"))


def published(root: Path, machine: Machine, **pack: Any) -> dict[str, Any]:
    """Return what is published of the small assignment."""
    small = Library([write_pack(root, **pack)]).get("doubling")
    return dict(json.loads(expected_text(small, machine)))


@pytest.mark.parametrize(
    "assignment",
    [pytest.param(name, marks=[pytest.mark.thorough] if name in LARGE else []) for name in ASSIGNMENTS],
)
def test_the_committed_file_is_what_is_published(assignment: str, library: Library, machine: Machine) -> None:
    """Otherwise: grader publish."""
    pack = library.get(assignment)
    committed = (pack.assignment.folder / "expected.json").read_text(encoding="utf-8")
    assert expected_text(pack, machine) == committed


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_points_are_those_of_the_edition(assignment: str, library: Library) -> None:
    """A name may be worth more in one than in another."""
    pack = library.get(assignment)
    expected = load_expected(pack.assignment.folder)
    for edition in pack.assignment.editions:
        rubric = pack.rubric().of(pack.in_edition(edition).assignment, edition.id)
        points = {name: expected.points_in(edition.id, name) for name in rubric.functions}
        assert points == {name: rubric.points(name) for name in rubric.functions}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_nothing_of_a_hidden_check_is_in_it(assignment: str, library: Library) -> None:
    """No name, no hint, no case."""
    pack = library.get(assignment)
    text = (pack.assignment.folder / "expected.json").read_text(encoding="utf-8")
    rubric = pack.rubric()
    hidden = [c for own in rubric.functions.values() for c in own if c.visibility == "hidden"]
    public = {c.hint for own in rubric.functions.values() for c in own if c.visibility == "public"}
    words = [c.id for c in hidden] + [c.hint for c in hidden if c.hint and c.hint not in public]
    assert [word for word in words if f'"{word}"' in text] == []
    assert [case.id for case in pack.reference.hidden_cases(rubric.seed) if f'"{case.id}"' in text] == []


def test_public_checks_are_published_with_the_points_of_all(tmp_path: Path, machine: Machine) -> None:
    """The hidden ones are only counted."""
    found = published(tmp_path, machine)
    assert {name: entry["points"] for name, entry in found["functions"].items()} == {
        "double": 6.0,
        "quadruple": 4.0,
    }
    assert [check["id"] for check in found["functions"]["double"]["checks"]] == ["double.seeded"]
    assert found["pass_mark"] == 50


def test_numbers_are_no_pictures(tmp_path: Path, machine: Machine) -> None:
    """Their published values say it all."""
    found = published(tmp_path, machine)
    assert (found["answers"], found["arrays"]) == ([], [])


def test_the_command_writes_the_file(tmp_path: Path, machine: Machine) -> None:
    """Beside the public cases."""
    expected = published(tmp_path, machine)
    done = run("publish", "doubling", "--packs", tmp_path, command="grader")
    path = tmp_path / "assignments" / "doubling" / "expected.json"
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    assert json.loads(path.read_text(encoding="utf-8")) == expected


def test_an_unknown_assignment_is_bad_usage() -> None:
    """With a sentence."""
    done = run("publish", "nothing", command="grader")
    assert (done.returncode, "there is no assignment 'nothing'" in done.stderr) == (2, True)


def test_a_public_check_of_hidden_cases_is_refused(tmp_path: Path, machine: Machine) -> None:
    """A student could not carry it out."""
    rubric = json.loads(json.dumps(RUBRIC))
    rubric["functions"]["double"][1]["visibility"] = "public"
    with pytest.raises(PackError, match=r"doubling: double\.values: the check is public"):
        published(tmp_path, machine, rubric=rubric)


def test_a_reference_that_fails_its_own_cases_is_told(tmp_path: Path, machine: Machine) -> None:
    """Nothing is written then."""
    broken = SOLUTION.replace("x + x", "x + nowhere")
    with pytest.raises(MachineError, match=r"returns no result for double\.three"):
        published(tmp_path, machine, solution=broken)


def test_arrays_are_short_to_write(tmp_path: Path, machine: Machine) -> None:
    """To four digits."""
    write_pack(tmp_path)
    case = {
        "id": "double.grid",
        "function": "double",
        "args": [{"$array": [[1.23456789, 2], [3, 4]]}],
        "expect": [{"index": [0, 1], "value": 4}],
    }
    path = tmp_path / "assignments" / "doubling" / "published.json"
    path.write_text(json.dumps({**PUBLISHED, "cases": [*PUBLISHED["cases"], case]}), encoding="utf-8")
    found = json.loads(expected_text(Library([tmp_path]).get("doubling"), machine))
    assert [(a["case"], a["value"]) for a in found["arrays"]] == [
        ("double.grid", {"return": [[2.469, 4.0], [6.0, 8.0]]})
    ]


OPEN: dict[str, Any] = {"id": "double.open", "kind": "reference", "points": 1, "visibility": "public"}
GRID = {"$array": [[1.5, -2.0], [0.0, 4.0]]}


def open_pack(root: Path, result: str, **check: Any) -> Path:
    """Write the small pack with a public check of the kind `reference` on an array."""
    rubric = json.loads(json.dumps(RUBRIC))
    rubric["functions"]["double"].append({**OPEN, **check})
    solution = f"import numpy as np\n\n\ndef double(x):\n    return {result}\n"
    write_pack(root, rubric=rubric, solution=solution + SOLUTION.split("\n\n\n")[1])
    case = {"id": "double.open#1", "function": "double", "group": "open", "args": [GRID]}
    path = root / "assignments" / "doubling" / "published.json"
    path.write_text(json.dumps({**PUBLISHED, "cases": [*PUBLISHED["cases"], case]}), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    "result",
    [
        "x + x",
        "np.float32(3)",
        "np.int64(3)",
        "np.bool_(True)",
        "(x, {'a': (1, None, 'b')})",
        "{1: x > 0}",
        "np.zeros((0, 3))",
    ],
)
def test_answers_of_every_kind_come_back(result: str, tmp_path: Path, machine: Machine) -> None:
    """A public check of the kind `reference` compares with what the reference returned."""
    folder = Library([open_pack(tmp_path, f"{result} if np.ndim(x) else x + x")]).get("doubling")
    path = folder.assignment.folder / "expected.json"
    path.write_text(expected_text(folder, machine), encoding="utf-8")
    found = load_expected(folder.assignment.folder).answers["double.open#1", "only", ()]
    should = eval(result, {"np": np, "x": np.array(GRID["$array"])})  # noqa: S307 - written above
    assert list(differences(found, should, "return", Tolerance(0.0, 0.0))) == []
    assert list(differences(should, found, "return", Tolerance(0.0, 0.0))) == []


@pytest.mark.parametrize(
    ("result", "reason"),
    [("x * np.nan", "not finite"), ("1j * x", "type ndarray"), ("print", "type builtin_function_or_method")],
)
def test_an_answer_that_nothing_equals_is_refused(
    result: str, reason: str, tmp_path: Path, machine: Machine
) -> None:
    """With the case, instead of a file that fails everyone."""
    folder = Library([open_pack(tmp_path, f"{result} if np.ndim(x) else x + x")]).get("doubling")
    with pytest.raises(PackError, match=rf"for double\.open#1, the reference returns .*{reason}"):
        expected_text(folder, machine)


def test_the_line_of_a_failing_reference_is_named(tmp_path: Path, machine: Machine) -> None:
    """In the words of Python, with file and line."""
    with pytest.raises(MachineError, match=r"solution\.py:5: .*double\.three: it raises TypeError: 'int'"):
        expected_text(Library([open_pack(tmp_path, "x[0]")]).get("doubling"), machine)
