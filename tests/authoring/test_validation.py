"""Packs that are broken in one place each: what is found, in which file and field, with what advice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest

from grader.authoring.build import write
from grader.authoring.new import EXAMPLES, write_pack
from grader.authoring.publish import expected_text
from grader.authoring.validation import Finding, validate
from grader.authoring.validation.command import validated
from grader.authoring.validation.sizes import size_findings
from grader.errors import UsageError
from grader.packs import Case
from grader.packs.library import load_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.sandbox.machine import Machine

ID = "sums"
FILES = {
    "assignment": f"assignments/{ID}/assignment.json",
    "published": f"assignments/{ID}/published.json",
    "starter": f"assignments/{ID}/starter.ipynb",
    "expected": f"assignments/{ID}/expected.json",
    "solution": f"reference/{ID}/solution.py",
    "cases": f"reference/{ID}/cases.py",
    "misconceptions": f"reference/{ID}/misconceptions.py",
    "lesson": f"reference/{ID}/lesson.py",
    "rubric": f"rubrics/{ID}.json",
}


class Broken(NamedTuple):
    """A change of one file, and what has to be said of it: a part of the place, and of the message."""

    file: str
    old: str
    new: str
    where: str
    message: str


READ = {
    "no JSON": Broken("assignment", '"title":', '"title"', "assignment.json:4", "is not JSON: Expecting ':'"),
    "NaN": Broken("rubric", '"rtol": 1e-5', '"rtol": NaN', "sums.json", "NaN is not a finite number"),
    "a field twice": Broken("rubric", '"seed":', '"seed": 1, "seed":', "sums.json", "'seed' is there twice"),
    "a misspelt field": Broken(
        "assignment", '"title":', '"tittle":', "assignment.json:4: tittle", "did you mean 'title'?"
    ),
    "a missing field": Broken(
        "assignment", '"runtime": "numpy",', "", "assignment.json:1", "'runtime' is a required property"
    ),
    "a misspelt value": Broken(
        "assignment", '"numpy"', '"numpi"', "assignment.json:5: runtime", "did you mean 'numpy'?"
    ),
    "another id": Broken("assignment", '"id": "sums"', '"id": "sum"', "json:3: id", "the folder is 'sums'"),
    "a helper that is not there": Broken(
        "assignment",
        '{"name": "normalise"}',
        '{"name": "normalise", "helpers": ["normalize"]}',
        "json:7: functions[0].helpers[0]",
        "'normalize' is not a function listed before this one",
    ),
    "a name twice": Broken(
        "assignment",
        '{"name": "normalise"}',
        '{"name": "normalise"}, {"name": "normalise"}',
        "functions[1].name",
        "'normalise' is listed twice",
    ),
    "an edition that is not there": Broken(
        "assignment",
        '"title": "first edition"',
        '"title": "first edition", "accepts": ["0"]',
        "generations[0].accepts",
        "there is no edition '0'; there are: 1",
    ),
    "no regular expression": Broken(
        "assignment", '"headers": ["sums,', '"headers": ["(sums,', "headers[0]", "is not a 'regex'"
    ),
    "a case of no function": Broken(
        "published",
        '"function": "normalise"',
        '"function": "normalize"',
        "published.json:6: cases[0].function",
        "did you mean 'normalise'?",
    ),
    "a draw that is not there": Broken(
        "published", '"args": [{"$array"', '"args": ["$x", {"$array"', "published.json", "no draw named x"
    ),
    "a case's misspelt field": Broken(
        "published", '"reduce":', '"reduces":', "[0].reduces", "mean 'reduce'?"
    ),
    "a probe of nothing known": Broken(
        "published",
        '"function": "normalise",',
        '"function": "normalise", "probe": {"want": ["graphs"]},',
        "cases[0].probe.want[0]",
        "did you mean 'graph'?",
    ),
    "checks of no function": Broken(
        "rubric", '"normalise": [', '"normal": [', "sums.json:11: functions.normal", "mean 'normalise'?"
    ),
    "an unknown kind": Broken(
        "rubric", '"reference"', '"referenze"', "[1].kind", "did you mean 'reference'?"
    ),
    "an id of another function": Broken(
        "rubric", '"normalise.values"', '"mean.values"', "functions.normalise[1].id", "must start with"
    ),
    "an id twice": Broken(
        "rubric", '"normalise.values"', '"normalise.seeded"', "functions.normalise[1].id", "is listed twice"
    ),
    "a group without cases": Broken(
        "rubric", '"normalise.values"', '"normalise.value"', "normalise[1].id", "did you mean 'values'?"
    ),
    "a public check of hidden cases": Broken(
        "rubric", '"visibility": "hidden"', '"visibility": "public"', "[1].visibility", "students can't run"
    ),
    "a rubric of an edition that is not there": Broken(
        "rubric", '"points": 20,', '"points": 20, "generations": ["2"],', "[1].generations", "no edition '2'"
    ),
    "no points": Broken(
        "rubric", '"points": ', '"points": 0e', "functions.normalise", "no check of it has points"
    ),
    "a solution without the function": Broken(
        "solution", "def normalise(", "def normalize(", "solution.py", "normalise"
    ),
    "a solution that is not Python": Broken(
        "solution", "def normalise(", "def normalise((", "sums", "normalise"
    ),
    "cases that raise": Broken(
        "cases", "random.randn(*shape)", "random.rand(shape)", "cases.py", "TypeError"
    ),
    "a case of no function in cases": Broken(
        "cases",
        'Call("normalise", "values", (5',
        'Call("normalize", "values", (5',
        "cases.py",
        "'normalise'?",
    ),
    "a Call's misspelt probe": Broken(
        "cases",
        "astype(np.float32),)",
        'astype(np.float32),), probe={"betwen": ()}',
        "cases.py",
        "did you mean 'between'?",
    ),
    "cases that draw elsewhere": Broken(
        "cases", "random.randn(3", "np.random.randn(3", "cases.py", "other cases"
    ),
    "a misconception without advice": Broken(
        "misconceptions", '    """One mean', '    _ = """One mean', "misconceptions.py:6", "no docstring"
    ),
    "a misconception of no function": Broken(
        "misconceptions", "def normalise__", "def normalize__", "misconceptions.py:6", "mean 'normalise'?"
    ),
    "a lesson without an end": Broken(
        "lesson", "    ### END SOLUTION\n", "", "lesson.py", "must be in pairs"
    ),
    "a lesson that has changed": Broken(
        "lesson", "# # Sums", "# # Totals", "starter.ipynb", "grader build sums"
    ),
}
RUN = {
    "a published value that is wrong": Broken(
        "published", "-1.463848", "-1.5", "published.json:4: cases[0]", "the solution fails normalise.seeded"
    ),
    "a solution that raises": Broken(
        "solution", "np.mean(images, axis", "np.mean(image, axis", "solution.py:8", "raises NameError"
    ),
    "a solution that draws lots": Broken(
        "solution",
        "return (images - mean) / deviation",
        "return (images - mean) / deviation + __import__('os').getpid() % 97",
        "sums",
        "",
    ),
    "a solution that changes its argument": Broken(
        "solution",
        "return (images - mean)",
        "images -= mean\n    return images",
        "functions.normalise[2]",
        "the solution fails normalise.unchanged",
    ),
    "a misconception that is none": Broken(
        "misconceptions",
        "(images - np.mean(images)) / np.std(images)",
        "(images - np.mean(images, (0, 1, 2))) / np.std(images, (0, 1, 2))",
        "misconceptions.py:6",
        "normalise__over_everything passes every check",
    ),
    "a part that is not there": Broken(
        "rubric", '"points": 20,', '"points": 20, "part": 1,', "functions.normalise[1]", "names part 1"
    ),
    "a tolerance that lets everything pass": Broken(
        "rubric", '"atol": 1e-6', '"atol": 1e6', "functions.normalise[0]", "nothing fails normalise.seeded"
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, machine: Machine) -> dict[str, str]:
    """The texts of a pack that is all right."""
    root = tmp_path_factory.mktemp("packs")
    write_pack(ID, root, ["numpy"])
    pack = load_pack(root, ID)
    write(pack)
    (pack.assignment.folder / "expected.json").write_text(expected_text(pack, machine), encoding="utf-8")
    return {path: (root / path).read_text(encoding="utf-8") for path in FILES.values()}


def written(root: Path, texts: dict[str, str]) -> Path:
    """Write the files of a pack."""
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def broken(whole: dict[str, str], one: Broken, root: Path) -> Path:
    """Write the pack with one change."""
    text = whole[FILES[one.file]]
    assert one.old in text
    return written(root, {**whole, FILES[one.file]: text.replace(one.old, one.new)})


def test_a_pack_that_is_all_right_has_nothing_to_mend(
    whole: dict[str, str], tmp_path: Path, machine: Machine
) -> None:
    """Run and all."""
    assert list(validate(written(tmp_path, whole), ID, lambda: machine)) == []


@pytest.mark.parametrize("name", READ)
def test_what_reading_shows(name: str, whole: dict[str, str], tmp_path: Path) -> None:
    """The file, the field, and what to do; the first finding is the one."""
    one = READ[name]
    first = next(validate(broken(whole, one, tmp_path), ID))
    assert one.where in first.where
    assert one.message in first.message


@pytest.mark.parametrize("name", RUN)
def test_what_running_shows(name: str, whole: dict[str, str], tmp_path: Path, machine: Machine) -> None:
    """The same of what only runs show."""
    one = RUN[name]
    found = list(validate(broken(whole, one, tmp_path), ID, lambda: machine))
    assert [f for f in found if one.where in f.where and one.message in f.message] != [], found


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing(file: str, whole: dict[str, str], tmp_path: Path, machine: Machine) -> None:
    """Each is named, but for the misconceptions, which need not be there."""
    left = {path: text for path, text in whole.items() if path != FILES[file]}
    found = list(validate(written(tmp_path, left), ID, lambda: machine))
    assert any(FILES[file].rsplit("/", 1)[1] in f.where for f in found) == (file != "misconceptions"), found


def test_no_finding_shows_how_the_grader_is_made(whole: dict[str, str], tmp_path: Path) -> None:
    """No class and no traceback, whatever is wrong."""
    for number, one in enumerate([*READ.values(), *RUN.values()]):
        root = broken(whole, one, tmp_path / str(number))
        for finding in validate(root, ID):
            assert "Raised(" not in str(finding)
            assert "Traceback" not in str(finding)
            assert "\n" not in str(finding)


def test_two_misconceptions_that_are_one(whole: dict[str, str], tmp_path: Path, machine: Machine) -> None:
    """They can't be told apart, so a student may be told the wrong one."""
    text = whole[FILES["misconceptions"]]
    twin = text[text.index("def ") :].replace("over_everything", "again")
    root = written(tmp_path, {**whole, FILES["misconceptions"]: f"{text}\n\n{twin}"})
    found = [finding.message for finding in validate(root, ID, lambda: machine)]
    assert any("normalise__again gives the same results as normalise__over_every" in text for text in found)


