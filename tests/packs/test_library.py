"""Finding packs, and the pack that a submission belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.errors import MachineError, PackError, UsageError
from grader.extract.submission import Cell, Submission
from grader.packs import Library, builtin
from grader.packs.library import Starter
from tests.conftest import ROOT, STEP_BY_STEP
from tests.notebooks import write_notebook
from tests.packs.folders import ASSIGNMENT, changed, write, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Pack


APPLICATION = "convolution-application"


OWN_NAMES = [
    {
        "id": "long",
        "title": "many",
        "marks": ["a1"],
        "functions": [{"name": n} for n in ("first", "second", "third")],
    },
    {"id": "short", "title": "one", "marks": ["b1"], "functions": [{"name": "given"}]},
]


def submission(*cells: str | Cell) -> Submission:
    """Return a submission of code cells."""
    numbered = (c if isinstance(c, Cell) else Cell(n, c) for n, c in enumerate(cells))
    return Submission("a.ipynb", "", tuple(numbered))


def with_editions(root: Path, editions: list[dict[str, Any]]) -> Pack:
    """Return the small pack with other editions."""
    write_pack(root)
    write(root / "assignments" / "sums" / "assignment.json", changed(ASSIGNMENT, generations=editions))
    return Library([root]).get("sums")


@pytest.fixture
def small(tmp_path: Path) -> Pack:
    """Return the small pack, as an instructor's own."""
    return Library([write_pack(tmp_path)]).get("sums")


class TestLibrary:
    """All packs of all roots."""

    def test_the_packs_that_came_with_the_grader_are_there(self) -> None:
        """Without being asked for."""
        assert STEP_BY_STEP in Library().packs

    def test_an_instructors_packs_come_first(self, tmp_path: Path) -> None:
        """And the grader's own are still there."""
        assert list(Library([write_pack(tmp_path)]).packs) == ["sums", *Library().packs]

    def test_an_instructors_pack_replaces_one_of_the_same_name(self, tmp_path: Path) -> None:
        """A teacher's own edition counts."""
        assert Library([write_pack(tmp_path, STEP_BY_STEP)]).get(STEP_BY_STEP).root == tmp_path

    def test_the_first_of_several_folders_counts(self, tmp_path: Path) -> None:
        """In the order of the options."""
        roots = [write_pack(tmp_path / "a"), write_pack(tmp_path / "b")]
        assert Library(roots).get("sums").root == tmp_path / "a"

    def test_an_unknown_assignment_is_bad_usage(self) -> None:
        """The message lists the known ones."""
        with pytest.raises(UsageError, match=f"no assignment 'sums'; there are: .*{STEP_BY_STEP}"):
            Library().get("sums")

    def test_a_folder_without_assignments_is_bad_usage(self, tmp_path: Path) -> None:
        """It is said at once, not when a pack is looked for."""
        with pytest.raises(UsageError, match="has no folder assignments/"):
            Library([tmp_path])

    def test_the_folder_of_assignments_itself_is_bad_usage(self, tmp_path: Path) -> None:
        """The error names the one that is meant."""
        root = write_pack(tmp_path)
        with pytest.raises(UsageError, match=f"name the folder that contains it: {root}$"):
            Library([root / "assignments"])

    def test_a_folder_without_packs_adds_none(self, tmp_path: Path) -> None:
        """It may be filled later."""
        (tmp_path / "assignments").mkdir()
        assert list(Library([tmp_path]).packs) == list(Library().packs)

    def test_an_assignment_that_breaks_its_schema_is_refused(self, tmp_path: Path) -> None:
        """The message names the field."""
        write(tmp_path / "assignments" / "sums" / "assignment.json", changed(ASSIGNMENT, title=3))
        with pytest.raises(PackError, match="title: 3 should be a text in quotes"):
            _ = Library([tmp_path]).packs

    def test_an_assignment_is_named_like_its_folder(self, tmp_path: Path) -> None:
        """Its other folders go by that name."""
        write(tmp_path / "assignments" / "other" / "assignment.json", ASSIGNMENT)
        with pytest.raises(PackError, match="id: 'sums' differs from the name of its folder"):
            _ = Library([tmp_path]).packs


