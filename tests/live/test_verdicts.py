"""Verdicts on the live functions of the assignments that came with the grader."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.live.checking import check_in
from grader.live.notebook import Notebook
from grader.live.verdicts import Judge, Judged, compared_arrays
from grader.report.build import status_of
from tests.conftest import STEP_BY_STEP, VARIANTS
from tests.live.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Library, Pack
    from grader.pipeline import Grader

RIGHT_2017 = "def conv_single_step(a, W, b):\n    return np.sum(a * W + b)\n"
RIGHT = "def conv_single_step(a, W, b):\n    return np.sum(a * W) + float(b[0, 0, 0])\n"
PAD = "def zero_pad(X, pad):\n    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))\n"


def judged(pack: Pack, source: str, name: str, *history: str) -> Judged:
    """Judge a function of a notebook that has run some cells."""
    names = run(source)
    names["In"] = ["", *history, source]
    notebook = Notebook(names, SimpleNamespace(user_ns=names))
    return Judge(pack, notebook, 5.0).judge(name, names[name])


class TestEdition:
    """By which one a function is judged."""

    def test_without_marks_it_is_the_newest(self, pack: Pack) -> None:
        """Whatever else the function could be."""
        found = judged(pack, RIGHT_2017, "conv_single_step")
        assert (found.edition.id, found.verdict.passed) == ("2022", False)

    def test_marks_in_what_was_run_decide(self, pack: Pack) -> None:
        """As `grade` finds it."""
        found = judged(
            pack, RIGHT_2017, "conv_single_step", "hparameters = {'pad': 2, 'stride': 1}", "START CODE HERE"
        )
        assert (found.edition.id, found.verdict.passed) == ("2017", True)

    def test_where_marks_leave_several_it_may_be_each(self, pack: Pack) -> None:
        """The first cells of an old notebook say no more than that it is old."""
        old = judged(pack, RIGHT_2017, "conv_single_step", "# START CODE HERE")
        newer = judged(pack, RIGHT, "conv_single_step", "# START CODE HERE")
        assert (old.edition.id, newer.edition.id) == ("2017", "2019")
        assert old.verdict.passed
        assert newer.verdict.passed

    def test_a_newer_mark_leaves_no_doubt(self, pack: Pack) -> None:
        """What was right in 2017 is wrong today."""
        assert not judged(pack, RIGHT_2017, "conv_single_step", "# YOUR CODE STARTS HERE").verdict.passed


class TestVerdict:
    """What comes out."""

    def test_a_blank_function_is_missing(self, pack: Pack) -> None:
        """As in a report."""
        found = judged(pack, "def conv_single_step(a, W, b):\n    pass\n", "conv_single_step")
        assert status_of(found.verdict) == "missing"

    @pytest.mark.parametrize(("body", "status"), [("print(a); ", "failed"), ("", "missing")])
    def test_a_name_that_the_notebook_has_is_missing_where_it_is_all_there_is(
        self, pack: Pack, body: str, status: str
    ) -> None:
        """Some other cell has bound it; a function that does something may read it."""
        source = f"def conv_single_step(a, W, b):\n    {body}return somewhere_else\n"
        names = run(source)
        names["somewhere_else"] = 1.0
        found = Judge(pack, Notebook(names), 5.0).judge("conv_single_step", names["conv_single_step"])
        assert status_of(found.verdict) == status

    def test_arrays_are_compared_place_by_place(self, pack: Pack) -> None:
        """Those that are worth a picture."""
        found = judged(pack, PAD, "zero_pad")
        compared = compared_arrays(found)
        assert [(location, expected.shape) for location, _, expected in compared] == [
            ("return", (4, 9, 9, 2)),
            ("return", (5, 8, 8, 3)),
        ]
        for _, actual, expected in compared:
            np.testing.assert_allclose(actual, expected, rtol=1e-3)


@pytest.mark.parametrize(
    ("set_names", "missing"),
    [
        ((), ("loss_function", "optimizer", "metrics", "model2")),
        (("loss_function", "metrics", "model2"), ("optimizer",)),
    ],
)
def test_a_graded_cell_lacks_what_it_has_not_set(
    set_names: tuple[str, ...], missing: tuple[str, ...], library: Library
) -> None:
    """And the model that it works on."""
    notebook = Notebook(dict.fromkeys(set_names))
    assert Judge(library.get("transfer-mobilenet"), notebook).missing("fine_tuning") == missing


class TestHelperModules:
    """What the course's own modules export, where answers depend on it."""

    USES = "def identity_block(X):\n    return BatchNormalization()(X)\n"
    USES_NOT = "def identity_block(X):\n    return X\n"
    HELPER = "def ResNet50():\n    return identity_block(1)\n"

    @pytest.mark.parametrize(
        ("source", "module", "variants"),
        [
            (USES, "resnets_utils", ("BatchNormalization",)),
            (USES_NOT, "resnets_utils", ()),
            (USES, "keras.layers", ()),
        ],
    )
    def test_they_count_where_they_are_used(
        self, source: str, module: str, variants: tuple[str, ...], library: Library
    ) -> None:
        """Also by a helper; Keras' own layer of that name is the usual case."""
        names = run(source + self.HELPER)
        names["BatchNormalization"] = type("BatchNormalization", (), {"__module__": module})
        judge = Judge(library.get("residual-networks"), Notebook(names))
        assert judge._variants(names["identity_block"]) == judge._variants(names["ResNet50"]) == variants


@pytest.mark.parametrize(
    "variant",
    [
        "right/all-eight-old-numpy.py",
        "wrong/zero_pad-reflect.py",
        "wrong/conv_single_step-not-a-number.py",
        "wrong/pool_forward-max-of-absolute.py",
        "wrong/create_mask_from_window-integers.py",
    ],
)
def test_the_public_checks_are_those_of_a_report(
    variant: str, grader: Grader, standard: str, tmp_path: Path
) -> None:
    """Where a function calls no other one: there is one judge for both."""
    source = f"{standard}\n{(VARIANTS / variant).read_text(encoding='utf-8')}"
    path = tmp_path / "submission.py"
    path.write_text(source, encoding="utf-8")
    report = {f.name: f for f in grader.grade(path).functions}
    names = run(source)
    names["In"] = ["", source]
    checked = check_in(Notebook(names, SimpleNamespace(user_ns=names)), assignment=STEP_BY_STEP)
    for finding in checked.findings:
        if finding.name in {"conv_forward", "conv_backward", "pool_backward"}:
            continue
        public = {c.id: c.status for c in report[finding.name].checks if c.visibility == "public"}
        here = {line.entry.id: line.entry.status for line in finding.lines if not line.waits}
        assert here == {name: status for name, status in public.items() if name in here}
        assert here
