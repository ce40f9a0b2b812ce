"""Checks of the kind `pytest`."""

from __future__ import annotations

from fractions import Fraction
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader import wire
from grader.checks import CHECKS, Evidence, author_tests
from grader.checks.author_tests import process, server
from grader.checks.difference import Difference
from grader.errors import MachineError, PackError
from grader.packs import Case, Criterion
from grader.sandbox.interface import Raised, Returned, Stopped

if TYPE_CHECKING:
    from pathlib import Path

    from grader.checks import Failure
    from grader.sandbox.interface import Outcome

TESTS = '''
import os
import numpy as np


def test_value(double):
    """Three doubled is six."""
    assert double(3) == 6


def test_own_words(double):
    assert double(3) == 6, "add it to itself"


def test_each(case):
    assert case.value == 2 * case.args[0]


def test_shape(double):
    assert double(3).shape == ()


def test_refuses(double):
    try:
        double(3)
    except ValueError:
        pass
    else:
        raise AssertionError("accepts it")


def test_typo(double):
    assert double(4) == 8


def test_endless(cases):
    while cases[0].value == 7:
        pass


def test_dies(cases):
    os._exit(1)


def test_memory(cases):
    assert bytearray(cases[0].value * 2**30)


def test_random(double):
    assert double(int(np.random.randint(100))) == 88
'''
VALUE_ERROR = Raised(("ValueError", "Exception"), "no threes", "", 1)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reference") / "test_double.py"
    path.write_text(TESTS, encoding="utf-8")
    return path


def failures(
    file: Path, test: str, outcome: Any, *, reference: Any = 6, hidden: bool = False, argument: Any = 3
) -> list[Failure]:
    """Return how a test takes an outcome, given what the reference gives."""
    visibility = "hidden" if hidden else "public"
    criterion = Criterion(
        "double.ours", "pytest", Fraction(1), visibility, ("seeded",), None, supporting=False, hint=None,
        tolerances={}, test=f"{file}::{test}",
    )  # fmt: skip
    case = Case("double.three", "double", "seeded", (argument,), public=True)
    return list(CHECKS["pytest"](criterion, [Evidence(case, _outcome(outcome), _outcome(reference))]))


def _outcome(value: Any) -> Outcome:
    return value if isinstance(value, (Raised, Stopped)) else Returned(value)


def message(found: list[Failure]) -> str:
    """Return the sentence of the only failure."""
    ((cause,),) = [[failure.cause] for failure in found]
    assert isinstance(cause, Difference)
    return cause.message


def test_what_a_test_accepts_passes(file: Path) -> None:
    """Without a failure."""
    assert failures(file, "test_value", 6) == []


def test_a_failed_assertion_is_told_with_the_test_s_sentence(file: Path) -> None:
    """And with the values, as pytest shows them."""
    assert message(failures(file, "test_value", 9)) == (
        "Three doubled is six: assert 9 == 6 where 9 = double(3)"
    )


def test_an_assertion_s_own_words_come_instead_of_the_values(file: Path) -> None:
    """They were written for the student."""
    assert message(failures(file, "test_own_words", 9)) == "add it to itself"


def test_a_test_may_take_one_case_after_the_other(file: Path) -> None:
    """As `case`."""
    assert message(failures(file, "test_each", 9)).startswith("assert 9 == (2 * 3)")


def test_a_test_that_was_changed_is_run_again(file: Path) -> None:
    """The worker of a cluster grades for days, and an author corrects a mistake."""
    changed = file.with_name("test_changed.py")
    changed.write_text("def test_value(double):\n    assert double(3) == 6\n")
    before = failures(changed, "test_value", 9)
    changed.write_text("def test_value(double):\n    assert double(3) in {6, 9}\n")
    assert (len(before), failures(changed, "test_value", 9)) == (1, [])


def test_a_reply_that_is_cut_off_is_none() -> None:
    """The grader would wait for the rest, and take the next reply for it."""
    reply = wire.encode({"assertion": "text"})
    assert [server._is_complete(part) for part in (reply, reply[:-1], b"")] == [True, False, False]


def test_a_hidden_check_is_about_no_public_case(file: Path) -> None:
    """So nothing of its assertion is shown to a student, even if the case is public."""
    (failure,) = failures(file, "test_value", 9, hidden=True)
    assert not failure.case.public


