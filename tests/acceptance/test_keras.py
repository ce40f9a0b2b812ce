"""Assignments of Keras, from the notebook to the report: two Kerases, one verdict."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from grader.extract.submission import Cell, Submission
from grader.judging import answer_key as key_module
from grader.judging.answer_key import AnswerKey
from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.report.formats.json import render_json
from grader.sandbox.interface import Execution, Returned
from grader.sandbox.versions import version_of
from tests.commands import without_timing
from tests.conftest import ROOT
from tests.notebooks import write_notebook
from tests.programs import Watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.packs import Pack
    from grader.report.model import FunctionEntry, Report
    from grader.sandbox.machine import Machine

APPLICATION, RESIDUAL, TRANSFER = "convolution-application", "residual-networks", "transfer-mobilenet"
VARIANTS = ROOT / "tests" / "variants"
KERAS = {"2": version_of("tf_keras"), "3": version_of("keras")}

# A small assignment that runs on Keras: numbers are told as they are, models are not needed.
ASSIGNMENT = {
    "schema_version": "1.0",
    "id": "doubling",
    "title": "Doubling",
    "runtime": "keras",
    "functions": [{"name": "double"}, {"name": "quadruple", "helpers": ["double"]}],
    "generations": [{"id": "only", "title": "the only edition"}],
}
PROBE = {"want": ["graph"]}
PUBLISHED = {
    "schema_version": "1.0",
    "cases": [
        {
            "id": f"{name}.three",
            "function": name,
            "args": [3],
            "probe": PROBE,
            "expect": [{"path": ["graph"], "value": value}],
        }
        for name, value in (("double", 6), ("quadruple", 12))
    ],
}
BOUNDS = {"rtol": 1e-6, "atol": 1e-6}
RUBRIC = {
    "schema_version": "1.0",
    "name": "default",
    "pass_mark": 50,
    "seed": 7,
    "tolerances": {"float64": BOUNDS, "float32": BOUNDS},
    "functions": {
        name: [
            {"id": f"{name}.seeded", "kind": "seeded", "points": 2, "visibility": "public"},
            {"id": f"{name}.values", "kind": "reference", "points": 3, "visibility": "hidden"},
        ]
        for name in ("double", "quadruple")
    },
}
CASES = (
    "from grader.packs import Call\n\n\ndef cases(random):\n    for n in (5, 7):\n"
    "        for name in ('double', 'quadruple'):\n"
    "            yield Call(name, 'values', (n,), probe={'want': ['graph']})\n"
)
SOLUTION = "def double(x):\n    return x + x\n\n\ndef quadruple(x):\n    return double(double(x))\n"
HEAD = "import tensorflow as tf\nKERAS_2 = tf.keras.layers.Layer.__module__.startswith('tf_keras')\n"
DOUBLE, QUADRUPLE = SOLUTION.split("\n\n\n")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a library with the small assignment."""
    root = tmp_path_factory.mktemp("packs")
    files = {
        "assignments/doubling/assignment.json": json.dumps(ASSIGNMENT),
        "assignments/doubling/published.json": json.dumps(PUBLISHED),
        "reference/doubling/solution.py": SOLUTION,
        "reference/doubling/cases.py": CASES,
        "rubrics/doubling.json": json.dumps(RUBRIC),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Library([root])


@pytest.fixture(scope="module")
def doubling(small: Library, machine: Machine) -> Grader:
    """Return a grader of the small assignment."""
    return Grader(small, machine, Options(assignment="doubling"))


def graded(grader: Grader, folder: Path, *cells: str) -> Report:
    """Grade a notebook of some cells."""
    return grader.grade(write_notebook(folder / "a.ipynb", HEAD, *cells))


def scores(report: Report) -> dict[str, float | None]:
    """Return what each function earns."""
    return {function.name: function.score for function in report.functions}


def function_of(report: Report, name: str) -> FunctionEntry:
    """Return one function's entry."""
    return next(function for function in report.functions if function.name == name)


def remarks(report: Report) -> list[str]:
    """Return the remarks that tell of another Keras."""
    return [d.message for d in report.diagnostics if "was graded with" in d.message]


class TestTwoKerases:
    """What raises on one Keras is judged on the other too."""

    RAISES_ON_2 = "def double(x):\n    assert not KERAS_2\n    return x + x"
    RAISES_ON_3 = "def double(x):\n    assert KERAS_2\n    return x + x"

    def test_what_runs_is_judged_on_keras_2(self, doubling: Grader, tmp_path: Path) -> None:
        """The one that the course was written for."""
        report = graded(doubling, tmp_path, SOLUTION)
        assert (report.score, report.environment.keras, remarks(report)) == (10.0, KERAS["2"], [])
        assert report.environment.tensorflow == version_of("tensorflow")

    def test_what_raises_there_is_judged_on_keras_3(self, doubling: Grader, tmp_path: Path) -> None:
        """And loses nothing."""
        report = graded(doubling, tmp_path, self.RAISES_ON_2, "def quadruple(x):\n    return 4 * x")
        assert scores(report) == {"double": 5.0, "quadruple": 5.0}

    def test_both_are_named_where_both_were_needed(self, doubling: Grader, tmp_path: Path) -> None:
        """In the environment."""
        report = graded(doubling, tmp_path, self.RAISES_ON_2, "def quadruple(x):\n    return 4 * x")
        assert report.environment.keras == f"{KERAS['3']}, {KERAS['2']}"

    def test_a_remark_tells_which_function_needed_it(self, doubling: Grader, tmp_path: Path) -> None:
        """It costs nothing."""
        report = graded(doubling, tmp_path, self.RAISES_ON_2, "def quadruple(x):\n    return 4 * x")
        assert remarks(report) == [
            f"double was graded with Keras {KERAS['3']}, because it does not run with Keras {KERAS['2']}. No marks lost."
        ]

    def test_a_function_that_runs_on_keras_2_only_needs_no_other(
        self, doubling: Grader, tmp_path: Path
    ) -> None:
        """It passes at once."""
        report = graded(doubling, tmp_path, self.RAISES_ON_3, QUADRUPLE)
        assert (report.score, remarks(report)) == (10.0, [])

    def test_a_wrong_function_that_does_not_raise_is_not_tried_again(
        self, doubling: Grader, tmp_path: Path
    ) -> None:
        """It says the same on every Keras, or is wrong on its own."""
        report = graded(doubling, tmp_path, "def double(x):\n    return x if KERAS_2 else x + x")
        assert (function_of(report, "double").score, report.environment.keras) == (0.0, KERAS["2"])

    def test_one_that_raises_everywhere_has_an_error(self, doubling: Grader, tmp_path: Path) -> None:
        """Of the first."""
        report = graded(doubling, tmp_path, "def double(x):\n    raise ValueError('on ' + str(KERAS_2))")
        entry = function_of(report, "double")
        assert (entry.status, entry.score, "on True" in entry.feedback) == ("error", 0.0, True)

    def test_the_better_verdict_counts(self, doubling: Grader, tmp_path: Path) -> None:
        """Of one that raises sometimes here, and is always wrong there."""
        source = "def double(x):\n    if not KERAS_2: return 0\n    assert x == 3\n    return x + x"
        report = graded(doubling, tmp_path, source)
        assert (function_of(report, "double").score, remarks(report)) == (2.0, [])

    def test_a_better_verdict_there_counts(self, doubling: Grader, tmp_path: Path) -> None:
        """Though not everything is right."""
        source = "def double(x):\n    assert not KERAS_2\n    return x + x if x == 3 else 0"
        report = graded(doubling, tmp_path, source)
        assert (function_of(report, "double").score, len(remarks(report))) == (2.0, 1)

    def test_a_definition_that_raises_counts_too(self, doubling: Grader, tmp_path: Path) -> None:
        """An import that only one Keras has."""
        head = "if KERAS_2: raise ImportError('not here')\nfrom keras import layers as NEW"
        source = "def double(x, layers=NEW):\n    return x + x"
        assert function_of(graded(doubling, tmp_path, head, source), "double").score == 5.0

    def test_a_helper_that_needs_the_other_keras_costs_nobody(self, doubling: Grader, tmp_path: Path) -> None:
        """It passes there, and who calls it passes."""
        report = graded(doubling, tmp_path, self.RAISES_ON_2, QUADRUPLE)
        assert scores(report) == {"double": 5.0, "quadruple": 5.0}

    @pytest.mark.parametrize(("keras", "score"), [("2", 0.0), ("3", 5.0), ("auto", 5.0)])
    def test_one_keras_may_be_chosen(
        self, small: Library, machine: Machine, tmp_path: Path, keras: str, score: float
    ) -> None:
        """Then there is no other."""
        chosen = Grader(small, machine, Options(assignment="doubling", keras=keras))
        report = graded(chosen, tmp_path, self.RAISES_ON_2)
        assert function_of(report, "double").score == score

    def test_a_notebook_of_keras_3_begins_there(self, doubling: Grader, tmp_path: Path) -> None:
        """Nothing is said of the other."""
        source = "from keras import ops\n" + DOUBLE.replace("x + x", "x + x if ops else 0")
        report = graded(doubling, tmp_path, source, QUADRUPLE)
        assert (report.score, report.environment.keras, remarks(report)) == (10.0, KERAS["3"], [])


class TestHelpers:
    """A helper's reference version is in place before anything is defined."""

    @pytest.mark.parametrize("broken", ["raise ValueError", "return 0", "import os; os._exit(1)"])
    def test_a_broken_helper_in_a_default_argument_costs_nothing(
        self, doubling: Grader, tmp_path: Path, broken: str
    ) -> None:
        """It is called while the function is being defined."""
        report = graded(
            doubling, tmp_path,
            f"def double(x):\n    {broken}",
            "def quadruple(x, two=double(1)):\n    return 2 * two * x",
        )  # fmt: skip
        assert scores(report) == {"double": 0.0, "quadruple": 5.0}
        assert "double" in function_of(report, "quadruple").feedback

    def test_a_default_argument_that_calls_itself_is_not_paid(self, doubling: Grader, tmp_path: Path) -> None:
        """Only earlier functions are replaced."""
        report = graded(doubling, tmp_path, "def quadruple(x, y=None):\n    return quadruple(x)")
        assert function_of(report, "quadruple").score == 0.0

    @pytest.mark.thorough
    def test_a_broken_augmenter_does_not_cost_the_model(
        self, library: Library, machine: Machine, tmp_path: Path
    ) -> None:
        """The default argument of alpaca_model calls data_augmenter."""
        standard = cells_of(TRANSFER)
        cells = [
            "def data_augmenter():\n    raise NotImplementedError('later')"
            if "def data_augmenter" in c
            else c
            for c in standard
        ]
        assert cells != standard
        path = write_notebook(tmp_path / "a.ipynb", *cells)
        report = Grader(library, machine, Options(assignment=TRANSFER, diagnosis="off")).grade(path)
        assert scores(report) == {"data_augmenter": 0.0, "alpaca_model": 50.0, "fine_tuning": 20.0}


def cells_of(assignment: str) -> list[str]:
    """Return the cells of an assignment's standard solution."""
    source = (VARIANTS / assignment / "standard.py").read_text(encoding="utf-8")
    return [cell for cell in re.split(r"^# %%.*\n", source, flags=re.MULTILINE) if cell.strip()]


# Text that tells the editions of each assignment.
STAGES = "identity_block(X, f, filters, stage, block) convolutional_block(X, f, filters, stage, block) stage = 2, conv_name_base "
MARKS = {
    (APPLICATION, "2022"): "### v1.1\nhappyModel, convolutional_model",
    (RESIDUAL, "2017"): f"{STAGES} The identity blocks use three set of filters of size [256, 256, 2048]",
    (RESIDUAL, "2018"): f"{STAGES} The identity blocks use three sets of filters of size [512, 512, 2048]",
    (
        RESIDUAL,
        "2021",
    ): "def identity_block(X, f, filters, training=True) def convolutional_block(X, training) EagerTensor public_tests",
    (
        RESIDUAL,
        "2022",
    ): "### v1.1\nset_learning_phase EagerTensor public_tests def identity_block(X, f, filters, initializer=x)",
    (TRANSFER, "2021.0"): "YOUR CODE STARTS HERE fine_tune_at = 120",
    (TRANSFER, "2021"): "fine_tune_at = 126",
    (TRANSFER, "2021.2"): "# UNQ_C3 base_model = model2.layers[4] fine_tune_at = 75",
    (TRANSFER, "2022"): "### v1.1\n# base_model = model2.layers[4]\nfine_tune_at = 126",
    (TRANSFER, "2023"): "### v2.0\nfine_tune_at = 120 base_model_path",
}


def reference_notebook(pack: Pack, edition: str, path: Path) -> Path:
    """Write the reference of an edition as a student's notebook."""
    program = pack.reference._program(edition, ())
    marks = MARKS[pack.assignment.id, edition]
    return write_notebook(path, *(cell.source for cell in program.cells), markdown=marks)


class TestReference:
    """The reference passes through the door that students go through."""

    @pytest.mark.parametrize(
        "edition",
        [
            pytest.param((APPLICATION, "2022", "2"), id="application-2"),
            pytest.param((APPLICATION, "2022", "3"), id="application-3"),
            pytest.param((RESIDUAL, "2017", "auto"), id="residual-2017", marks=pytest.mark.long),
            pytest.param((RESIDUAL, "2021", "auto"), id="residual-2021", marks=pytest.mark.long),
            pytest.param((TRANSFER, "2021", "auto"), id="transfer-2021", marks=pytest.mark.long),
            pytest.param((TRANSFER, "2021.0", "auto"), id="transfer-2021.0", marks=pytest.mark.long),
        ],
    )
    def test_it_earns_full_marks(
        self, library: Library, machine: Machine, tmp_path: Path, edition: tuple[str, str, str]
    ) -> None:
        """In every edition; the newest ones are those of the standard solutions."""
        assignment, year, keras = edition
        path = reference_notebook(library.get(assignment), year, tmp_path / "a.ipynb")
        report = Grader(library, machine, Options(assignment=assignment, keras=keras)).grade(path)
        assert report.assignment is not None
        assert (report.assignment.generation, report.score) == (year, 100.0)

    @pytest.mark.parametrize("edition", MARKS, ids="-".join)
    def test_each_edition_is_known_by_its_marks(self, library: Library, edition: tuple[str, str]) -> None:
        """A notebook of it says so."""
        assignment, year = edition
        text = Cell(0, f"{MARKS[edition]} data_augmenter alpaca_model", is_code=False)
        found = library.get(assignment).edition_of(Submission("a.ipynb", "", (text,)))
        assert found.id == year


@pytest.mark.long
class TestOtherShape:
    """A function that looks at a global in place of its argument is right at one size only."""

    def test_a_base_of_the_notebook_s_size_costs_one_check(
        self, library: Library, machine: Machine, tmp_path: Path
    ) -> None:
        """The model is right at the course's size, in its layers and in its values."""
        cells = [cell for cell in cells_of(TRANSFER) if "loss_function" not in cell]
        wrong = [re.sub(r"(MobileNetV2\([^)]*?input_shape)=\w+", r"\1=(160, 160, 3)", c) for c in cells]
        assert wrong != cells
        path = write_notebook(tmp_path / "a.ipynb", *wrong)
        report = Grader(library, machine, Options(assignment=TRANSFER)).grade(path)
        failed = [
            check.id for check in function_of(report, "alpaca_model").checks if check.status != "passed"
        ]
        assert failed == ["alpaca_model.other_shape"]


BLOCK = """
import tensorflow as tf
from tensorflow.keras.layers import Activation, Add, BatchNormalization, Conv2D

def convolutional_block(X, f, filters, s=2, training=True, initializer=tf.keras.initializers.glorot_uniform):
    shortcut = X
    for n, size, stride, padding in ((0, 1, s, "valid"), (1, f, 1, "same"), (2, 1, 1, "valid")):
        X = Conv2D(filters[n], size, strides=stride, padding=padding, kernel_initializer=initializer(seed=0))(X)
        X = BatchNormalization(axis=3)(X, training=training)
        X = tf.nn.relu(X) if n < 2 else X
    shortcut = Conv2D(filters[2], 1, strides=s, kernel_initializer=initializer(seed=0))(shortcut)
    shortcut = BatchNormalization(axis=3)(shortcut, training=training)
    return Activation("relu")(Add()([X, shortcut]))
"""


@pytest.fixture(scope="module")
def residual(library: Library, machine: Machine) -> Grader:
    """Return a grader of residual networks."""
    return Grader(library, machine, Options(assignment=RESIDUAL))


class TestBlocks:
    """What a block does with its arguments."""

    @pytest.mark.parametrize(
        ("change", "points", "said"),
        [
            (("", ""), 30.0, "All checks passed."),
            (
                ("initializer=initializer(seed=0))(shortcut)", "initializer='glorot_uniform')(shortcut)"),
                27.0,
                "Every convolution uses the block's argument `initializer`",
            ),
            (
                ("training=training)", "training=True)"),
                23.0,
                "BatchNormalization is always in training mode: pass on the argument `training`",
            ),
            (("axis=3)(shortcut,", "axis=3)(X,"), 9.0, "but its path should begin at the input (cell"),
        ],
        ids=["right", "initializer", "training", "shortcut"],
    )
    def test_what_is_ignored_is_named(
        self, residual: Grader, tmp_path: Path, change: tuple[str, str], points: float, said: str
    ) -> None:
        """By what it is for."""
        path = write_notebook(tmp_path / "a.ipynb", BLOCK.replace(*change) if change[0] else BLOCK)
        block = function_of(residual.grade(path), "convolutional_block")
        assert (block.score, said in block.feedback) == (points, True)


FIRST_BASE = "base_model = tf.keras.applications.MobileNetV2(include_top=True, weights='imagenet')"
FINE_TUNING = """base_model.trainable = True
fine_tune_at = 120
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=0.1 * base_learning_rate)
metrics = ["accuracy"]
"""


@pytest.mark.long
class TestFineTuning:
    """Which base model is fine-tuned depends on the edition."""

    @pytest.mark.parametrize(
        ("edition", "points"), [("# YOUR CODE STARTS HERE", 20.0), ("### v1.1\n# UNQ_C3", 12.0)]
    )
    def test_the_model_loaded_at_first_is_the_base_where_the_text_says_so(
        self, library: Library, machine: Machine, tmp_path: Path, edition: str, points: float
    ) -> None:
        """Elsewhere, fine-tuning it leaves the new model as it was."""
        cells = [cell for cell in cells_of(TRANSFER) if "loss_function" not in cell]
        path = write_notebook(tmp_path / "a.ipynb", edition, *cells, FIRST_BASE, FINE_TUNING)
        report = Grader(library, machine, Options(assignment=TRANSFER)).grade(path)
        assert scores(report)["fine_tuning"] == points


class TestBatchNormalization:
    """The course has one of its own, which most notebooks don't use."""

    @pytest.mark.thorough
    def test_a_right_notebook_passes_with_the_course_s_own(
        self, library: Library, machine: Machine, tmp_path: Path
    ) -> None:
        """By its own published values; the standard solution has that of Keras, with the same star import."""
        (source,) = cells_of(RESIDUAL)
        blocks = source[: source.index("def ResNet50")]
        own = blocks.replace(", BatchNormalization\n", "\n")
        assert own != blocks
        path = write_notebook(tmp_path / "a.ipynb", own, markdown=MARKS[RESIDUAL, "2022"])
        report = Grader(library, machine, Options(assignment=RESIDUAL)).grade(path)
        assert scores(report) == {"identity_block": 30.0, "convolutional_block": 30.0, "ResNet50": 0.0}


class TestSameReport:
    """The same submission gives the same bytes."""

    @pytest.fixture(scope="class")
    @staticmethod
    def notebooks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
        """Return a right notebook, one with mistakes, and one that raises."""
        folder = tmp_path_factory.mktemp("notebooks")
        (right,) = cells_of(APPLICATION)
        raising = right.replace("return model", "return mode1", 1)
        return [
            write_notebook(folder / "right.ipynb", right),
            ROOT / "assignments" / APPLICATION / "sample.ipynb",
            write_notebook(folder / "raising.ipynb", raising),
        ]

    def reports(self, library: Library, machine: Machine, paths: list[Path], *, threads: int) -> list[Any]:
        """Return the reports of a new grader that grades so many at once."""
        grader = Grader(library, machine, Options(assignment=APPLICATION))
        with ThreadPoolExecutor(threads) as pool:
            reports = list(pool.map(grader.grade, paths))
        return [without_timing(render_json(report)) for report in reports]

    @pytest.mark.thorough
    def test_twice_and_in_any_number_at_once(
        self, library: Library, machine: Machine, notebooks: list[Path]
    ) -> None:
        """But for the time it took."""
        first, second = (self.reports(library, machine, notebooks, threads=n) for n in (1, 2))
        assert [report["score"] for report in first] == [100.0, 25.0, 50.0]
        assert json.dumps(first) == json.dumps(second)


class TestAnswers:
    """The reference's answers are kept on disk."""

    @pytest.fixture(autouse=True)
    @staticmethod
    def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """Give each test a cache of its own."""
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        return

    def key(self, library: Library, machine: Any, kind: str = "keras2", **options: Any) -> AnswerKey:
        """Make an answer key of the small models."""
        pack = library.get(APPLICATION)
        return AnswerKey(
            pack, "2022", pack.rubric().of(pack.assignment, "2022"), machine.provider(kind), **options
        )

    def test_a_second_key_runs_no_reference(
        self, library: Library, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was answered is read."""
        first = self.key(library, machine).answers
        monkeypatch.setattr(key_module, "execute", None)
        second = self.key(library, machine).answers
        assert (sorted(second), {type(answer) for answer in second.values()}) == (sorted(first), {Returned})

    @pytest.mark.parametrize("other", [{"seed": 5}, {"kind": "keras3"}, {"variants": ("x",)}])
    def test_what_depends_on_something_else_is_answered_anew(
        self, library: Library, machine: Machine, monkeypatch: pytest.MonkeyPatch, other: dict[str, Any]
    ) -> None:
        """Seed, Keras and variants are parts of the key."""
        keys = []
        monkeypatch.setattr(key_module, "load", keys.append)
        monkeypatch.setattr(key_module, "keep", lambda *_: None)
        monkeypatch.setattr(AnswerKey, "execute", lambda *_: Execution())
        for options in ({}, other):
            self.key(library, machine, **options).start().wait()
        assert len(set(keys)) == 2

    def test_graphs_come_back_as_they_were(self, library: Library, machine: Machine) -> None:
        """Value by value."""
        first, second = (self.key(library, machine).answers["happyModel.layers#1"] for _ in range(2))
        assert isinstance(first, Returned)
        assert first == second

    def test_a_second_grader_opens_two_boxes_only(
        self, library: Library, machine: Machine, tmp_path: Path
    ) -> None:
        """Those of the student's."""
        path = write_notebook(tmp_path / "a.ipynb", *cells_of(APPLICATION))
        counts = []
        for _ in range(2):
            watched = Watched(machine)
            Grader(library, watched, Options(assignment=APPLICATION)).grade(path)  # type: ignore[arg-type]
            counts.append(len(watched.boxes))
        assert counts == [3, 2]