class TestBuiltinRoot:
    """Where the grader's own packs lie."""

    def test_in_a_checkout_it_is_the_checkout(self) -> None:
        """Beside the package."""
        assert builtin.builtin_root() == ROOT

    @pytest.mark.parametrize(
        "place", ["prefix/share/cnn-grade", "user/share/cnn-grade", "target/share/cnn-grade"]
    )
    def test_installed_it_is_a_share_folder(
        self, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of the environment, of the user, or of the folder given to pip."""
        module = tmp_path / "target" / "lib" / "python" / "grader" / "packs" / "builtin.py"
        monkeypatch.setattr(builtin, "__file__", str(module))
        monkeypatch.setattr(builtin.sys, "prefix", str(tmp_path / "prefix"))
        monkeypatch.setattr(builtin.site, "getuserbase", lambda: str(tmp_path / "user"))
        assignment = tmp_path / place / "assignments" / "sums" / "assignment.json"
        assignment.parent.mkdir(parents=True)
        assignment.touch()
        assert builtin.builtin_root.__wrapped__() == tmp_path / place

    def test_nowhere_is_the_machines_fault(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Not the student's."""
        monkeypatch.setattr(builtin, "__file__", str(tmp_path / "a" / "b" / "c.py"))
        monkeypatch.setattr(builtin.sys, "prefix", str(tmp_path))
        monkeypatch.setattr(builtin.site, "getuserbase", lambda: str(tmp_path))
        with pytest.raises(MachineError, match="are missing"):
            builtin.builtin_root.__wrapped__()


class TestRecognition:
    """Which assignment a submission is of."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("def add(): pass", "sums"),
            ("def total(): pass\nx = 1", "sums"),
            ("def add(:\n  broken", "sums"),
            ("add = lambda: 1", "sums"),
            ("def zero_pad(X, pad): pass", STEP_BY_STEP),
            ("def zero_pad(a, b): pass\ndef pool_forward(): pass\ndef add(): pass", STEP_BY_STEP),
            ("def add(a, b): pass\ndef total(): pass\ndef zero_pad(): pass", "sums"),
            ("def add(): pass\ndef zero_pad(): pass", "sums"),
        ],
    )
    def test_the_one_whose_names_it_defines_most_of(self, source: str, expected: str, tmp_path: Path) -> None:
        """An instructor's own where they are even."""
        pack = Library([write_pack(tmp_path)]).recognise(submission(source))
        assert pack is not None
        assert pack.assignment.id == expected

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("def convolutional_model(): pass", None),
            ("def convolutional_model(classes): pass", None),
            ("convolutional_model = Net()", None),
            ("def happyModel(): pass", APPLICATION),
            ("convolutional_model = lambda input_shape: 1", APPLICATION),
            ("happyModel = HappyModel(shape)", None),
            ("def happyModel(shape): pass", None),
            ("def convolutional_model(input_shape): pass", APPLICATION),
            ("async def convolutional_model(\n    n,\n    *, input_shape=(64, 64, 3)): pass", APPLICATION),
            ("def convolutional_model(input_shape:\n  broken", APPLICATION),
            ("from cnn_utils import *\ndef convolutional_model(): pass", APPLICATION),
            ("### v1.1\ndef convolutional_model(): pass", APPLICATION),
            ("def convolutional_model(n): pass\ndef happyModel(x): pass", APPLICATION),
            ("def convolutional_model(): pass\ndef zero_pad(X, pad): pass", STEP_BY_STEP),
        ],
    )
    def test_one_name_needs_the_text_or_the_parameters(self, source: str, expected: str | None) -> None:
        """Another course may call something of its own by it."""
        pack = Library().recognise(submission(source))
        assert (pack and pack.assignment.id) == expected

    def test_one_name_is_enough_where_there_is_no_other(self, tmp_path: Path) -> None:
        """And the starter asks for other parameters."""
        write_pack(tmp_path)
        folder = tmp_path / "assignments" / "sums"
        write(folder / "assignment.json", changed(ASSIGNMENT, functions=[{"name": "add"}]))
        write_notebook(folder / "starter.ipynb", "def add(a, b):\n    pass")
        pack = Library([tmp_path]).recognise(submission("def add(c): pass"))
        assert (pack and pack.assignment.id) == "sums"

    def test_what_it_looks_like_is_told_though_it_is_not_meant(self) -> None:
        """The one whose names it defines most of."""
        pack = Library().resembled(submission("def convolutional_model(): pass"))
        assert (pack and pack.assignment.id) == APPLICATION

    @pytest.mark.parametrize("source", ["", "x = 1", "zero_pad(1)", "from student import zero_pad"])
    def test_none_whose_names_it_does_not_define(self, source: str) -> None:
        """Using a name is not defining it."""
        assert Library().recognise(submission(source)) is None