def images(*shape: int, **settings: int) -> Case:
    """Return a case of a function of images and settings."""
    return Case("f.sizes#1", "f", "sizes", (np.zeros(shape), np.zeros((2, 2, 3, 4)), settings))


@pytest.mark.parametrize(
    ("cases", "told"),
    [
        ([images(2, 4, 4, 3), images(3, 5, 5, 1)], ["equal sides"]),
        ([images(1, 4, 5, 3), images(1, 5, 6, 1)], ["one example"]),
        ([images(2, 4, 5, 3, pad=2), images(3, 5, 6, 1, pad=2)], ["pad 2"]),
        ([images(2, 4, 6, 3, stride=1), images(3, 8, 6, 1, stride=2)], ["without remainder"]),
        ([images(2, 4, 6, 3, stride=1), images(3, 7, 6, 1, stride=2)], []),
        ([images(2, 4, 5, 3, pad=0), images(3, 5, 6, 1, pad=1)], []),
        ([Case("f.sizes#1", "f", "sizes", (3, "a"))], []),
    ],
)
def test_sizes_that_hide_mistakes(cases: list[Case], told: list[str]) -> None:
    """What is the same in every case is never tried out."""
    found = list(size_findings("f", cases, "cases.py"))
    assert len(found) == len(told)
    assert all(text in finding.message for finding, text in zip(found, told, strict=True))


