"""An answer key: cases with the reference's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.errors import MachineError
from grader.judging import answer_key
from grader.judging.answer_key import AnswerKey
from grader.packs import Library
from grader.sandbox.interface import Returned
from tests.programs import Watched
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

    from grader.sandbox.interface import Limits
    from grader.sandbox.machine import Machine


def key(
    root: Path,
    machine: Machine,
    *,
    solution: str = SOLUTION,
    seed: int | None = None,
    timeout: float | None = None,
) -> AnswerKey:
    """Make an answer key of the small pack."""
    pack = Library([write_pack(root, solution=solution)]).get("doubling")
    return AnswerKey(
        pack, "only", pack.rubric().of(pack.assignment, "only"), machine, seed=seed, timeout=timeout
    )


def test_the_reference_answers_what_it_is_compared_with(machine: Machine, tmp_path: Path) -> None:
    """The hidden cases; published ones have their values."""
    made = key(tmp_path, machine)
    assert {type(answer) for answer in made.answers.values()} == {Returned}
    assert sorted(made.answers) == [
        "double.values#1",
        "double.values#2",
        "quadruple.values#1",
        "quadruple.values#2",
    ]


def test_public_cases_come_first(machine: Machine, tmp_path: Path) -> None:
    """Of each function."""
    assert [case.id for case in key(tmp_path, machine).cases("double")] == [
        "double.three", "double.values#1", "double.values#2",
    ]  # fmt: skip


def test_the_seed_is_the_rubrics_unless_one_is_chosen(machine: Machine, tmp_path: Path) -> None:
    """Another one draws other cases."""
    frames = [key(tmp_path, machine, seed=seed).hidden["double"][0].frame for seed in (None, 7, 8)]
    assert (frames[0] == frames[1], frames[0] == frames[2]) == (True, False)


@pytest.mark.parametrize(("timeout", "expected"), [(None, 2.0), (0.5, 0.5), (30, 30)])
def test_seconds_are_at_least_two_unless_chosen(
    machine: Machine, tmp_path: Path, timeout: float | None, expected: float
) -> None:
    """The reference of this pack needs next to nothing."""
    assert key(tmp_path, machine, timeout=timeout).cpu_seconds("double") == expected


def test_seconds_are_a_hundred_times_the_references(machine: Machine, tmp_path: Path) -> None:
    """Where that is more than two; a reference of NumPy takes no loops."""
    slow = "import time\ndef double(x):\n    end = time.process_time() + 0.05\n    while time.process_time() < end: pass\n    return x + x\n"  # noqa: E501
    made = key(tmp_path, machine, solution=f"{slow}\ndef quadruple(x):\n    return 4 * x\n")
    used = made.start().result().cpu_seconds["double"]
    assert made.cpu_seconds("double") == 100 * used > 2.0


def test_a_reference_that_does_not_answer_is_a_failure_of_the_machine(
    machine: Machine, tmp_path: Path
) -> None:
    """Named by the case."""
    made = key(tmp_path, machine, solution=SOLUTION.replace("x + x", "nowhere"))
    with pytest.raises(
        MachineError, match=r"the reference of doubling returns no result for double\.values#1"
    ):
        _ = made.answers


def test_misconceptions_answer_when_they_are_asked_for(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, for the function that is wrong only."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    watched = Watched(machine)
    made = key(tmp_path, watched)  # type: ignore[arg-type]
    _ = made.answers
    before = len(watched.boxes)
    names = [a.name for _ in range(2) for a in made.misconceptions("double")]
    assert (names, len(watched.boxes) - before) == (["double__square"] * 2, 1)
    assert made.misconceptions("quadruple") == ()


def test_misconceptions_are_tried_again_after_a_failure_of_the_machine(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next submission of a class is told what it does wrong."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = key(tmp_path, machine)
    with monkeypatch.context() as context:
        context.setattr(made, "execute", _fails)
        with pytest.raises(MachineError):
            made.misconceptions("double")
    assert [answered.name for answered in made.misconceptions("double")] == ["double__square"]


def _fails(*_: object) -> NoReturn:
    raise MachineError("no box")


def test_a_reference_may_take_long(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine must not leave a class without verdicts; students' limits follow from its time."""
    limits: list[float] = []

    def noting(_runtime: object, _batches: object, given: Limits, **_: object) -> None:
        limits.append(given.cpu_seconds)

    monkeypatch.setattr(answer_key, "execute", noting)
    key(tmp_path, machine).execute([])
    assert limits == [120.0]


def test_helpers_are_those_of_the_assignment(machine: Machine, tmp_path: Path) -> None:
    """Function by function."""
    made = key(tmp_path, machine)
    assert [made.helpers(name) for name in ("double", "quadruple")] == [(), ("double",)]