class TestEdition:
    """Which edition a submission is of."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("old  edition", "old"),
            ("new edition", "new"),
            ("", "new"),
            ("start here", "new"),
            ("old edition, new edition", "new"),
            ("old edition\nstart here", "old"),
        ],
    )
    def test_the_one_that_most_marks_speak_for(self, text: str, expected: str, small: Pack) -> None:
        """The newest where none or several do."""
        assert small.edition_of(submission(Cell(0, text, is_code=False))).id == expected

    def test_a_mark_counts_once(self, small: Pack) -> None:
        """However often it stands there."""
        assert small.edition_of(submission("start here " * 9 + "new edition")).id == "new"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("# version 1", "old"),
            ("# version 1\nnew edition\nstart here", "old"),
            ("# version 1\nx = 1\nnew edition", "old"),
            ("# version 3\nold edition\nstart here", "new"),
            ("old edition\nstart here", "old"),
        ],
    )
    def test_a_header_outranks_the_marks(self, text: str, expected: str, tmp_path: Path) -> None:
        """Students change code; they leave a version where it stands."""
        old, new = ASSIGNMENT["generations"]
        editions = [{**old, "headers": ["# version 1"]}, {**new, "headers": ["# version [23]"]}]
        pack = with_editions(tmp_path, editions)
        assert pack.edition_of(submission(text)).id == expected

    @pytest.mark.parametrize("order", [("plain", "rich"), ("rich", "plain")])
    def test_of_two_with_as_many_it_is_the_one_that_lacks_least(
        self, order: tuple[str, str], tmp_path: Path
    ) -> None:
        """Whichever is newer, and though neither has all of its marks."""
        marks = {"plain": ["a1", "b1", "c1"], "rich": ["a1", "b1", "d1", "e1", "f1"]}
        pack = with_editions(tmp_path, [{"id": k, "title": k, "marks": marks[k]} for k in order])
        assert pack.edition_of(submission("a1, b1")).id == "plain"

    def test_of_two_that_lack_most_it_is_the_newest(self, tmp_path: Path) -> None:
        """One word of many tells nothing of the others: a starter of one's own is of the newest edition."""
        marks = {"short": ["a1", "b1", "c1"], "long": ["a1", "b1", "c1", "d1"]}
        pack = with_editions(tmp_path, [{"id": k, "title": k, "marks": marks[k]} for k in marks])
        assert pack.edition_of(submission("a1")).id == "long"

    def test_of_two_that_lack_as_many_it_is_the_newest(self, tmp_path: Path) -> None:
        """As far as anybody can tell."""
        editions = [{"id": k, "title": k, "marks": ["a1", k]} for k in ("b1", "c1")]
        assert with_editions(tmp_path, editions).edition_of(submission("a1")).id == "c1"

    def test_a_mark_may_run_over_lines_of_code_and_text(self, small: Pack) -> None:
        """All cells are searched."""
        assert small.edition_of(submission("x = 1", Cell(1, "old edition", is_code=False))).id == "old"

    def test_names_of_its_own_tell_an_edition(self, tmp_path: Path) -> None:
        """However few of them are there, and whatever the text says."""
        pack = with_editions(tmp_path, OWN_NAMES)
        assert pack.edition_of(submission("def first(): pass", "b1")).id == "long"
        assert pack.edition_of(submission("def given(): pass", "b1")).id == "short"

    def test_marks_tell_editions_of_which_as_many_names_are_there(self, tmp_path: Path) -> None:
        """And then it does not matter how many are missing."""
        pack = with_editions(tmp_path, OWN_NAMES)
        assert pack.edition_of(submission("def first(): pass", "def given(): pass", "a1")).id == "long"
        assert pack.edition_of(submission("def first(): pass", "def given(): pass", "b1")).id == "short"