def test_a_finding_is_one_line() -> None:
    """Place, severity, sentence."""
    assert str(Finding("a.json:3: id", "is wrong")) == "a.json:3: id: error: is wrong"


def test_an_unknown_pack_is_bad_usage(whole: dict[str, str], tmp_path: Path) -> None:
    """With the name that may be meant."""
    root = written(tmp_path, whole)
    with pytest.raises(UsageError, match="there is no assignment 'sum'; did you mean 'sums'"):
        list(validated(["sum"], [root]))


def test_the_command_says_what_is_all_right(whole: dict[str, str], tmp_path: Path) -> None:
    """Of every pack of a folder, without running it if that is asked for."""
    assert list(validated([], [written(tmp_path, whole)], quick=True)) == [("sums: nothing to mend", False)]


class TestNew:
    """The packs that begin an assignment."""

    @pytest.mark.parametrize("examples", [[], ["numpy"], ["model"], ["files"], ["numpy", "files"]])
    def test_every_choice_of_examples_is_a_pack(self, examples: list[str], tmp_path: Path) -> None:
        """Its files fit together; only what commands write is missing."""
        write_pack(ID, tmp_path, examples)
        write(load_pack(tmp_path, ID))
        assert list(validate(tmp_path, ID)) == []

    def test_a_pack_of_all_examples_has_nothing_to_mend(self, tmp_path: Path, machine: Machine) -> None:
        """As made: built, published, its solution graded in full and its starter with nothing."""
        write_pack(ID, tmp_path)
        pack = load_pack(tmp_path, ID)
        write(pack)
        (pack.assignment.folder / "expected.json").write_text(expected_text(pack, machine), encoding="utf-8")
        assert list(validate(tmp_path, ID, lambda: machine)) == []

    def test_it_has_the_functions_that_were_chosen(self, tmp_path: Path) -> None:
        """And NumPy alone needs no Keras."""
        write_pack(ID, tmp_path, ["numpy"])
        content: dict[str, Any] = json.loads((tmp_path / FILES["assignment"]).read_text(encoding="utf-8"))
        assert (content["functions"], content["runtime"]) == ([{"name": EXAMPLES["numpy"]}], "numpy")

    def test_nothing_is_overwritten(self, tmp_path: Path) -> None:
        """The first file that is there is named."""
        write_pack(ID, tmp_path)
        with pytest.raises(UsageError, match="is there already"):
            write_pack(ID, tmp_path)

    @pytest.mark.parametrize("name", ["Sums", "a_b", "../a", "", "a--b"])
    def test_an_id_is_a_name_for_a_folder(self, name: str, tmp_path: Path) -> None:
        """Nothing is written otherwise."""
        with pytest.raises(UsageError, match="is not an id"):
            write_pack(name, tmp_path)
        assert list(tmp_path.iterdir()) == []
