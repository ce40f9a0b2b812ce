"""The nine hard rules of the design: each has a test that fails when it is broken."""

# ruff: noqa: E501 - tables of code and of sentences
from __future__ import annotations

import ast
import json
import re
import struct
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader import wire
from grader.errors import MachineError
from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.report.formats.json import render_json
from grader.sandbox.machine import Machine
from grader.sandbox.nursery import ForkedBox, Nursery
from tests.commands import SAMPLE, STARTER, run, without_timing
from tests.conftest import ROOT, STEP_BY_STEP
from tests.notebooks import write_notebook
from tests.programs import Watched
from tests.small import RUBRIC, SOLUTION, write_pack

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from grader.packs import Pack
    from grader.report.model import FunctionEntry, Report

REFERENCE = ROOT / "reference" / STEP_BY_STEP
SOURCES = sorted((ROOT / "grader").rglob("*.py"))
EDITIONS = ["2017", "2018", "2019", "2021", "2022"]
# Text that only one edition's notebook has.
MARKS = {
    "2017": "print(-23.1602122, 0.15585932, 9.6089906) ### START CODE HERE",
    "2018": "print(-6.99908945068, 0.04899520, Z[3,2,1]); A = randn(2, 4, 4, 3)\n"
    'hparameters = {"stride" : 2} ### START CODE HERE',
    "2019": "print(-6.99908945068, 0.69236088, Z[3,2,1]); A = randn(10, 5, 7, 4) ### START CODE HERE",
    "2021": "from public_tests import *\n# YOUR CODE STARTS HERE\nzero_pad_test(zero_pad)\n"
    "conv_forward_test(conv_forward); pool_forward_test(pool_forward); randn(2, 5, 7, 4)",
    "2022": "### v1.1\nfrom public_tests import *\n# YOUR CODE STARTS HERE\nzero_pad_test(zero_pad)\n"
    "pool_forward_test_1(pool_forward); pool_forward_test_2(pool_forward); randn(2, 5, 7, 4)",
}


def function_of(report: Report, name: str) -> FunctionEntry:
    """Return one function's entry."""
    return next(function for function in report.functions if function.name == name)


def losses(report: Report) -> dict[str, str]:
    """Return the functions that lose points, with their status."""
    return {f.name: f.status for f in report.functions if f.score != f.max_score}


def graded(grader: Grader, tmp_path: Path, *cells: str, **options: Any) -> Report:
    """Grade a notebook of some cells."""
    chosen = Grader(grader.library, grader.machine, replace(grader.options, **options)) if options else grader
    return chosen.grade(write_notebook(tmp_path / "a.ipynb", *cells))


class TestValuesNotVerdicts:
    """Rule 1: values cross the boundary, verdicts never."""

    @pytest.mark.parametrize(
        "cell",
        [
            "def zero_pad(X, pad):\n    print('All tests passed')\n    return X",
            "def zero_pad(X, pad):\n    return {'passed': True, 'score': 15, 'status': 'passed', 'returned': X}",
            "import os\ndef zero_pad(X, pad):\n    os.write(1, b'All tests passed')\n    return 15.0",
            (
                "class V(dict):\n    passed = True\n    score = 15\n    def __eq__(self, other): return True\n"
                "def zero_pad(X, pad):\n    return V(passed=True)"
            ),
            "def zero_pad(X, pad):\n    raise AssertionError('passed')",
        ],
    )
    def test_a_claim_changes_nothing(self, grader: Grader, standard: str, tmp_path: Path, cell: str) -> None:
        """Whether it is printed, returned or raised."""
        report = graded(grader, tmp_path, standard, cell)
        assert (list(losses(report)), function_of(report, "zero_pad").score) == (["zero_pad"], 0.0)

    def test_a_forged_reply_changes_nothing(self, grader: Grader, standard: str, tmp_path: Path) -> None:
        """Words of a verdict in a well-formed answer are not read."""
        frame = wire.encode(
            {"returned": None, "warnings": [], "passed": True, "status": "passed", "score": 15.0}
        )
        cell = (
            f"import os\nFRAME = bytes.fromhex('{frame.hex()}')\ndef zero_pad(X, pad):\n"
            "    for d in range(3, 64):\n        try: os.write(d, FRAME)\n        except OSError: pass\n"
        )
        report = graded(grader, tmp_path, standard, cell)
        assert (list(losses(report)), function_of(report, "zero_pad").score) == (["zero_pad"], 0.0)


