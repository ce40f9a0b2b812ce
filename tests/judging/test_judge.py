"""Judging: what a function is worth, and what it is worth with right helpers."""

from __future__ import annotations

from copy import copy
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from grader import wire
from grader.judging.answer_key import AnswerKey
from grader.judging.answer_keys import AnswerKeys
from grader.judging.attempts import SHARE_AGAIN, _seconds
from grader.judging.helper_answers import HelperAnswers
from grader.judging.judge import Judgements, run_public_cases
from grader.judging.kernel_state import judge_as_kernel, run_public_as_kernel
from grader.packs import Library
from grader.sandbox.interface import Raised, Stopped, Unanswered
from grader.support.deadline import Deadline
from tests.programs import Watched, program
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from grader.extract import Program
    from grader.sandbox.machine import Machine

QUADRUPLE = "def quadruple(x):\n    return double(double(x))\n"


@pytest.fixture(scope="module")
def key(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> AnswerKey:
    pack = Library([write_pack(tmp_path_factory.mktemp("packs"))]).get("doubling")
    return AnswerKey(pack, "only", pack.rubric().of(pack.assignment, "only"), machine, timeout=0.4)


def judged(key: AnswerKey, machine: Machine | Watched, *cells: str) -> Judgements:
    """Judge a submission of some cells."""
    _ = key.answers  # the reference has answered: its box is not among those watched
    own = copy(key)
    own.runtime = machine  # type: ignore[assignment]
    return in_both_ways(program(["double", "quadruple"], *cells), AnswerKeys(own))


def in_both_ways(extracted: Program, keys: AnswerKeys) -> Judgements:
    """Judge a program as the pipeline does."""
    return judge_as_kernel(run_public_as_kernel(run_public_cases(extracted, keys))).judgements


def sides(key: AnswerKey, watched: Watched) -> list[str]:
    """Return which cases each box was sent, in the order in which the boxes were opened."""
    hidden = [case.frame for cases in key.hidden.values() for case in cases]
    return ["hidden" if any(frame in box.sent for frame in hidden) else "public" for box in watched.boxes]


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


HANGS = "def double(x):\n    while True: pass\n"


def test_a_function_that_does_not_end_is_not_tried_by_another_edition(
    key: AnswerKey, machine: Machine
) -> None:
    """Its public case is the same there."""
    watched = Watched(machine)
    own = copy(key)
    own.runtime = watched  # type: ignore[assignment]
    keys = AnswerKeys(own, other_editions=(copy(own), copy(own)))
    assert scores(in_both_ways(program(["double", "quadruple"], HANGS), keys)) == {"double": 0.0}
    assert len(watched.boxes) == 1


def test_hidden_cases_that_do_not_end_are_not_tried_by_another_edition(
    key: AnswerKey, machine: Machine
) -> None:
    """Nor alone in a box: they are the same there."""
    source = "def double(x):\n    while hasattr(x, 'shape'): pass\n    return x + x\n"
    watched = Watched(machine)
    own = copy(key)
    own.runtime = watched  # type: ignore[assignment]
    keys = AnswerKeys(own, other_editions=(copy(own), copy(own)))
    assert scores(in_both_ways(program(["double", "quadruple"], source), keys)) == {"double": 2.0}
    assert sides(key, watched) == ["public", "hidden"]


def test_what_boxes_know_of_helpers_depends_on_no_submission(key: AnswerKey, machine: Machine) -> None:
    """A program can count the answers that are there: earlier hidden ones must not be among them."""

    def known() -> list[bytes]:
        answers = HelperAnswers(key)
        return [answers.opened(("double",), "quadruple", hidden=side).request() for side in (False, True)]

    before = known()
    judged(
        key, machine, "def double(x):\n    return x\ndef quadruple(x):\n    return double(x) + double(x)\n"
    )
    assert before == known()
    assert all(wire.decode(request)["known"]["sizes"].size for request in before)


def test_what_is_left_when_the_time_of_a_submission_is_over_is_not_run(
    key: AnswerKey, machine: Machine
) -> None:
    """The outcome says so."""
    watched = Watched(machine)
    own = copy(key)
    own.runtime = watched  # type: ignore[assignment]
    keys = AnswerKeys(own, deadline=Deadline(1800.0, count(step=1000).__next__))
    double = in_both_ways(program(["double", "quadruple"], SOLUTION), keys).by_function["double"]
    stopped = Stopped("timeout", "was not run: the submission took more than 30 minutes")
    assert (double.evidence[-1].outcome, sides(key, watched)) == (Unanswered(stopped), ["public"])


def test_a_second_try_of_what_does_not_end_is_shorter() -> None:
    """The helpers may be at fault, but all cases of a function share one limit."""
    key: Any = SimpleNamespace(cpu_seconds=lambda _name: 8.0)
    again = _seconds(key, "f", again=True)
    assert (again, _seconds(key, "f", 3.0, again=False)) == (8.0 * SHARE_AGAIN, 5.0)


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


WRONG_PUBLICLY = "def double(x):\n    return x\n"
WRONG_IN_HIDDEN_CASES = "def double(x):\n    return x + x if isinstance(x, int) else x\n"
RAISES = "def double(x):\n    raise ValueError\n"


class TestOrder:
    """Whatever a student reads comes from boxes that ran before any hidden case did."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            (SOLUTION, ["public", "hidden"]),
            (WRONG_PUBLICLY + QUADRUPLE, ["public", "public", "hidden", "hidden"]),
            (WRONG_IN_HIDDEN_CASES + QUADRUPLE, ["public", "hidden", "hidden"]),
            (RAISES + QUADRUPLE, ["public", "public", "hidden", "hidden"]),
            (SOLUTION.replace("double(double(x))", "double(x)"), ["public", "public", "hidden", "hidden"]),
        ],
        ids=["right", "wrong", "wrong in hidden cases only", "raises", "the user of a right helper"],
    )
    def test_public_cases_come_first(
        self, key: AnswerKey, machine: Machine, source: str, expected: list[str]
    ) -> None:
        """With whatever helpers; a function that fails hidden cases only runs only those again."""
        watched = Watched(machine)
        judged(key, watched, source)
        assert sides(key, watched) == expected

    @pytest.mark.parametrize("others", ["other_kinds", "other_editions"])
    @pytest.mark.parametrize("source", [RAISES, WRONG_IN_HIDDEN_CASES, RAISES + QUADRUPLE])
    def test_by_every_key(self, key: AnswerKey, machine: Machine, others: str, source: str) -> None:
        """A function is judged by another key before hidden cases, or by its hidden cases alone."""
        watched = Watched(machine)
        _ = key.answers
        own, other = copy(key), copy(key)
        own.runtime = other.runtime = watched  # type: ignore[assignment]
        keys = AnswerKeys(own, **{others: (other,)})
        in_both_ways(program(["double", "quadruple"], source), keys)
        found = sides(key, watched)
        assert found == sorted(found, reverse=True)
        assert {"public", "hidden"} == set(found)

    def test_what_public_cases_gave_stands(self, key: AnswerKey, machine: Machine) -> None:
        """A function that fails hidden cases only keeps the evidence of its first public ones."""
        result = judged(key, machine, WRONG_IN_HIDDEN_CASES + QUADRUPLE)
        checks = result.by_function["quadruple"].results
        assert [check.status for check in checks] == ["passed", "passed"]
        assert result.by_function["quadruple"].blamed == ()


class TestWays:
    """Which way to run a function passes hidden cases changes only what is said of these."""

    @pytest.mark.parametrize("value", [1, 2], ids=["with its own helper", "with a correct one"])
    def test_public_results_are_from_the_way_that_public_cases_select(
        self, key: AnswerKey, machine: Machine, value: int
    ) -> None:
        """Here the first one, since both fail; the way that passes hidden cases earns their points."""
        source = (
            "def double(x):\n    return x\ndef quadruple(x):\n    way = double(1)\n"
            "    if isinstance(x, int):\n        raise ValueError(way)\n"
            f"    return 4 * x if way == {value} else 0\n"
        )
        found = judged(key, machine, source).by_function["quadruple"]
        outcome = found.evidence[0].outcome
        assert [check.status for check in found.results] == ["error", "passed"]
        assert (found.substituted, found.blamed) == ((), ())
        assert isinstance(outcome, Raised)
        assert outcome.message == "1"

    def test_a_way_that_passes_public_cases_counts_before_one_that_earns_as_much(
        self, key: AnswerKey, machine: Machine
    ) -> None:
        """Here with a correct helper; hidden results are from the way that earns most of them."""
        source = (
            "def double(x):\n    return x\ndef quadruple(x):\n    way = double(1)\n"
            "    return 4 * x if (way == 2) == isinstance(x, int) else 0\n"
        )
        found = judged(key, machine, source).by_function["quadruple"]
        assert [check.status for check in found.results] == ["passed", "passed"]
        assert (found.substituted, found.blamed) == (("double",), ("double",))

    def test_a_helper_that_is_wrong_in_hidden_cases_is_named(self, key: AnswerKey, machine: Machine) -> None:
        """If they fail with a correct one, too."""
        source = WRONG_IN_HIDDEN_CASES + "def quadruple(x):\n    return double(x) + (x + x) * (x == 3)\n"
        found = judged(key, machine, source).by_function["quadruple"]
        assert ([check.status for check in found.results], found.blamed) == (
            ["passed", "failed"],
            ("double",),
        )


def test_a_shared_statement_that_does_not_end_is_waited_for_once(
    key: AnswerKey, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every function that needs it is told the same."""
    monkeypatch.setattr("grader.judging.attempts.DEFINING_SECONDS", 0.4)
    watched = Watched(machine)
    source = "class A:\n    while True: pass\n"
    functions = "def double(x):\n    return A\ndef quadruple(x):\n    return A\n"
    result = judged(key, watched, source, functions)
    first, second = (result.by_function[name].evidence[0].outcome for name in ("double", "quadruple"))
    assert (first, second, isinstance(first, Stopped)) == (first, first, True)
    assert len(watched.boxes) == 1
