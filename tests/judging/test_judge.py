"""Judging: what a function is worth, and what it is worth with right helpers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.judging.answer_key import AnswerKey
from grader.judging.judge import Judgements, judge
from grader.packs import Library
from grader.sandbox.interface import Stopped, Unanswered
from tests.programs import Watched, program
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from grader.sandbox.machine import Machine

QUADRUPLE = "def quadruple(x):\n    return double(double(x))\n"


@pytest.fixture(scope="module")
def key(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> AnswerKey:
    pack = Library([write_pack(tmp_path_factory.mktemp("packs"))]).get("doubling")
    return AnswerKey(pack, "only", pack.rubric(), machine, timeout=0.4)


def judged(key: AnswerKey, machine: Machine | Watched, *cells: str) -> Judgements:
    """Judge a submission of some cells."""
    return judge(program(["double", "quadruple"], *cells), key, machine)  # type: ignore[arg-type]


def scores(result: Judgements) -> dict[str, float]:
    """Return what each function earns."""
    return {name: judgement.merit[0] for name, judgement in result.by_function.items()}


def test_a_right_program_earns_everything_in_two_boxes(key: AnswerKey, machine: Machine) -> None:
    """Public cases in one, hidden ones in the other."""
    watched = Watched(machine)
    assert scores(judged(key, watched, SOLUTION)) == {"double": 6.0, "quadruple": 4.0}
    assert len(watched.boxes) == 2


@pytest.mark.parametrize(
    "body", ["return x", "raise ValueError", "return None", "while True: pass", "import os; os._exit(1)"]
)
def test_a_wrong_helper_is_replaced(key: AnswerKey, machine: Machine, body: str) -> None:
    """For the function that calls it."""
    result = judged(key, machine, f"def double(x):\n    {body}\n{QUADRUPLE}")
    assert scores(result) == {"double": 0.0, "quadruple": 4.0}
    assert result.by_function["quadruple"].blamed == ("double",)


def test_a_missing_helper_is_replaced(key: AnswerKey, machine: Machine) -> None:
    """Nothing is judged that is not there."""
    assert scores(judged(key, machine, QUADRUPLE)) == {"quadruple": 4.0}


def test_a_helper_that_is_not_called_is_not_replaced(key: AnswerKey, machine: Machine) -> None:
    """It could not be at fault."""
    result = judged(key, machine, "def double(x):\n    return x\ndef quadruple(x):\n    return x\n")
    assert result.by_function["quadruple"].substituted == ()


def test_a_replaced_helper_that_mends_nothing_leaves_the_first_run(key: AnswerKey, machine: Machine) -> None:
    """The student's own evidence counts."""
    result = judged(
        key, machine, "def double(x):\n    return x\ndef quadruple(x):\n    return double(x) * 0\n"
    )
    assert (scores(result)["quadruple"], result.by_function["quadruple"].substituted) == (0.0, ())


def test_what_one_function_leaves_in_the_box_costs_no_other(key: AnswerKey, machine: Machine) -> None:
    """It runs again alone, whatever ended it."""
    source = (
        "import builtins, os\ndef double(x):\n    builtins.float = os._exit\n    return x + x\n"
        "def quadruple(x):\n    return 4 * x if float(0) == 0 else None\n"
    )
    assert scores(judged(key, machine, source))["quadruple"] == 4.0


def test_a_timeout_of_the_public_cases_spares_the_hidden_ones(key: AnswerKey, machine: Machine) -> None:
    """They would take as long; they are not asked."""
    result = judged(key, machine, "def double(x):\n    while True: pass\n").by_function["double"]
    assert [type(item.outcome) for item in result.evidence] == [Stopped, Unanswered, Unanswered]
    assert [check.status for check in result.results] == ["timeout", "failed"]


def test_a_helper_that_does_not_end_is_tried_once(key: AnswerKey, machine: Machine) -> None:
    """Its caller is run with a right one only: in a box for public cases, and one for hidden ones."""
    watched = Watched(machine)
    result = judged(key, watched, f"def double(x):\n    while True: pass\n{QUADRUPLE}")
    assert (len(watched.boxes), scores(result)) == (3, {"double": 0.0, "quadruple": 4.0})


def test_a_wrong_caller_of_a_helper_that_does_not_end_is_told_of_its_own_fault(
    key: AnswerKey, machine: Machine
) -> None:
    """Not that a case took too long, which it did not."""
    hangs = "def double(x):\n    while True: pass\ndef quadruple(x):\n    return double(x)\n"
    caller = judged(key, machine, hangs).by_function["quadruple"]
    assert (caller.blamed, {check.status for check in caller.results}) == (("double",), {"failed"})


def test_a_blank_function_is_not_run_again(key: AnswerKey, machine: Machine) -> None:
    """Two boxes are enough."""
    watched = Watched(machine)
    judged(key, watched, "def quadruple(x):\n    pass\n")
    assert len(watched.boxes) == 2


def test_the_last_definition_counts_whatever_the_order_of_need(key: AnswerKey, machine: Machine) -> None:
    """Both names are bound anew by one statement, which the first function needs already."""
    source = (
        "def double(x):\n    return 0\n\ndef quadruple(x):\n    return 0\n\n"
        "double, quadruple = (lambda x: x + x), (lambda x: 4 * x)\n"
    )
    assert scores(judged(key, machine, source)) == {"double": 6.0, "quadruple": 4.0}


def test_deprecations_are_gathered(key: AnswerKey, machine: Machine) -> None:
    """With their cells."""
    source = (
        "import warnings\ndef double(x):\n    warnings.warn('old', DeprecationWarning)\n    return x + x\n"
    )
    assert {(w.message, w.origin, w.line) for w in judged(key, machine, source).warnings} == {
        ("old", "<cell 0>", 3)
    }