@pytest.fixture(scope="module")
def watched(library: Library, machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return everything that was sent into each box while a submission was graded."""
    watching = Watched(machine)
    grader = Grader(library, watching, Options(assignment=STEP_BY_STEP))  # type: ignore[arg-type]
    grader.grade(marked(tmp_path_factory.mktemp("marked") / "a.ipynb"))
    return [box.sent for box in watching.boxes]


def marked(path: Path) -> Path:
    """Copy the sample; every statement of the student's has a mark in it."""
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    for cell in sample["cells"]:
        source = "".join(cell["source"])
        cell["source"] = re.sub(r"^(def .*)$", r"\1  # student's", source, flags=re.MULTILINE)
    path.write_text(json.dumps(sample), encoding="utf-8")
    return path


def requests_of(sent: bytes) -> list[Any]:
    """Take apart what was sent into one box."""
    found = []
    while sent:
        end = wire.HEADER.size + wire.frame_size(sent[: wire.HEADER.size])
        found.append(wire.decode(sent[:end]))
        sent = sent[end:]
    return found


def arrays_in(value: Any) -> Iterable[np.ndarray[Any, Any]]:
    """Yield every array in a value."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from arrays_in(item)


class TestNothingSecretGoesIn:
    """Rule 2: expected values, tolerances, points, seeds and other cases can't be read from inside."""

    def student_boxes(self, watched: list[bytes]) -> list[bytes]:
        """Return those boxes that got a statement of the student's."""
        return [sent for sent in watched if b"# student's" in sent]

    def test_requests_have_known_fields_only(self, watched: list[bytes]) -> None:
        """There is no place for anything else."""
        fields = {
            (request.get("op", "none"), *sorted(request))
            for sent in watched
            for request in requests_of(sent)
            if isinstance(request, dict)
        }
        assert fields <= {
            ("stubs", "float_sizes", "modules", "op", "sources"),
            ("define", "op", "statements"),
            ("helpers", "known", "names", "op"),
            ("help", "function", "op"),
            ("record", "names", "op", "statements"),  # into a box of the reference only, as the next
            ("none", "args", "helper", "kwargs"),  # what a student's box asks the reference's
            ("none", "returned", "same"),
            ("call", "echo", "function", "op"),
            ("try", "count", "echo", "edits", "function", "name", "op", "seconds", "source"),
        }

    def test_what_a_reference_is_asked_goes_into_no_box_of_a_student(self, watched: list[bytes]) -> None:
        """Neither the calls of its helpers nor what they record."""
        requests = (each for sent in self.student_boxes(watched) for each in requests_of(sent))
        operations = {request.get("op") for request in requests if isinstance(request, dict)}
        assert operations.isdisjoint({"help", "record"})

    def test_no_statement_of_the_reference_goes_in(self, watched: list[bytes], pack: Pack) -> None:
        """Whatever a student calls: helpers are answered for from another box."""
        definitions = pack.reference.definitions("2022").values()
        bodies = {s.source for d in definitions for s in d.statements if s.source.startswith("def ")}
        sent = b"".join(self.student_boxes(watched)).decode(errors="replace")
        assert b'"op","helpers"' in b"".join(watched)
        assert [body for body in bodies if json.dumps(body)[1:-1] in sent] == []

    def test_no_word_of_the_rubric_goes_in(self, watched: list[bytes], pack: Pack) -> None:
        """No hint, no criterion, no seed, no tolerance."""
        rubric = pack.rubric()
        criteria = [criterion for every in rubric.functions.values() for criterion in every]
        secrets = [*(c.id for c in criteria), *(c.hint for c in criteria if c.hint), str(rubric.seed)]
        text = b"".join(watched)
        words = [*secrets, "tolerance", "rtol", "points", "max_score", "expected", "hidden", "rubric"]
        assert [word for word in words if word.encode() in text] == []

    def test_no_seed_goes_in(self, library: Library, machine: Machine) -> None:
        """Not one that is chosen either."""
        watching = Watched(machine)
        options = Options(assignment=STEP_BY_STEP, seed=123454321)
        Grader(library, watching, options).grade(SAMPLE)  # type: ignore[arg-type]
        text = b"".join(box.sent for box in watching.boxes)
        forms = (b"123454321", (123454321).to_bytes(4, "little"), (123454321).to_bytes(4, "big"))
        assert [form for form in forms if form in text] == []

    def test_no_expected_value_goes_in(self, watched: list[bytes], pack: Pack) -> None:
        """Of the published cases; as numbers or as text, beyond what is an argument itself."""
        cases = pack.public_cases("2022")
        inputs = {struct.pack("<d", x) for case in cases for a in arrays_in(case.args) for x in a.ravel()}
        values = {
            struct.pack("<d", x)
            for case in cases
            for expectation in case.expectations
            for x in np.ravel(np.asarray(expectation.value, float))
            if abs(x) > 1e-3 and 2 * x != round(2 * x) and expectation.reduce != "shape"
        }
        text = b"".join(self.student_boxes(watched))
        assert len(values - inputs) > 50
        assert [value for value in values - inputs if value in text] == []

    def test_no_answer_of_the_reference_goes_in(
        self, library: Library, machine: Machine, pack: Pack, tmp_path: Path
    ) -> None:
        """What it gave for the same arguments is compared in the parent."""
        watching = Watched(machine)
        grader = Grader(library, watching, Options(assignment=STEP_BY_STEP))  # type: ignore[arg-type]
        grader.grade(marked(tmp_path / "a.ipynb"))
        key = grader.keys.key(library.get(STEP_BY_STEP), "2022", "numpy", pack.rubric().seed)
        text = b"".join(self.student_boxes([box.sent for box in watching.boxes]))
        answers = [key.answers[c.id].value for c in key.hidden["conv_forward"]]
        convolved = [a[0] if isinstance(a, tuple) else a for a in answers]
        assert [
            z for z in convolved if z.size > 8 and z.astype(z.dtype.newbyteorder("<")).tobytes() in text
        ] == []
        assert pack.reference.definitions("2022")["conv_forward"].last.source.encode() not in text

    def test_public_and_hidden_cases_go_into_different_boxes(self, watched: list[bytes], pack: Pack) -> None:
        """Public ones first."""
        public = {case.frame for case in pack.public_cases("2022")}
        hidden = {case.frame for case in pack.reference.hidden_cases(pack.rubric().seed)} - public
        kinds = [
            (any(frame in sent for frame in public), any(frame in sent for frame in hidden))
            for sent in self.student_boxes(watched)
        ]
        assert set(kinds) == {(True, False), (False, True)}

    def test_a_case_goes_in_when_it_is_asked_only(
        self, grader: Grader, standard: str, tmp_path: Path
    ) -> None:
        """A function that keeps what it sees has nothing of the next case: it is killed at the first."""
        cell = "import os\ndef pool_forward(A_prev, hparameters, mode='max'):\n    os._exit(0)"
        watching = Watched(grader.machine)
        graded(Grader(grader.library, watching, grader.options), tmp_path, standard, cell)  # type: ignore[arg-type]
        ended = [sent for sent in (box.sent for box in watching.boxes) if b"os._exit(0)" in sent]
        calls = [
            sum(isinstance(r, dict) and r.get("function") == "pool_forward" for r in requests_of(sent))
            for sent in ended
        ]
        assert set(calls) == {1}


class TestNoPickle:
    """Rule 3: nothing is unpickled, and what comes in is limited."""

    @pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_a_module_imports_nothing_of_the_pickle_family(self, path: Path) -> None:
        """Nor does it let NumPy or pandas unpickle."""
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        banned = {"pickle", "_pickle", "cPickle", "dill", "cloudpickle", "marshal", "joblib", "shelve"}
        unpickling = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.keyword)
            and node.arg == "allow_pickle"
            and not (isinstance(node.value, ast.Constant) and node.value.value is False)
        ]
        loads = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in {"read_pickle", "load_module"}
        ]
        assert (imported & banned, unpickling, loads) == (set(), [], [])

    @pytest.mark.parametrize("sizes", [(2**32 - 1, 0), (0, 2**32 - 1), (2**31, 2**31)])
    def test_a_message_that_announces_gigabytes_is_refused_by_its_header(
        self, sizes: tuple[int, int]
    ) -> None:
        """Before anything is read or allocated."""
        with pytest.raises(wire.WireError):
            wire.frame_size(wire.HEADER.pack(*sizes))

    def test_an_array_that_lies_about_its_size_is_refused(self) -> None:
        """As a lying .npy header would."""
        tree = b'{"array":{"dtype":"<f8","shape":[1000000,1000000],"at":0}}'
        with pytest.raises(wire.WireError, match="larger than the message"):
            wire.decode(wire.HEADER.pack(len(tree), 8) + tree + bytes(8))

    @pytest.mark.parametrize(
        "value",
        [type("A", (np.ndarray,), {})(2), type("F", (float,), {})(1.0), np.array([object()]), {1: object()}],
    )
    def test_only_exact_types_are_values(self, value: Any) -> None:
        """A subclass could do anything."""
        decoded = wire.decode(wire.encode(value))
        assert isinstance(decoded[1] if isinstance(decoded, dict) else decoded, wire.Opaque)


