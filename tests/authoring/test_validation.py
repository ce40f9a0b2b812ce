"""Packs that are broken in one place each: what is found, in which file and field, with what advice."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest

from grader.authoring.build import write
from grader.authoring.new import EXAMPLES, write_pack
from grader.authoring.publish import expected_text
from grader.authoring.validation import Finding, validate
from grader.authoring.validation.command import validated
from grader.authoring.validation.finding import NOTE
from grader.authoring.validation.locations import Locations
from grader.authoring.validation.sizes import size_findings
from grader.authoring.validation.trials import Trials
from grader.errors import UsageError
from grader.packs import Case
from grader.packs.library import load_pack

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest.mark.structures import ParameterSet

    from grader.sandbox.machine import Machine

ID = "sums"
FILES = {
    "assignment": f"assignments/{ID}/assignment.json",
    "published": f"assignments/{ID}/published.json",
    "starter": f"assignments/{ID}/starter.ipynb",
    "expected": f"assignments/{ID}/expected.json",
    "cases": f"reference/{ID}/cases.py",
    "misconceptions": f"reference/{ID}/misconceptions.py",
    "lesson": f"reference/{ID}/lesson.py",
    "rubric": f"rubrics/{ID}.json",
}


class Broken(NamedTuple):
    """A pack with one change, and what has to be said of it: a part of the place, and of the message."""

    file: str
    old: str
    new: str
    where: str
    message: str

    @classmethod
    def each(cls, table: dict[str, list[tuple[str, str, str, str]]]) -> list[ParameterSet]:
        """Return the rows of a table, which has them by file, as parameters of a test."""
        rows = [cls(file, *row) for file, rows in table.items() for row in rows]
        return [pytest.param(row, id=f"{row.file}-{row.new or 'nothing'}") for row in rows]


# Of a file: what is replaced, by what, and what is said then.
READ = {
    "assignment": [
        ('"title":', '"title"', "assignment.json:4", "is not JSON: Expecting ':'"),
        ('"title":', '"tittle":', "assignment.json:4: tittle", "did you mean 'title'?"),
        ('"runtime": "numpy",', "", "assignment.json:1", "lacks 'runtime'"),
        ('"numpy"', '"numpi"', "assignment.json:5: runtime", "did you mean 'numpy'?"),
        ('"id": "sums"', '"id": "sum"', "json:3: id", "the folder is 'sums'"),
        (
            '{"name": "normalise"}',
            '{"name": "normalise", "helpers": ["normalize"]}',
            "json:7: functions[0].helpers[0]",
            "'normalize' is not a function listed before this one",
        ),
        (
            '{"name": "normalise"}',
            '{"name": "normalise"}, {"name": "normalise"}',
            "functions[1].name",
            "'normalise' is listed twice",
        ),
        (
            '"title": "first edition"',
            '"title": "first edition", "accepts": ["0"]',
            "generations[0].accepts",
            "there is no edition '0'; there are: 1",
        ),
        ('"headers": ["sums,', '"headers": ["(sums,', "headers[0]", "is not a valid regular expression"),
    ],
    "rubric": [
        ('"rtol": 1e-5', '"rtol": NaN', "sums.json", "NaN is not a finite number"),
        ('"seed":', '"seed": 1, "seed":', "sums.json", "'seed' is there twice"),
        ('"normalise": [', '"normal": [', "sums.json:11: functions.normal", "mean 'normalise'?"),
        ('"reference"', '"referenze"', "[1].kind", "did you mean 'reference'?"),
        ('"normalise.values"', '"mean.values"', "functions.normalise[1].id", "must start with"),
        ('"normalise.values"', '"normalise.seeded"', "functions.normalise[1].id", "is listed twice"),
        ('"normalise.values"', '"normalise.value"', "normalise[1].id", "did you mean 'values'?"),
        ('"visibility": "hidden"', '"visibility": "public"', "[1].visibility", "students can't run"),
        ('"points": 20,', '"points": 20, "generations": ["2"],', "[1].generations", "no edition '2'"),
        ('"points": ', '"points": 0e', "functions.normalise", "no check of it has points"),
    ],
    "published": [
        (
            '"function": "normalise"',
            '"function": "normalize"',
            "published.json:6: cases[0].function",
            "did you mean 'normalise'?",
        ),
        ('"args": [{"$array"', '"args": ["$x", {"$array"', "published.json", "no draw named x"),
        ('"reduce":', '"reduces":', "[0].reduces", "mean 'reduce'?"),
        ('"args":', '"draw": {"A": ["2"]}, "args":', "cases[0].draw.A[0]", "without quotes"),
        (
            '"function": "normalise",',
            '"function": "normalise", "probe": {"want": ["graphs"]},',
            "cases[0].probe.want[0]",
            "did you mean 'graph'?",
        ),
    ],
    "lesson": [
        (
            "def normalise(",
            "def normalize(",
            "lesson.py",
            "normalise is not defined in the notebook; did you mean normalize",
        ),
        ("def normalise(", "def normalise((", "lesson.py", "normalise is not defined"),
        ("    ### END SOLUTION\n", "", "lesson.py:30", "must be in pairs"),
        ("# # Sums", "# # Totals", "starter.ipynb", "grader build sums"),
    ],
    "cases": [
        ("random.randn(*shape)", "random.rand(shape)", "cases.py:15", "TypeError"),
        ('Call("normalise", "values", (5', 'Call("normalize", "values", (5', "cases.py", "'normalise'?"),
        (
            "astype(np.float32),)",
            'astype(np.float32),), probe={"betwen": ()}',
            "cases.py",
            "did you mean 'between'?",
        ),
        ("random.randn(3", "np.random.randn(3", "cases.py", "other cases"),
        ('"normalise", "values", (5', '"normalise", (5', "cases.py", "write a name in quotes"),
        ("(5 + 3 * random.randn(*shape),)", "random.randn(*shape)", "cases.py", "write a tuple, as in (x,)"),
        ("randn(*shape),)", "randn(*shape),), [1]", "cases.py", "kwargs is [1]; write a dictionary"),
    ],
    "misconceptions": [
        ('    """One mean', '    _ = """One mean', "misconceptions.py:6", "no docstring"),
        ("def normalise__", "def normalize__", "misconceptions.py:6", "mean 'normalise'?"),
        ("def normalise__", "def normalise_", "misconceptions.py:6", "with two underscores"),
    ],
}
RUN = {
    "published": [
        ("-1.463848", "-1.5", "published.json:4: cases[0]", "does not give what normalise.seeded"),
    ],
    "lesson": [
        ("np.mean(images, axis", "np.mean(image, axis", "lesson.py:31", "raises NameError"),
        (
            "return (images - mean) / deviation",
            "return (images - mean) / deviation + __import__('os').getpid() % 97",
            "sums",
            "",
        ),
        (
            "return (images - mean)",
            "images -= mean\n    return images",
            "functions.normalise[2]",
            "the solution fails normalise.unchanged",
        ),
    ],
    "misconceptions": [
        (
            "(images - np.mean(images)) / np.std(images)",
            "(images - np.mean(images, (0, 1, 2))) / np.std(images, (0, 1, 2))",
            "misconceptions.py:6",
            "normalise__over_everything passes every check",
        ),
    ],
    "rubric": [
        ('"points": 20,', '"points": 20, "part": 1,', "functions.normalise[1]", "names part 1"),
        ('"atol": 1e-', '"atol": 1e+', "lesson.py", "though the results differ; if they matter, add a case"),
    ],
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
    """Run and all; how many mutants were tried is only a note."""
    found = list(validate(written(tmp_path, whole), ID, lambda: machine))
    assert [f.severity for f in found] == [NOTE]
    assert re.search(r"of (\d+) mutants of the solution, \d+ fail a check and", found[0].message)


@pytest.mark.parametrize("one", Broken.each(READ))
def test_what_reading_shows(one: Broken, whole: dict[str, str], tmp_path: Path) -> None:
    """The file, the field, and what to do; the first finding is the one."""
    first = next(validate(broken(whole, one, tmp_path), ID))
    assert one.where in first.where
    assert one.message in first.message


@pytest.mark.parametrize("one", Broken.each(RUN))
def test_what_running_shows(one: Broken, whole: dict[str, str], tmp_path: Path, machine: Machine) -> None:
    """The same of what only runs show."""
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
    for number, parameters in enumerate(Broken.each(READ) + Broken.each(RUN)):
        root = broken(whole, parameters.values[0], tmp_path / str(number))
        for finding in validate(root, ID):
            assert "Raised(" not in str(finding)
            assert "Traceback" not in str(finding)
            assert "\n" not in str(finding)


def test_a_check_that_nothing_fails(whole: dict[str, str], tmp_path: Path) -> None:
    """It is named after all versions of its function that are wrong have been run."""
    pack = load_pack(written(tmp_path, whole), ID)
    trials = Trials(
        Locations(pack, None, None), tried={"normalise": list(pack.rubric().functions["normalise"])}
    )
    trials.failed = {"normalise.seeded", "normalise.unchanged"}
    (finding,) = trials.conclusions()
    assert finding.message.startswith("nothing fails normalise.values: no misconception and no mutant")


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
        ([Case("f.sizes#1", "f", "sizes", (np.zeros((3, 3)),))], ["as many rows as columns"]),
        ([Case("f.sizes#1", "f", "sizes", (np.zeros((3, 4)),))], []),
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
    assert list(validated([], [written(tmp_path, whole)], quick=True)) == [("sums: nothing to fix", False)]


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
        assert [f for f in validate(tmp_path, ID, lambda: machine) if f.severity != NOTE] == []

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
