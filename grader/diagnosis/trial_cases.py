"""Trials of edits on the cases of a judgement: boxes return values, which are compared here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from grader import wire
from grader.checks import CHECKS, Evidence
from grader.diagnosis.closeness import closeness
from grader.packs import KINDS
from grader.sandbox.interface import Raised, Returned
from grader.sandbox.session import Session, setup_request
from grader.sandbox.trials import TrialBox

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grader.diagnosis.edits.source import Part
    from grader.extract import Statement
    from grader.judging.judge import Judgement
    from grader.packs import Case, Criterion
    from grader.sandbox.trials import Tried

ALMOST = 0.999
CANDIDATE_SECONDS, STEP_SECONDS = 3e-4, 1.8e-6  # of a typical machine: the budget is counted in steps
TOGETHER = 25  # edits sent to a box
AT_MOST = 2.0  # times the budget in real processor time: libraries may take long for one step
LONG = 20  # statements: a longer function has twice the budget
EDIT_SECONDS = 0.05  # at least, for one run on the first case
CONFIRMING_SECONDS = 1.0  # on another case, which may be much larger
MAX_RUNS = 2500
MAX_RUNS_WITH_FILES = 300  # their cost is not in the steps


class CaseTrials:
    """Trials of edits of one function on the cases of a judgement.

    Args:
        judgement: The judgement.
        stubs: The course's helper modules.
        unit: The statement that is edited.
        name: The name that it binds.
        seconds: The budget in processor seconds of a typical machine.
        public_only: Whether to run no hidden case.
    """

    def __init__(
        self,
        judgement: Judgement,
        stubs: Mapping[str, frozenset[str]],
        unit: Statement,
        name: str,
        seconds: float,
        *,
        public_only: bool = False,
    ) -> None:
        key = judgement.key
        criteria = key.rubric.functions[judgement.function]
        failing = {f.case.id: None for result in judgement.results for f in result.failures}
        failed = [KINDS[result.criterion.kind] for result in judgement.results if result.failures]
        self.only_arguments = all(kind.echoes_arguments for kind in failed)
        self._echo = any(kind.echoes_arguments for kind in failed)
        self._evidence = {item.case.id: item for item in judgement.evidence}
        self._criteria = {
            item.case.id: [] if isinstance(item.reference, Raised) else self._criteria_of(item.case, criteria)
            for item in judgement.evidence
        }
        self._public = {case.id for case in key.public.get(judgement.function, ())}
        tried = [item.case for item in judgement.evidence if not public_only or item.case.id in self._public]
        sizes = {case.id: len(case.frame) for case in tried}
        order = sorted((i for i in sizes if self._criteria[i]), key=lambda i: (i not in failing, sizes[i], i))
        self.cases: Sequence[str] = order
        self.failing = [case for case in order if case in failing]
        setup = setup_request(stubs, key.pack.assignment.stub_sources, float_sizes=key.edition.float_sizes)
        opened = partial(Session, key.runtime, key.limits, setup)
        # Public and hidden cases never share a box.
        self._public_box, self._hidden_box = (
            TrialBox(opened, judgement.definition, unit.source, name) for _ in range(2)
        )
        self._scores: dict[tuple[str, bytes], float] = {}
        with_files = any((item.case.probe or {}).get("files") for item in judgement.evidence)
        self._at_most = MAX_RUNS_WITH_FILES if with_files else MAX_RUNS
        self.left = self._at_most
        self._seconds = seconds
        self._edit_seconds, self._used = EDIT_SECONDS, 0.0
        self._runs_of_a_slow_one, self._counted = 0, False

    def _criteria_of(self, case: Case, criteria: Iterable[Criterion]) -> list[Criterion]:
        """Return those of some criteria that look at a case."""
        looked_at = (c for c in criteria if self._echo or not KINDS[c.kind].echoes_arguments)
        return [criterion for criterion in looked_at if case.group in criterion.cases]

    def run(self, edits: Sequence[tuple[Part, ...]], case: str) -> Sequence[float]:
        """Return for each edit how close its result is to the expected one: 1 if it is right."""
        item = self._evidence[case]
        box = self._public_box if case in self._public else self._hidden_box
        seconds = self._edit_seconds if case == self.cases[0] else CONFIRMING_SECONDS
        results: list[Returned | None] = []
        for start in range(0, len(edits), TOGETHER):
            count, some = not self._counted, edits[start : start + TOGETHER]
            tried = box.run(some, item.case, seconds=seconds, echo=self._echo, count=count)
            results += tried.results
            if count:
                self._budget(tried)
            if not self._goes_on(tried, len(some)):
                break
        return [self._score(item, outcome) for outcome in results]

    def _budget(self, tried: Tried) -> None:
        """Set the number of runs by what the first one has cost."""
        self._counted = True
        cost = CANDIDATE_SECONDS + STEP_SECONDS * tried.steps
        self.left = min(self._at_most, int(self._seconds / cost))
        self._edit_seconds = max(EDIT_SECONDS, 4 * cost)
        self._runs_of_a_slow_one = int(self._edit_seconds / cost)

    def _goes_on(self, tried: Tried, number: int) -> bool:
        """Take what some runs have cost from the budget; return whether anything is left."""
        self.left -= number + min(max(tried.slow, 0), number) * self._runs_of_a_slow_one
        self._used += tried.seconds
        if self._used > AT_MOST * self._seconds:
            self.left = min(self.left, 0)
        return self.left > 0

    def _score(self, item: Evidence, outcome: Returned | None) -> float:
        """Return the score of a result; many edits give the same one."""
        if outcome is None:
            return 0.0
        name = item.case.id, wire.encode((outcome.value, outcome.arguments))
        if name not in self._scores:
            self._scores[name] = self._new_score(item, outcome)
        return self._scores[name]

    def _new_score(self, item: Evidence, outcome: Returned) -> float:
        evidence = (Evidence(item.case, outcome, item.reference),)
        with np.errstate(all="ignore"):
            if not any(_fails(criterion, evidence) for criterion in self._criteria[item.case.id]):
                return 1.0
            expected = item.reference.value if isinstance(item.reference, Returned) else None
            return min(ALMOST, closeness(outcome.value, expected)) if expected is not None else 0.5

    def renew(self) -> None:
        """Go on in new boxes."""
        self.close()

    def close(self) -> None:
        """Kill the boxes."""
        self._public_box.close()
        self._hidden_box.close()


def _fails(criterion: Criterion, evidence: tuple[Evidence, ...]) -> bool:
    kind = KINDS[criterion.kind].one_by_one or criterion.kind
    return any(True for _ in CHECKS[kind](criterion, evidence))
