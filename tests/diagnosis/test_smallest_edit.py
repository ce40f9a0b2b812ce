"""The line of a wrong function, found by the smallest edit that passes every case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from grader.options import Options
from grader.packs.reference import Reference
from grader.pipeline import Grader
from grader.sandbox.trials import TrialBox, Tried
from tests.conftest import STEP_BY_STEP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.packs import Case, Library
    from grader.report.model import FunctionEntry
    from grader.sandbox.machine import Machine

    Grade = Callable[..., FunctionEntry]

POOL = """\
import numpy as np

def pool_forward(A_prev, hparameters, mode="max"):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = int(1 + (n_H_prev - f) / stride)
    n_W = int(1 + (n_W_prev - f) / stride)
    A = np.zeros((m, n_H, n_W, n_C_prev))
    for i in range(m):
        for h in range(n_H):
            vert_start = h * stride
            vert_end = vert_start + f
            for w in range(n_W):
                horiz_start = w * stride
                horiz_end = horiz_start + f
                for c in range(n_C_prev):
                    part = A_prev[i, vert_start:vert_end, horiz_start:horiz_end, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(part)
                    else:
                        A[i, h, w, c] = np.mean(part)
    return A, (A_prev, hparameters)
"""
# What is wrong, by what is written instead; the line that is to be named.
MISTAKES = {
    "name": ("horiz_start = w * stride", "horiz_start = h * stride", 15),
    "function": ("np.mean(part)", "np.sum(part)", 22),
    "index": ("horiz_start:horiz_end, c]", "horiz_start:horiz_end, 0]", 18),
    "constant": ("int(1 + (n_H_prev", "int(2 + (n_H_prev", 7),
    "default": ('mode="max")', 'mode="average")', 3),
    "swapped": ('f = hparameters["f"]', 'f = hparameters["stride"]', 5),
    "return": (
        "    return A, (A_prev, hparameters)",
        "                        return A, (A_prev, hparameters)",
        23,
    ),
}


@pytest.fixture(scope="module")
def grade(library: Library, machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Grade:
    """Return a function that grades a script and returns what is reported of its one function."""
    folder = tmp_path_factory.mktemp("edits")

    def graded(source: str, audience: str = "student", diagnosis: str = "full") -> FunctionEntry:
        path = folder / "a.py"
        path.write_text(source)
        options = Options(assignment=STEP_BY_STEP, audience=audience, diagnosis=diagnosis)
        report = Grader(library, machine, options).grade(path)
        (function,) = [each for each in report.functions if each.status != "missing"]
        return function

    return graded


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_line_that_is_wrong_is_named(grade: Grade, mistake: str) -> None:
    """It is the first line that is told, and nothing of the right line is."""
    right, wrong, line = MISTAKES[mistake]
    assert POOL.count(right) == 1
    faults = grade(POOL.replace(right, wrong)).faults
    assert faults[0].line == line
    assert not any(right in fault.message for fault in faults)


def test_of_two_mistakes_the_one_that_matters_more_is_told(grade: Grade) -> None:
    """No single edit is right, but one of them brings the result closer."""
    source = POOL.replace("w * stride", "w").replace("int(1 + (n_H_prev", "int(2 + (n_H_prev")
    first = grade(source).faults[0]
    assert first.line in {7, 15}
    assert not first.certain


def test_an_advice_on_the_usual_mistake_is_not_told_beside_a_line(grade: Grade) -> None:
    """It would lead astray: only the default is wrong, and that is said."""
    entry = grade(POOL.replace('mode="max")', 'mode="average")'))
    assert "window" not in entry.feedback
    assert "The default of the argument `mode` is not that of the task." in entry.faults[0].message


def test_a_student_never_sees_the_edit(grade: Grade) -> None:
    """The line is quoted as the student has written it."""
    source = POOL.replace("w * stride", "w")
    (fault,) = grade(source).faults
    assert (fault.edit, fault.message.startswith("`horiz_start = w`")) == (None, True)


def test_an_instructor_sees_the_edit(grade: Grade) -> None:
    """As a unified diff."""
    (fault,) = grade(POOL.replace("w * stride", "w"), "instructor").faults
    assert "+                horiz_start = w * stride" in (fault.edit or "").splitlines()


@pytest.mark.parametrize("level", ["quick", "off"])
def test_without_searches_no_edit_is_looked_for(grade: Grade, level: str) -> None:
    """And the points are the same."""
    source = POOL.replace("np.mean(part)", "np.median(part)")
    searched, other = grade(source), grade(source, diagnosis=level)
    assert [fault.kind for fault in other.faults if fault.kind == "edit"] == []
    assert (other.score, other.status) == (searched.score, searched.status)


@pytest.mark.parametrize("wrong", ["np.mean(part) + 1", "np.mean(part) / h", "np.mean(parts)"])
def test_no_diagnosis_moves_a_point(grade: Grade, wrong: str) -> None:
    """Whatever is found, and if nothing is looked for."""
    source = POOL.replace("np.mean(part)", wrong).replace("w * stride", "w")
    searched, off = grade(source), grade(source, diagnosis="off")
    assert [(each.status, each.score) for each in searched.checks] == [
        (each.status, each.score) for each in off.checks
    ]
    assert (searched.score, searched.status, off.faults) == (off.score, off.status, ())


def test_a_result_that_is_dropped_is_told_beside_the_advice(grade: Grade) -> None:
    """The advice says what is missing; the line, why it has no effect."""
    source = (
        "import numpy as np\n\ndef conv_single_step(a_slice_prev, W, b):\n    Z = np.sum(a_slice_prev * W)\n"
        "    np.add(Z, float(np.squeeze(b)))\n    return Z\n"
    )
    (fault,) = grade(source).faults
    assert (fault.line, "is not used" in fault.message) == (5, True)


def test_a_right_function_has_no_faults(grade: Grade) -> None:
    """Nothing is looked for."""
    assert grade(POOL).faults == ()


def test_a_changed_argument_is_told_at_its_line(grade: Grade) -> None:
    """The statement that changes it is the fault."""
    source = POOL.replace("    for i in range(m):", '    hparameters["mode"] = mode\n    for i in range(m):')
    assert "changes an argument" in grade(source).faults[0].message


def test_a_result_of_another_kind_is_told_at_its_return(grade: Grade) -> None:
    """No search is needed."""
    source = POOL.replace("return A, (A_prev, hparameters)", "return A")
    assert [(fault.kind, fault.line) for fault in grade(source).faults] == [("output", 23)]


def test_what_a_box_could_read_of_right_solutions_is_not_told(grade: Grade) -> None:
    """A function that returns the text of its own code, when it is edited, learns nothing for its student."""
    source = (
        "import sys\nimport numpy as np\n\n\ndef zero_pad(X, pad):\n    code = sys._getframe().f_code\n"
        "    print(code.co_consts)\n    X_pad = np.pad(X, 0)\n    return X_pad\n"
    )
    entry = grade(source)
    assert entry.status == "failed"
    assert "constant_values" not in repr(entry)


def test_only_public_cases_run_with_text_of_right_solutions(
    grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits from examples are not tried in the boxes of hidden cases."""
    seen = []
    run = TrialBox.run

    def watched(self: TrialBox, edits: Sequence[Any], case: Case, **how: Any) -> Tried:
        foreign = any("order=" in text for edit in edits for _, _, text in edit)
        seen.append((foreign, case.public))
        return run(self, edits, case, **how)

    example = POOL[POOL.index("def") :].replace("n_C_prev))", 'n_C_prev), order="C")')
    monkeypatch.setattr(Reference, "examples", lambda *_: (example,))
    monkeypatch.setattr(TrialBox, "run", watched)
    grade(POOL.replace("np.mean(part)", "np.median(part) + i"))
    assert {public for foreign, public in seen if foreign} == {True}
    assert (False, False) in seen