class TestPack:
    """What a pack gives."""

    def test_the_assignment_is_as_its_file_says(self, small: Pack) -> None:
        """Names, helpers, stubs."""
        found = small.assignment
        actual = (found.id, found.title, found.runtime, found.names, dict(found.stubs))
        assert actual == ("sums", "Sums", "numpy", ("add", "total"), {"helpers": ("norm",)})

    def test_helpers_belong_to_their_function(self, small: Pack) -> None:
        """The earlier ones that it may use."""
        assert [(f.name, f.helpers) for f in small.assignment.functions] == [("add", ()), ("total", ("add",))]

    def test_its_rubric_lies_beside_it(self, small: Pack) -> None:
        """In the third folder."""
        assert set(small.max_scores(small.rubric())) == {10}

    def test_its_public_cases_are_those_of_the_edition(self, small: Pack) -> None:
        """From the first folder."""
        assert [case.id for case in small.public_cases("new")] == ["add.text"]

    def test_its_reference_is_in_the_second_folder(self, small: Pack) -> None:
        """With solution and hidden cases."""
        assert len(small.reference.hidden_cases(1)) == 3

    @pytest.mark.parametrize(
        ("path", "changes_it"),
        [
            ("assignments/sums/published.json", True),
            ("assignments/sums/inputs/x.npy", True),
            ("reference/sums/solution.py", True),
            ("reference/sums/generations/old.py", True),
            ("reference/sums/__pycache__/cases.cpython-311.pyc", False),
            ("rubrics/sums.json", False),
            ("assignments/other/note.txt", False),
        ],
    )
    def test_its_digest_covers_what_verdicts_depend_on(
        self, path: str, changes_it: bool, tmp_path: Path
    ) -> None:
        """The rubric has a digest of its own."""
        before = Library([write_pack(tmp_path)]).get("sums").assignment.digest
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        with (tmp_path / path).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert (Library([tmp_path]).get("sums").assignment.digest != before) == changes_it

    def test_its_digest_is_the_same_elsewhere(self, tmp_path: Path) -> None:
        """A copy of a pack is the same pack."""
        roots = [write_pack(tmp_path / "a"), write_pack(tmp_path / "b")]
        digests = {Library([root]).get("sums").assignment.digest for root in roots}
        assert len(digests) == 1


class TestEditions:
    """What a pack offers in each of its editions."""

    @pytest.mark.parametrize("name", Library().packs)
    def test_every_edition_of_ours_is_worth_100_points(self, name: str) -> None:
        """By the default rubric."""
        pack = Library().get(name)
        assert list(pack.max_scores(pack.rubric())) == [100]

    def test_names_are_told_with_their_editions(self, tmp_path: Path) -> None:
        """The newest first."""
        editions = [{"id": "a", "title": "a"}, {"id": "b", "title": "b", "functions": [{"name": "sub"}]}]
        pack = with_editions(tmp_path, [*editions, {"id": "c", "title": "c"}])
        assert pack.names_by_edition() == {("add", "total"): ["a", "c"], ("sub",): ["b"]}


class TestStarter:
    """What the functions of a starter look like."""

    def test_it_has_an_entry_for_each_function(self, tmp_path: Path) -> None:
        """By name."""
        path = write_notebook(
            tmp_path / "starter.ipynb", "x = 1", "def add(a, b):\n    pass", "def total(v): pass"
        )
        assert dict(Starter(path)) == {"add": "Pass()", "total": "Pass()"}

    def test_it_is_empty_where_there_is_no_file(self, tmp_path: Path) -> None:
        """A pack need not have one."""
        starter: Any = Starter(tmp_path / "starter.ipynb")
        assert (len(starter), starter.get("add")) == (0, None)

    def test_it_is_read_when_it_is_first_looked_at(self, tmp_path: Path) -> None:
        """Most submissions have nothing blank."""
        starter = Starter(tmp_path / "starter.ipynb")
        write_notebook(tmp_path / "starter.ipynb", "def add(a, b):\n    pass")
        assert starter["add"] == "Pass()"
