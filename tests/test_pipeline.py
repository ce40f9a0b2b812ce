"""The way through: a report always, from any thread."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grader.errors import UsageError
from grader.full_run.addition import RunResult, WholeRun
from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from tests.commands import SAMPLE, STARTER, without_timing
from tests.notebooks import write_notebook
from tests.programs import Watched
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.sandbox.machine import Machine

FUNCTIONS = (
    "zero_pad", "conv_single_step", "conv_forward", "pool_forward", "conv_backward",
    "create_mask_from_window", "distribute_value", "pool_backward",
)  # fmt: skip


def test_many_threads_share_one_grader(grader: Grader) -> None:
    """Every report is what it would be alone."""
    expected = [without_timing(grader.grade(path).as_dict()) for path in (SAMPLE, STARTER)]
    with ThreadPoolExecutor(6) as pool:
        reports = list(pool.map(grader.grade, [SAMPLE, STARTER] * 4))
    assert [without_timing(report.as_dict()) for report in reports] == expected * 4


def with_points(folder: Path, points: float) -> Options:
    """Return options for a rubric by which each function is worth that many points, and all are wanted."""
    content = {"schema_version": "1.0", "name": "small", "extends": "default", "pass_mark": 100}
    path = folder / "small.json"
    path.write_text(json.dumps({**content, "points": dict.fromkeys(FUNCTIONS, points)}))
    return Options(rubric=str(path))


def test_eight_functions_of_an_eighth_are_worth_one(
    grader: Grader, machine: Machine, standard: str, tmp_path: Path
) -> None:
    """Though neither a function's points nor its checks' can be shown with two decimals."""
    path = write_notebook(tmp_path / "a.ipynb", standard)
    report = Grader(grader.library, machine, with_points(tmp_path, 0.125)).grade(path)
    assert (report.score, report.max_score, report.passed) == (1.0, 1.0, True)


def test_a_wrong_function_of_a_few_hundredths_is_not_paid_in_full(
    grader: Grader, machine: Machine, tmp_path: Path
) -> None:
    """Its checks' shares are exact, and what is short of all points does not pass a mark of 100 %."""
    report = Grader(grader.library, machine, with_points(tmp_path, 0.02)).grade(SAMPLE)
    wrong = [function for function in report.functions if function.status != "passed"]
    assert [(f.name, f.score, f.max_score) for f in wrong] == [
        ("pool_forward", 0.0, 0.02),
        ("pool_backward", 0.01, 0.02),
    ]
    assert (report.score, report.max_score, report.passed) == (0.13, 0.16, False)


def test_the_reference_answers_once_for_all(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Later submissions need their own two boxes only."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    watched = Watched(machine)
    path = tmp_path / "a.py"
    path.write_text(SOLUTION)
    grader = Grader(Library([write_pack(tmp_path)]), watched)  # type: ignore[arg-type]
    counts = []
    for _ in range(3):
        grader.grade(path)
        counts.append(len(watched.boxes))
    assert counts == [3, 5, 7]


def test_the_assignment_is_found_from_the_names(machine: Machine, tmp_path: Path) -> None:
    """The one whose names the submission defines most of."""
    path = tmp_path / "a.py"
    path.write_text(SOLUTION)
    packs = Library([write_pack(tmp_path)])
    found = [Grader(packs, machine).grade(p).assignment for p in (path, SAMPLE)]
    assert [entry.id for entry in found if entry] == ["doubling", "convolution-step-by-step"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(): pass", ["defines no function of a known assignment; known are: "]),
        (
            "def convolutional_model(): pass",
            ["none of its text, and convolutional_model has other parameters: it is another project"],
        ),
        (
            "def convolutional_model(n): pass",
            ["like convolution-application", "none of its text", "--assignment convolution-application"],
        ),
    ],
)
def test_what_is_not_recognised_is_told_why(
    library: Library, machine: Machine, tmp_path: Path, source: str, expected: list[str]
) -> None:
    """Another course's notebook gets no zero."""
    path = tmp_path / "a.py"
    path.write_text(source, encoding="utf-8")
    (note,) = Grader(library, machine).grade(path, "a.py").diagnostics
    assert [part for part in expected if part not in note.message] == []


@pytest.mark.parametrize(
    "options",
    [
        Options(assignment="no"),
        Options(assignment="convolution-step-by-step", rubric="no"),
        Options(isolation="required"),
        Options(audience="students"),
    ],
)
def test_options_are_checked_first(library: Library, machine: Machine, options: Options) -> None:
    """Before anything runs."""
    with pytest.raises(UsageError):
        Grader(library, machine, options).check_options()


def test_a_bug_of_ours_has_a_report_too(grader: Grader) -> None:
    """Without a verdict."""
    report = grader.broken("a.ipynb", ZeroDivisionError("x"))
    assert (report.status, report.score, report.submission.path) == ("ungradable", None, "a.ipynb")
    assert (
        report.diagnostics[0].message
        == "a.ipynb: caused ZeroDivisionError in the grader; --verbose shows where"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 1},
        {"audience": "instructor"},
        {"pass_mark": 1.0},
        {"rubric": "course"},
        {"timeout": 3.0},
        {"memory": 99},
    ],
)
def test_every_option_is_part_of_the_basis(
    library: Library, machine: Machine, change: dict[str, object]
) -> None:
    """So a report that is there counts for the same options only."""
    options = Options()
    assert (
        Grader(library, machine, options).basis != Grader(library, machine, replace(options, **change)).basis
    )


def test_the_basis_holds_the_versions_of_keras(
    library: Library, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that another Keras gave is not current."""
    before = Grader(library, machine).basis
    monkeypatch.setattr("grader.pipeline.keras_versions", lambda: ("another",))
    assert Grader(library, machine).basis != before


def test_the_basis_holds_the_packs(machine: Machine, tmp_path: Path) -> None:
    """Another reference may give another verdict."""
    bases = [
        Grader(Library([write_pack(tmp_path, solution=solution)]), machine).basis
        for solution in (SOLUTION, SOLUTION.replace("x + x", "2 * x"), SOLUTION)
    ]
    assert (bases[0] == bases[1], bases[0] == bases[2]) == (False, True)


def test_points_add_up(grader: Grader) -> None:
    """Checks to functions, functions to the score."""
    report = grader.grade(SAMPLE)
    assert [round(sum(c.score or 0 for c in f.checks), 2) for f in report.functions] == [
        f.score for f in report.functions
    ]
    assert (sum(f.score or 0 for f in report.functions), sum(f.max_score for f in report.functions)) == (
        report.score, report.max_score,
    )  # fmt: skip


def test_the_whole_run_comes_before_hidden_cases(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a cell prints or raises then can tell nothing of them."""
    watched, before = Watched(machine), []
    monkeypatch.setattr(WholeRun, "result", lambda *_: before.append(len(watched.boxes)) or RunResult())
    pack = Library([write_pack(tmp_path)]).get("doubling")
    path = tmp_path / "a.py"
    path.write_text(SOLUTION)
    grader = Grader(Library([tmp_path]), watched, Options(execute="all"))  # type: ignore[arg-type]
    grader.grade(path)
    hidden = [case.frame for case in pack.reference.hidden_cases(pack.rubric().seed)]
    ours = [box.sent for box in watched.boxes[: before[0]] if b"double(double(x))" in box.sent]
    told = [any(frame in sent for frame in hidden) for sent in ours]
    assert (told, len(watched.boxes) > before[0]) == ([False], True)