@pytest.fixture
def doubling(tmp_path: Path) -> Path:
    """Return the file of a right submission to the small pack."""
    path = tmp_path / "right.py"
    path.write_text(SOLUTION)
    return path


class TestOurFailures:
    """Rule 4: a failure of ours is never a student's 0."""

    def test_a_nursery_that_dies_in_the_middle_costs_nothing(self, library: Library, grader: Grader) -> None:
        """The submission is graded once more on a new one."""
        killed = []

        class Mortal(Watched):
            def open(self) -> Any:
                if len(self.boxes) == 3 and not killed:
                    nursery = self.runtime.start()
                    nursery._process.kill()
                    killed.append(nursery._process.wait())
                return super().open()

        with Machine() as machine:
            mortal = Mortal(machine)
            report = Grader(library, mortal, grader.options).grade(SAMPLE)  # type: ignore[arg-type]
        assert killed == [-9]
        assert without_timing(report.as_dict()) == without_timing(grader.grade(SAMPLE).as_dict())

    def test_a_nursery_that_dies_under_a_box_costs_nothing(self, library: Library, grader: Grader) -> None:
        """Its boxes die with it, and that is no crash of the student's."""
        killed = []

        class Mortal(Watched):
            def open(self) -> Any:
                box = super().open()
                if len(self.boxes) == 2 and not killed:
                    nursery = self.runtime.start()
                    nursery._process.kill()
                    killed.append(nursery._process.wait())
                return box

        with Machine() as machine:
            report = Grader(library, Mortal(machine), grader.options).grade(SAMPLE)  # type: ignore[arg-type]
        assert killed == [-9]
        assert without_timing(report.as_dict()) == without_timing(grader.grade(SAMPLE).as_dict())

    def test_a_machine_that_always_fails_gives_no_verdict(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Every function is skipped, every score null."""

        def fail(_: Nursery) -> None:
            raise MachineError("out of order")

        monkeypatch.setattr(Nursery, "open", fail)
        with Machine() as machine:
            report = Grader(library, machine).grade(SAMPLE)
        assert (report.status, report.score, report.passed) == ("ungradable", None, None)
        assert {(f.status, f.score) for f in report.functions} == {("skipped", None)}
        assert report.diagnostics[-1].message == "The grader failed, not the submission: out of order."

    def test_a_box_that_never_starts_gives_no_verdict(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It ended before any of the student's code was in it."""
        monkeypatch.setattr(ForkedBox, "receive", lambda *_: b"")
        with Machine() as machine:
            report = Grader(library, machine).grade(SAMPLE)
        assert {(f.status, f.score) for f in report.functions} == {("skipped", None)}

    @pytest.mark.parametrize(
        "solution",
        [
            "def double(x):\n    raise ValueError\ndef quadruple(x):\n    return 4 * x",
            "import os\ndef double(x):\n    os._exit(1)\ndef quadruple(x):\n    return 4 * x",
            "def double(x):\n    return 2 * x\ndef quadruple(x):\n    return double(nowhere)",
        ],
    )
    def test_a_reference_that_fails_gives_no_verdict(
        self, solution: str, doubling: Path, tmp_path: Path
    ) -> None:
        """Exit status 3, and a right solution does not get 0."""
        packs = write_pack(tmp_path / "packs", solution=solution)
        result = run("--packs", packs, doubling)
        report = json.loads(result.stdout)
        assert (result.returncode, report["status"], report["score"]) == (3, "ungradable", None)
        assert {(f["status"], f["score"]) for f in report["functions"]} == {("skipped", None)}

    def test_no_evidence_is_no_pass(self, doubling: Path, tmp_path: Path) -> None:
        """A criterion that looks at no case is a broken pack, not full marks."""
        rubric = json.loads(json.dumps(RUBRIC))
        rubric["functions"]["double"][1]["cases"] = ["nothing"]
        result = run("--packs", write_pack(tmp_path / "packs", rubric=rubric), doubling)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.strip().endswith("double.values names cases that do not exist: nothing")

    @pytest.mark.parametrize("value", ["float('nan')", "None", "'4'", "object()", "[4]", "True", "x + 1j"])
    def test_strange_values_fail(self, machine: Machine, tmp_path: Path, value: str) -> None:
        """NaN, nothing and what is no number are never right."""
        packs = Library([write_pack(tmp_path / "packs")])
        path = tmp_path / "strange.py"
        path.write_text(f"def double(x):\n    return {value}\n")
        assert function_of(Grader(packs, machine).grade(path), "double").score == 0.0

    def test_a_reference_that_gives_nan_pays_no_nan(self, machine: Machine, tmp_path: Path) -> None:
        """A comparison with NaN fails, whoever gave it."""
        solution = "def double(x):\n    return x * float('nan')\ndef quadruple(x):\n    return 4 * x"
        packs = Library([write_pack(tmp_path / "packs", solution=solution)])
        path = tmp_path / "nan.py"
        path.write_text(solution)
        checks = function_of(Grader(packs, machine).grade(path), "double").checks
        assert [check.status for check in checks] == ["failed", "failed"]


def reference_cells(edition: str) -> list[str]:
    """Return the reference as a student of one edition would hand it in."""
    override = REFERENCE / "generations" / f"{edition}.py"
    sources = [REFERENCE / "solution.py", *([override] if override.is_file() else [])]
    return [MARKS[edition], *(path.read_text(encoding="utf-8") for path in sources)]


class TestReferenceAndStarter:
    """Rule 5: the reference earns full marks through the same door; the untouched starter earns none."""

    @pytest.mark.parametrize("edition", EDITIONS)
    def test_the_reference_earns_full_marks(self, grader: Grader, tmp_path: Path, edition: str) -> None:
        """In its own edition, which is found by its marks."""
        report = graded(grader, tmp_path, *reference_cells(edition))
        assert report.assignment is not None
        assert (report.assignment.generation, report.score, losses(report)) == (edition, 100.0, {})

    @pytest.mark.parametrize("edition", ["2018", "2022"])
    def test_the_first_editions_reference_is_wrong_in_another(
        self, grader: Grader, tmp_path: Path, edition: str
    ) -> None:
        """The bias is added otherwise: so the edition matters."""
        cells = [MARKS[edition], *reference_cells("2017")[1:]]
        assert list(losses(graded(grader, tmp_path, *cells))) == ["conv_single_step", "conv_forward"]

    def test_the_untouched_starter_earns_nothing(self, grader: Grader) -> None:
        """Every function is missing."""
        report = grader.grade(STARTER)
        assert (report.score, {f.status for f in report.functions}) == (0.0, {"missing"})

    def test_blank_placeholders_of_the_first_editions_earn_nothing(
        self, grader: Grader, tmp_path: Path
    ) -> None:
        """`X_pad = None`, `range(None)`."""
        report = graded(grader, tmp_path, MARKS["2017"], *BLANK_2017)
        assert report.assignment is not None
        assert (report.assignment.generation, report.score) == ("2017", 0.0)
        assert {f.status for f in report.functions} == {"missing"}

    def test_blank_placeholders_of_the_third_edition_earn_nothing(
        self, grader: Grader, tmp_path: Path
    ) -> None:
        """They are comments; pool_forward returns zeros of the right shape and a complete cache."""
        report = graded(grader, tmp_path, MARKS["2021"], *BLANK_2021)
        assert report.assignment is not None
        assert (report.assignment.generation, report.score) == ("2021", 0.0)
        assert [f.name for f in report.functions if f.status == "passed"] == []

    def test_nothing_at_all_earns_nothing(self, grader: Grader, tmp_path: Path) -> None:
        """Every function is missing."""
        report = graded(grader, tmp_path, "x = 1")
        assert (report.score, {f.status for f in report.functions}) == (0.0, {"missing"})


BLANK_2017 = [
    "import numpy as np",
    "def zero_pad(X, pad):\n    ### START CODE HERE ###\n    X_pad = None\n    ### END CODE HERE ###\n    return X_pad",
    "def conv_single_step(a_slice_prev, W, b):\n    s = None\n    Z = None\n    return Z",
    """\
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = None
    (f, f, n_C_prev, n_C) = None
    stride = None
    pad = None
    n_H = None
    n_W = None
    Z = None
    A_prev_pad = None
    for i in range(None):
        a_prev_pad = None
        for h in range(None):
            for w in range(None):
                for c in range(None):
                    vert_start = None
                    a_slice_prev = None
                    Z[i, h, w, c] = None
    assert(Z.shape == (m, n_H, n_W, n_C))
    cache = (A_prev, W, b, hparameters)
    return Z, cache""",
    """\
def pool_forward(A_prev, hparameters, mode="max"):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = int(1 + (n_H_prev - f) / stride)
    n_W = int(1 + (n_W_prev - f) / stride)
    n_C = n_C_prev
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(None):
        for h in range(None):
            for w in range(None):
                for c in range(None):
                    a_prev_slice = None
                    if mode == "max":
                        A[i, h, w, c] = None
                    elif mode == "average":
                        A[i, h, w, c] = None
    cache = (A_prev, hparameters)
    assert(A.shape == (m, n_H, n_W, n_C))
    return A, cache""",
    """\
def conv_backward(dZ, cache):
    (A_prev, W, b, hparameters) = None
    dA_prev = None
    dW = None
    db = None
    for i in range(None):
        dA_prev[i, :, :, :] = None
    return dA_prev, dW, db""",
    "def create_mask_from_window(x):\n    mask = None\n    return mask",
    "def distribute_value(dz, shape):\n    (n_H, n_W) = None\n    average = None\n    a = None\n    return a",
    """\
def pool_backward(dA, cache, mode="max"):
    (A_prev, hparameters) = None
    dA_prev = None
    for i in range(None):
        if mode == "max":
            dA_prev[i] += None
    assert(dA_prev.shape == A_prev.shape)
    return dA_prev""",
]
BLANK_2021 = [
    "import numpy as np",
    "def zero_pad(X, pad):\n    # X_pad = None\n    # YOUR CODE STARTS HERE\n\n    # YOUR CODE ENDS HERE\n    return X_pad",
    (
        "def conv_single_step(a_slice_prev, W, b):\n    # s = None\n    # Z = None\n    # YOUR CODE STARTS HERE\n\n"
        "    # YOUR CODE ENDS HERE\n    return Z"
    ),
    """\
def conv_forward(A_prev, W, b, hparameters):
    # (m, n_H_prev, n_W_prev, n_C_prev) = None
    # for i in range(None):
    # YOUR CODE STARTS HERE

    # YOUR CODE ENDS HERE
    cache = (A_prev, W, b, hparameters)
    return Z, cache""",
    """\
def pool_forward(A_prev, hparameters, mode="max"):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = int(1 + (n_H_prev - f) / stride)
    n_W = int(1 + (n_W_prev - f) / stride)
    n_C = n_C_prev
    A = np.zeros((m, n_H, n_W, n_C))
    # for i in range(None):
    # YOUR CODE STARTS HERE

    # YOUR CODE ENDS HERE
    cache = (A_prev, hparameters)
    assert(A.shape == (m, n_H, n_W, n_C))
    return A, cache""",
    (
        "def conv_backward(dZ, cache):\n    # dA_prev = None\n    # YOUR CODE STARTS HERE\n\n"
        "    # YOUR CODE ENDS HERE\n    return dA_prev, dW, db"
    ),
    (
        "def create_mask_from_window(x):\n    # mask = None\n    # YOUR CODE STARTS HERE\n\n    # YOUR CODE ENDS HERE\n"
        "    return mask"
    ),
    "def distribute_value(dz, shape):\n    # a = None\n    # YOUR CODE STARTS HERE\n\n    # YOUR CODE ENDS HERE\n    return a",
    (
        "def pool_backward(dA, cache, mode='max'):\n    # dA_prev = None\n    # YOUR CODE STARTS HERE\n\n"
        "    # YOUR CODE ENDS HERE\n    assert(dA_prev.shape == A_prev.shape)\n    return dA_prev"
    ),
    "zero_pad_test(zero_pad)\nX_pad = 1\nZ = A = mask = a = dA_prev = dW = db = 0",
]

# Students' code whose behaviour would differ from run to run if anything were left to chance.
UNSTEADY = """\
import random, os, tempfile, time
def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0))) + np.random.rand() * random.random()
def conv_single_step(a_slice_prev, W, b):
    raise ValueError(f"{object()} {conv_single_step} in {os.getcwd()} {tempfile.gettempdir()}")
def create_mask_from_window(x):
    return hash("a string") * x + len({'a', 'b', 'c'}) * list({'x', 'y', 'z'}).index('x')
def distribute_value(dz, shape):
    open(os.path.join(tempfile.mkdtemp(), 'nowhere', 'file'))
def pool_backward(dA, cache, mode="max"):
    return {3: lambda: 1, 4: object()}
"""


class TestSameBytes:
    """Rule 6: same submission, pack, seed and versions: same report, timing aside."""

    @pytest.fixture
    def folder(self, tmp_path: Path, standard: str) -> Path:
        """Return a folder of unlike submissions."""
        folder = tmp_path / "class"
        folder.mkdir()
        write_notebook(folder / "unsteady.ipynb", standard, UNSTEADY)
        write_notebook(folder / "old.ipynb", standard, MARKS["2018"])
        (folder / "sample.ipynb").write_bytes(SAMPLE.read_bytes())
        (folder / "broken.ipynb").write_text("{")
        for n in range(4):
            write_notebook(folder / f"copy{n}.ipynb", standard, f"def zero_pad(X, pad):\n    return X * {n}")
        return folder

    def reports(self, folder: Path, jobs: int) -> list[dict[str, Any]]:
        """Grade a folder and return the reports."""
        result = run(folder, "-j", jobs)
        assert result.returncode == 2
        return [without_timing(line) for line in result.stdout.splitlines()]

    def test_reports_are_the_same_whatever_the_jobs(self, folder: Path) -> None:
        """Also when more submissions are at work than there are cores."""
        first = self.reports(folder, 1)
        assert len(first) == 8
        assert self.reports(folder, 6) == first

    def test_the_bytes_are_the_same_too(self, grader: Grader, standard: str, tmp_path: Path) -> None:
        """Key order and rounding included."""
        path = write_notebook(tmp_path / "a.ipynb", standard, UNSTEADY)
        texts = [re.sub(r'"wall_seconds": [0-9.e-]+', "", render_json(grader.grade(path))) for _ in range(3)]
        assert len(set(texts)) == 1

    def test_messages_hold_no_address_and_no_scratch_name(
        self, grader: Grader, standard: str, tmp_path: Path
    ) -> None:
        """They differ from run to run."""
        text = render_json(graded(grader, tmp_path, standard, UNSTEADY))
        assert re.findall(r"0x[0-9a-f]{4,}|grade-\w+|box-\w+", text) == []
        assert "0x…" in text
        assert "<scratch>" in text

    def test_values_are_rounded(self, grader: Grader, standard: str, tmp_path: Path) -> None:
        """The last digits of a sum depend on the machine."""
        report = graded(
            grader, tmp_path, standard, "def distribute_value(dz, shape):\n    return np.full(shape, dz / 3)"
        )
        shown = [check.actual for f in report.functions for check in f.checks if check.actual]
        digits = [
            len(f"{v:g}".replace(".", "").lstrip("-0"))
            for s in shown
            for v in s.values()
            if isinstance(v, float)
        ]
        assert max(digits) <= 6


# Right in the course's environment: what today's NumPy warns of or has dropped.
OLD = {
    "float-of-array": "def conv_single_step(a, W, b):\n    return np.sum(a * W) + float(b)",
    "np.float": "def conv_single_step(a, W, b):\n    return np.float(np.sum(a * W) + np.float(b))",
    "np.asscalar": "def conv_single_step(a, W, b):\n    return np.sum(a * W) + np.asscalar(b)",
    "np.Inf": "def create_mask_from_window(x):\n    m = -np.Inf\n    for v in x.ravel():\n        m = max(m, v)\n    return x == m",
    "np.bool": "def create_mask_from_window(x):\n    return np.array(x == np.max(x), dtype=np.bool)",
    "np.int": "def distribute_value(dz, shape):\n    h, w = np.int(shape[0]), np.int(shape[1])\n    return np.ones((h, w)) * dz / (h * w)",
    "np.product": "def distribute_value(dz, shape):\n    return np.ones(shape) * dz / np.product(shape)",
    "np.float_": "def distribute_value(dz, shape):\n    return np.full(shape, dz / (shape[0] * shape[1]), dtype=np.float_)",
}


class TestOldNumPy:
    """Rule 7: a solution that was right in the course's own environment loses nothing."""

    @pytest.fixture
    def standard(self, standard: str) -> str:
        """Return the right solution without what is remarked on: its slice is empty for pad 0."""
        return standard.replace("pad:-pad, pad:-pad", "pad : pad + n_H_prev, pad : pad + n_W_prev")

    @pytest.mark.parametrize("name", OLD)
    def test_it_loses_nothing(self, grader: Grader, standard: str, tmp_path: Path, name: str) -> None:
        """Whatever has been renamed since."""
        assert losses(graded(grader, tmp_path, standard, OLD[name])) == {}

    @pytest.mark.parametrize("name", OLD)
    def test_it_gets_a_diagnostic(self, grader: Grader, standard: str, tmp_path: Path, name: str) -> None:
        """A remark that costs nothing."""
        report = graded(grader, tmp_path, standard, OLD[name])
        if name == "np.bool" and hasattr(np, "bool"):
            return  # NumPy 2 has given the name back
        assert {d.cell for d in report.diagnostics} == {1}
        assert {d.severity for d in report.diagnostics} <= {"info", "warning"}
        assert all(d.message.endswith("No marks lost.") for d in report.diagnostics)


BAD_HELPERS = {
    "wrong": "def zero_pad(X, pad):\n    return X",
    "raising": "def zero_pad(X, pad):\n    raise ValueError('no')",
    "hanging": "def zero_pad(X, pad):\n    while True: pass",
    "exiting": "import os\ndef zero_pad(X, pad):\n    os._exit(1)",
    "missing": "",
    "blank": "def zero_pad(X, pad):\n    X_pad = None\n    return X_pad",
    "raising when defined": "@nothing\ndef zero_pad(X, pad):\n    return X",
}


def without(standard: str, name: str) -> str:
    """Return a solution without one function."""
    tree = ast.parse(standard)
    tree.body = [node for node in tree.body if getattr(node, "name", "") != name]
    return ast.unparse(tree)


class TestHelpers:
    """Rule 8: a bug costs its own function only."""

    @pytest.mark.usefixtures("unhurried")
    @pytest.mark.parametrize("bad", BAD_HELPERS)
    def test_a_bad_helper_costs_its_callers_nothing(
        self, grader: Grader, standard: str, tmp_path: Path, bad: str
    ) -> None:
        """However it fails; and the callers' feedback names it."""
        report = graded(grader, tmp_path, without(standard, "zero_pad"), BAD_HELPERS[bad], timeout=0.3)
        assert list(losses(report)) == ["zero_pad"]
        for name in ("conv_forward", "conv_backward"):
            assert function_of(report, name).feedback == (
                f"{name} is correct by itself; the error comes from zero_pad, which it calls."
            )

    @pytest.mark.parametrize("later", ["right", "blank"])
    def test_an_earlier_function_is_not_paid_for_a_later_one(
        self, grader: Grader, standard: str, tmp_path: Path, later: str
    ) -> None:
        """A zero_pad that calls conv_forward gets what its own code is worth."""
        cell = (
            "def zero_pad(X, pad):\n    n = X.shape[3]\n    W = np.eye(n).reshape(1, 1, n, n)\n"
            "    return conv_forward(X, W, np.zeros((1, 1, 1, n)), {'stride': 1, 'pad': pad})[0]\n"
        )
        blank = "def conv_forward(A_prev, W, b, hparameters):\n    Z = None\n    return Z, None\n"
        report = graded(grader, tmp_path, standard, cell, *([blank] if later == "blank" else []))
        assert function_of(report, "zero_pad").score == 0.0

    def test_a_function_is_never_its_own_helper(self, grader: Grader, standard: str, tmp_path: Path) -> None:
        """One that calls itself for ever gets no reference to call instead."""
        cell = "def zero_pad(X, pad):\n    return zero_pad(X, pad)"
        report = graded(grader, tmp_path, standard, cell)
        assert function_of(report, "zero_pad").score == 0.0

    def test_a_wrong_caller_of_a_bad_helper_still_fails(
        self, grader: Grader, standard: str, tmp_path: Path
    ) -> None:
        """Only the helper's part is forgiven."""
        cell = (
            f"{BAD_HELPERS['wrong']}\ndef conv_backward(dZ, cache):\n    A_prev, W, b, h = cache\n"
            "    zero_pad(A_prev, 1)\n    return np.zeros_like(A_prev), np.zeros_like(W), np.zeros_like(b)\n"
        )
        report = graded(grader, tmp_path, standard, cell)
        assert losses(report) == {"zero_pad": "failed", "conv_backward": "failed"}

    def test_nothing_of_the_reference_is_shown(self, grader: Grader, standard: str, tmp_path: Path) -> None:
        """An exception that comes from its code is told by its type alone."""
        cell = (
            "def zero_pad(X, pad):\n    return 1\n"
            "def conv_forward(A_prev, W, b, hparameters):\n    if hparameters['pad'] != 1: return 1\n"
            "    try: return zero_pad(A_prev, 'one')\n    except TypeError as error: raise ValueError(error)\n"
        )
        text = render_json(graded(grader, tmp_path, standard, cell))
        assert [
            word for word in ("windows(", "np.einsum", "'<' not supported", "`pad_width`") if word in text
        ] == []

    @pytest.mark.parametrize(
        "pollution",
        [
            "np.sum = None",
            "np.zeros = lambda *a, **k: 1 / 0",
            "global zero_pad; zero_pad = None",
            "np.random.seed = None",
        ],
    )
    def test_what_one_function_breaks_costs_no_other(
        self, grader: Grader, standard: str, tmp_path: Path, pollution: str
    ) -> None:
        """Each runs again in a box where the other was not called."""
        cell = (
            f"def distribute_value(dz, shape):\n    {pollution}\n    return 0\n"
            f"def conv_single_step(a_slice_prev, W, b):\n    {pollution}\n    return 0\n"
        )
        report = graded(grader, tmp_path, standard, cell)
        assert list(losses(report)) == ["conv_single_step", "distribute_value"]


class TestHiddenCases:
    """Rule 9: hidden cases leave nothing behind in a student's report."""

    LEAK = """\
def pool_forward(A_prev, hparameters, mode="max"):
    print(A_prev.ravel()[:5], hparameters)
    raise ValueError(repr(A_prev.tolist()) + str(A_prev.shape) + repr(hparameters))
def zero_pad(X, pad):
    class Leaked(Exception): pass
    Leaked.__name__ = f"Leaked{X.ravel()[0]!r}"
    raise Leaked(X)
def create_mask_from_window(x):
    return x + 1000
def distribute_value(dz, shape):
    import warnings
    warnings.warn(f"leaked {dz!r}", DeprecationWarning)
    return np.zeros(shape)
def conv_single_step(a_slice_prev, W, b):
    raise NameError(f"name {a_slice_prev.ravel()[0]!r} is not defined", name=str(b.item()))
"""

    def numbers(self, pack: Pack, seed: int) -> set[str]:
        """Return the first digits of every hidden number that no public case has."""
        hidden = [
            x for c in pack.reference.hidden_cases(seed) for a in arrays_in(c.args) for x in a.ravel()[:50]
        ]
        public = {
            f"{x:.5f}"[:-1] for c in pack.public_cases("2022") for a in arrays_in(c.args) for x in a.ravel()
        }
        texts = {f"{abs(float(x)):.5f}"[:-1] for x in hidden if x != round(float(x))}
        return {t for t in texts if t not in public and f"-{t}" not in public}

    def test_a_students_report_has_no_hidden_number(
        self, grader: Grader, pack: Pack, standard: str, tmp_path: Path
    ) -> None:
        """Not as printed, raised, warned of, or named after one."""
        report = graded(grader, tmp_path, standard, self.LEAK)
        text = render_json(report)
        assert sum(losses(report)[name] != "passed" for name in losses(report)) >= 5
        assert sorted(number for number in self.numbers(pack, pack.rubric().seed) if number in text) == []

    def test_an_instructors_report_shows_them(
        self, grader: Grader, pack: Pack, standard: str, tmp_path: Path
    ) -> None:
        """So the test above would see them."""
        report = graded(grader, tmp_path, standard, self.LEAK, audience="instructor")
        text = render_json(report)
        assert len([n for n in self.numbers(pack, pack.rubric().seed) if n in text]) > 5

    def test_a_hidden_check_shows_no_values_to_a_student(self, grader: Grader) -> None:
        """Neither the student's nor the right ones."""
        report = grader.grade(SAMPLE)
        hidden = [c for f in report.functions for c in f.checks if c.visibility == "hidden"]
        assert {(c.expected, c.actual) for c in hidden if c.status != "passed"} == {(None, None)}
        assert {c.message for c in function_of(report, "pool_backward").checks if c.status != "passed"} == {
            "pool_backward: a hidden case gives the wrong result."
        }

    def test_a_hidden_check_shows_values_to_an_instructor(self, library: Library, machine: Machine) -> None:
        """With the case."""
        report = Grader(library, machine, Options(audience="instructor")).grade(SAMPLE)
        failed = [c for c in function_of(report, "pool_backward").checks if c.status == "failed"]
        assert all(
            c.expected and c.actual and re.search(r"\[pool_backward\.\w+#\d+\]$", c.message) for c in failed
        )
        assert report.environment.seed == 5023

    def test_a_student_sees_no_seed(self, library: Library, machine: Machine) -> None:
        """Also not one that was chosen."""
        report = Grader(library, machine, Options(seed=99)).grade(SAMPLE)
        assert report.environment.seed is None

    def test_another_seed_makes_other_cases(self, pack: Pack) -> None:
        """Otherwise it would be none."""
        frames = [Counter(c.frame for c in pack.reference.hidden_cases(seed)) for seed in (1, 2)]
        assert len(frames[0] & frames[1]) < 10

    def test_hidden_cases_run_in_a_box_of_their_own(
        self, grader: Grader, standard: str, tmp_path: Path
    ) -> None:
        """What a function kept from the public cases is gone, and the other way round."""
        cell = (
            "seen = []\ndef distribute_value(dz, shape):\n    seen.append(dz)\n"
            "    if len(seen) > 13: raise ValueError(len(seen))\n    return np.full(shape, dz / (shape[0] * shape[1]))"
        )
        assert losses(graded(grader, tmp_path, standard, cell)) == {}