def test_an_exception_that_nothing_expects_is_the_function_s(file: Path) -> None:
    """Reported as with every other check."""
    (failure,) = failures(file, "test_value", VALUE_ERROR)
    assert failure.cause is VALUE_ERROR


def test_a_function_without_a_result_is_reported_as_it_ended(file: Path) -> None:
    """A test has no value to look at."""
    stopped = Stopped("timeout", "did not finish")
    (failure,) = failures(file, "test_value", stopped)
    assert failure.cause is stopped


def test_an_exception_can_be_what_is_wanted(file: Path) -> None:
    """It arrives with the type that it had."""
    assert failures(file, "test_refuses", VALUE_ERROR, reference=VALUE_ERROR) == []


def test_a_value_that_a_test_cannot_use_is_the_student_s(file: Path) -> None:
    """If it can use the reference's."""
    found = failures(file, "test_shape", None, reference=np.float64(6))
    assert message(found) == (
        "the test can't use what was returned: AttributeError: 'NoneType' object has no attribute 'shape'"
    )


def test_an_endless_test_is_told_by_whose_value_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The student's, if the test ends with the reference's."""
    monkeypatch.setattr(author_tests, "CPU_SECONDS", 1)
    assert message(failures(file, "test_endless", 7)) == (
        "the test does not come to its end with what was returned"
    )


def test_memory_is_limited(file: Path) -> None:
    """A value may say how much a test asks for; the machine is not there for one."""
    assert message(failures(file, "test_memory", 5, reference=1)) == (
        "the test can't use what was returned: MemoryError"
    )


def test_values_that_do_not_fit_are_the_student_s(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the solution's fit; an author is told otherwise."""
    monkeypatch.setattr(wire, "MAX_NODES", 100)
    assert message(failures(file, "test_value", [0] * 100, reference=6)) == (
        "what was returned is too large for the test"
    )
    with pytest.raises(PackError, match="values of its cases take too much, with the values of the solution"):
        failures(file, "test_value", [0] * 100, reference=[0] * 100)


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_type_that_python_cannot_name_is_no_other(file: Path, name: str) -> None:
    """What making it raises is not what the function raised."""
    raised = Raised((name, "Exception"), "", "", 1)
    (failure,) = failures(file, "test_refuses", raised, reference=VALUE_ERROR)
    assert failure.cause is raised


def test_what_is_remembered_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the values of the students of a class."""
    tests = process.TestProcess()
    monkeypatch.setattr(tests, "_ask", lambda _: {"assertion": ""})
    tests.answer(b"x" * 2**20)
    assert max(map(len, tests._answers)) <= 64


def test_random_numbers_are_those_of_a_box(file: Path) -> None:
    """So a test that draws arguments calls with those of its cases."""
    assert failures(file, "test_random", 88, argument=44, reference=88) == []


@pytest.mark.parametrize(
    "test, problem",
    [
        ("test_typo", "raises an error: double(4) is not among the cases"),
        ("test_dies", "crashes its process"),
        ("test_shape", "raises AttributeError: 'int' object has no attribute 'shape'"),
        ("test_absent", "is not there, or pytest collects no test of that name"),
    ],
)
def test_a_mistake_of_the_author_is_one_sentence(file: Path, test: str, problem: str) -> None:
    """A test that can't judge the solution's values can't judge a student's."""
    with pytest.raises(PackError) as caught:
        failures(file, test, 6)
    assert str(caught.value) == f"test_double.py::{test} {problem}, with the values of the solution"


def test_a_file_that_cannot_be_imported_is_the_author_s(tmp_path: Path) -> None:
    """The sentence says why."""
    path = tmp_path / "test_broken.py"
    path.write_text("import no_such_module\n\ndef test_it(cases):\n    pass\n", encoding="utf-8")
    with pytest.raises(
        PackError, match="can't be run: ModuleNotFoundError: No module named 'no_such_module'"
    ):
        failures(path, "test_it", 6)


def test_without_pytest_nobody_is_judged(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine lacks it, in one sentence."""

    def absent(name: str) -> ModuleSpec | None:
        return None if name == "pytest" else ModuleSpec(name, None)

    monkeypatch.setattr(process, "find_spec", absent)
    with pytest.raises(MachineError, match=r"pytest is not installed: .* need it: pip install pytest"):
        failures(file, "test_value", 6)
