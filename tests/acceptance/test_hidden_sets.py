"""Every set of hidden cases catches every wrong variant by itself: whichever is drawn, it is caught.

Seven thousand pairs are too many for boxes. The tests' own variants are trusted, and called here.
"""

from __future__ import annotations

import contextlib
import copy
import io
from typing import TYPE_CHECKING, Any

import pytest

from grader import wire
from grader.box.between import called
from grader.checks import Evidence, examined
from grader.judging.hidden_sets import seeds
from grader.sandbox.interface import Outcome, Raised, Returned
from tests.acceptance.variants import VARIANTS, variants
from tests.conftest import STEP_BY_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.packs import Case, Criterion, Pack
    from tests.acceptance.variants import Variant

SETS, EDITION = 16, "2022"
WRONG = [variant for variant in variants("wrong") if variant.assignment == STEP_BY_STEP]


def outcome(function: Any, case: Case) -> Outcome:
    """Call a function as a box does: what it returns and the arguments are what would come out."""
    args, kwargs = copy.deepcopy((case.args, dict(case.kwargs)))
    try:
        value = wire.decode(wire.encode(called(function, args, kwargs, copy.deepcopy(case.probe or {}))))
    except Exception as error:  # noqa: BLE001 - whatever a student's code raises
        return Raised((type(error).__name__,), str(error), "", 0)
    return Returned(value, (args, kwargs))


def defined(*sources: str) -> dict[str, Any]:
    """Run sources one after the other, as cells; one that fails ends there."""
    namespace: dict[str, Any] = {}
    for source in sources:
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(source, namespace)  # noqa: S102 - the tests' own variants
    return namespace


def _in_edition(pack: Pack, seed: int) -> list[Case]:
    cases = pack.reference.hidden_cases(seed)
    return [case for case in cases if not case.editions or EDITION in case.editions]


class Sets:
    """The hidden cases of every set, with the reference's answers."""

    def __init__(self, pack: Pack) -> None:
        self.rubric = pack.rubric()
        self.published = pack.public_cases(EDITION)
        self.standard = (VARIANTS / STEP_BY_STEP / "standard.py").read_text(encoding="utf-8")
        reference = defined(pack.reference.solution.read_text(encoding="utf-8"))
        self.cases = [
            [(case, outcome(reference[case.function], case)) for case in _in_edition(pack, seed)]
            for seed in seeds(self.rubric)[:SETS]
        ]
        self._criteria = {
            (case.function, case.group): [
                c for c in self.rubric.functions[case.function] if case.group in c.cases
            ]
            for case, _ in self.cases[0]
        }

    def escapes(self, variant: Variant) -> list[int]:
        """Return the numbers of the sets that find nothing wrong with a variant."""
        name = variant.stated("breaks") or ""
        function = defined(self.standard, variant.source).get(name)
        if self._is_for_public_cases(name, function):
            return []
        found, last = [], 0
        for number, everything in enumerate(self.cases):
            own = [(case, answer) for case, answer in everything if case.function == name]
            turns = (*range(last, len(own)), *range(min(last, len(own))))
            caught = next((turn for turn in turns if self._fails(function, *own[turn])), None)
            found += [number] if caught is None else []
            last = caught or 0  # what has caught it in one set will probably do so in the next
        return found

    def _is_for_public_cases(self, name: str, function: Any) -> bool:
        """Return whether a mistake is one that only public checks look for: changed arguments, a shape."""
        criteria = [c for c in self.rubric.functions[name] if c.visibility == "public" and c.supporting]
        cases = [case for case in self.published if case.function == name]
        return any(
            isinstance(seen := outcome(function, case), Returned)
            and _failures([c for c in criteria if case.group in c.cases], Evidence(case, seen))
            for case in cases
        )

    def _fails(self, function: Any, case: Case, answer: Outcome) -> bool:
        with contextlib.redirect_stdout(io.StringIO()):
            seen = outcome(function, case)
        return _failures(self._criteria[case.function, case.group], Evidence(case, seen, answer))


def _failures(criteria: list[Criterion], evidence: Evidence) -> bool:
    return any(result.failures for result in examined(criteria, [evidence]))


@pytest.fixture(scope="module")
def sets(pack: Pack) -> Iterator[Sets]:
    """Return all sets of the NumPy assignment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("grader.judging.hidden_sets.SETS", SETS)
        yield Sets(pack)


@pytest.mark.thorough
def test_every_set_catches_every_variant(sets: Sets) -> None:
    """None is passed by luck."""
    escaped = {variant.name: numbers for variant in WRONG if (numbers := sets.escapes(variant))}
    assert escaped == {}, "; ".join(f"{k}: {v}" for k, v in escaped.items())
    assert len(WRONG) > 400


def test_every_set_passes_the_standard(sets: Sets) -> None:
    """And none is failed."""
    standard = defined(sets.standard)
    wrong = [
        (number, case.id)
        for number, cases in enumerate(sets.cases)
        for case, answer in cases
        if sets._fails(standard[case.function], case, answer)
    ]
    assert wrong == []


def test_a_set_without_a_telling_case_is_found(sets: Sets, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test above would prove nothing."""
    flawed = WRONG[0]
    name = flawed.stated("breaks")
    fewer = [[pair for pair in cases if pair[0].function != name] for cases in sets.cases]
    monkeypatch.setattr(sets, "cases", [fewer[0], *sets.cases[1:]])
    assert sets.escapes(flawed) == [0]
