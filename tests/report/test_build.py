"""Reports as they are built from judgements, and from the lack of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from grader.errors import MachineError, UnreadableError
from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.report.build import ReportBuilder
from grader.report.model import IsolationEntry, SubmissionEntry
from grader.sandbox.interface import Isolation
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import EditionRubric, Pack
    from grader.report.model import Report
    from grader.sandbox.machine import Machine

SUBMISSION = SubmissionEntry("a.ipynb", "sha256:0")
ENFORCED = Isolation("enforced", ("landlock 7", "seccomp"))


def builder(audience: str = "student", seed: int | None = None) -> ReportBuilder:
    """Make a builder for boxes that are enforced."""
    return ReportBuilder(ENFORCED, audience, seed, None)


def counted(pack: Pack) -> EditionRubric:
    """Return what the rubric of the small pack says of its edition."""
    return pack.rubric().of(pack.assignment, "only")


def graded(machine: Machine, folder: Path, source: str, **options: object) -> Report:
    """Grade a script with the small pack."""
    path = folder / "a.py"
    path.write_text(source)
    return Grader(Library([write_pack(folder / "packs")]), machine, Options(**options)).grade(path)  # type: ignore[arg-type]


def test_nothing_to_grade_is_no_verdict() -> None:
    """Neither points nor a pass."""
    report = builder().ungradable(SUBMISSION, UnreadableError("a.ipynb: is not a notebook"))
    assert (report.status, report.score, report.passed, report.functions) == ("ungradable", None, None, ())


def test_the_error_is_said_as_it_is() -> None:
    """Once, as a diagnostic."""
    report = builder().ungradable(SUBMISSION, UnreadableError("a.ipynb: is not a notebook"))
    assert [(d.severity, d.message) for d in report.diagnostics] == [("error", "a.ipynb: is not a notebook")]


def test_a_failure_of_the_grader_skips_every_function(tmp_path: Path) -> None:
    """It never costs a student anything."""
    pack = Library([write_pack(tmp_path)]).get("doubling")
    report = builder().skipped(
        SUBMISSION, pack.assignment, "only", counted(pack), MachineError("no box can be had"), seed=7
    )
    assert [(f.name, f.status, f.score) for f in report.functions] == [
        ("double", "skipped", None),
        ("quadruple", "skipped", None),
    ]


def test_a_skipped_report_still_says_what_could_be_earned(tmp_path: Path) -> None:
    """As the rubric has it."""
    pack = Library([write_pack(tmp_path)]).get("doubling")
    report = builder().skipped(SUBMISSION, pack.assignment, "only", counted(pack), MachineError("x"), seed=7)
    assert (report.max_score, report.passed) == (float(Fraction(10)), None)


@pytest.mark.parametrize(("audience", "seed"), [("student", None), ("instructor", 5)])
def test_the_seed_is_for_instructors(audience: str, seed: int | None) -> None:
    """A student could make the hidden cases with it."""
    assert builder(audience, 5).environment(None).seed == seed


def test_the_environment_names_no_keras_where_none_ran() -> None:
    """NumPy assignments never load it."""
    environment = builder().environment(None, ("numpy",))
    assert (environment.tensorflow, environment.keras) == (None, None)


def test_the_environment_names_each_keras_that_ran() -> None:
    """Verdicts may come from both."""
    keras = builder().environment(None, ("keras2", "keras3")).keras
    assert keras is not None
    assert [version.split(".")[0] for version in keras.split(", ")] == ["2", "3"]


def test_the_isolation_is_that_of_the_boxes() -> None:
    """By level and mechanisms."""
    assert builder().environment(None).isolation == IsolationEntry("enforced", ("landlock 7", "seccomp"))


def test_functions_come_in_the_order_of_the_assignment(machine: Machine, tmp_path: Path) -> None:
    """Whatever the order in which they are defined."""
    quadruple, double = SOLUTION.split("\n\n\n")[::-1]
    report = graded(machine, tmp_path, f"{quadruple}\n\n{double}\n")
    assert [function.name for function in report.functions] == ["double", "quadruple"]


def test_what_is_not_defined_is_missing(machine: Machine, tmp_path: Path) -> None:
    """And earns nothing."""
    report = graded(machine, tmp_path, SOLUTION.split("\n\n\n")[0])
    assert [(f.status, f.score) for f in report.functions] == [("passed", 6.0), ("missing", 0.0)]


def test_the_score_is_the_sum_of_the_functions(machine: Machine, tmp_path: Path) -> None:
    """Where nothing is added or taken beside."""
    report = graded(machine, tmp_path, SOLUTION)
    assert (report.score, report.adjustments) == (sum(f.score or 0.0 for f in report.functions), ())
