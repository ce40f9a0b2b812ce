"""The search for the smallest edits of a function that pass every case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grader.diagnosis.edits.source import Edit, Part

BATCH, FEW = 150, 12
SURVIVORS = 24  # tried on every case
RETRIED = 4  # of them, once more
STATES = 16  # incomplete edits that are tried together with others
PARTNER_COST = 1.9
PAIR_COST = 0.5
NOTICEABLE = 1e-6
RAISED = 0.06  # at most: how close a function comes that returns nothing like the result
PROGRESS = 0.02  # an edit that brings the result less closer tells nothing
COST_WEIGHT = 0.1  # what a likelier edit is worth, as a share of what is wrong
ANOTHER_BRANCH = 6  # costs: what another branch computes may be closer by chance
AS_GOOD = 0.1  # a line whose best edit is this much worse is reported, too
EVADING = 3  # lines whose edits lead to the same result: they only evade an exception
GAIN_WEIGHT = 0.8  # costs: what it is worth that another edit of the statement helps
ENOUGH = 1.0  # an edit that costs this much more than the best one is not needed to agree with it
AFTERWARDS = 500  # runs: what else passes is looked for among the next ones only


class Trials(Protocol):
    """Runs edited functions on cases, one after another, and says how close each result is."""

    cases: Sequence[str]  # the failing ones first, each group in the order of size

    def run(self, edits: Sequence[tuple[Part, ...]], case: str) -> Sequence[float]:
        """Return for each edit how close its result is to the expected one: 1 if it is right.

        The answer may be shorter: an edit that ends the box has no result, nor have those after it.
        """

    def renew(self) -> None:
        """Go on in new boxes."""

    @property
    def left(self) -> int:
        """How many more runs the budget allows."""


@dataclass(frozen=True)
class Found:
    """An edit that passes every case: one change, or several in different lines."""

    edits: tuple[Edit, ...]

    @property
    def cost(self) -> float:
        """How unlikely it is."""
        return sum(edit.cost for edit in self.edits) + PAIR_COST * (len(self.edits) - 1)

    @property
    def parts(self) -> tuple[Part, ...]:
        """All replacements."""
        return tuple(part for edit in self.edits for part in edit.parts)


@dataclass(frozen=True)
class Searched:
    """What a search has found.

    Attributes:
        passed: The edits that pass every case, the likeliest first.
        nearer: If there are none: those that come closest to it, one for each line; of several faults, each
            is likely to fix one.
    """

    passed: list[Found] = field(default_factory=list)
    nearer: list[Edit] = field(default_factory=list)


def search(edits: Sequence[Edit], trials: Trials, before_pairs: Callable[[], list[Found]] = list) -> Searched:
    """Return the edits that pass every case; if there are none, those that come closest to it.

    Args:
        edits: The candidates, the likeliest first.
        trials: Runs them.
        before_pairs: What else to look for before two edits are tried together.
    """
    passed, scores, before = singles(edits, trials)
    found = passed or before_pairs() or _pairs(edits, scores, before, trials)
    return Searched(found, [] if found else nearer(scores, before))


def nearer(scores: Mapping[Edit, float], before: float) -> list[Edit]:
    """Return the edits that bring the result closest to the right one: the best one, and one as good.

    Where the function raised, edits in many lines may only skip what raised: all of them lead to the same.
    """
    level = max(before, _level_of_evasions(scores) if before <= RAISED else 0.0)
    best: dict[int, tuple[float, Edit]] = {}
    for edit, score in scores.items():
        if score > level + PROGRESS:
            doubt = edit.cost + (edit.idea == "missing_call")  # any function may bring a number closer
            doubt += ANOTHER_BRANCH * edit.in_condition
            value = (score - before) / max(1.0 - before, PROGRESS) - COST_WEIGHT * doubt
            best[edit.line] = max(best.get(edit.line, (value, edit)), (value, edit), key=lambda pair: pair[0])
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1]))
    return [edit for value, edit in ranked[:2] if value >= ranked[0][0] - AS_GOOD]


def _level_of_evasions(scores: Mapping[Edit, float]) -> float:
    """Return the best score below 1 that edits in several lines reach alike."""
    lines: dict[float, set[int]] = {}
    for edit, score in scores.items():
        lines.setdefault(round(score, 3), set()).add(edit.line)
    return max((score for score, some in lines.items() if len(some) >= EVADING and score < 1.0), default=0.0)


def singles(edits: Sequence[Edit], trials: Trials) -> tuple[list[Found], dict[Edit, float], float]:
    """Return the single edits that pass every case, how close each came, and how close the function is."""
    first = trials.cases[0]
    (before,) = trials.run([()], first) or (0.0,)
    scores: dict[Edit, float] = {}
    passed: list[Found] = []
    size = min(BATCH, max(FEW, trials.left // 6))  # what passes is confirmed while the budget lasts
    queue = _Queue(edits, before)
    while batch := queue.take(size)[: max(0, trials.left)]:
        found = dict(zip(batch, trials.run([edit.parts for edit in batch], first), strict=False))
        scores |= found
        queue.learn(found)
        right = confirmed([Found((edit,)) for edit, score in found.items() if score >= 1.0], trials)
        if right and not passed:
            queue.keep(min(each.cost for each in right) + ENOUGH)
        passed += right
    return passed, scores, before


class _Queue:
    """The edits that are still to be tried: those of statements in which others help come earlier.

    Args:
        edits: All of them, the likeliest first.
        before: How close the result is without any.
    """

    def __init__(self, edits: Sequence[Edit], before: float) -> None:
        self._edits, self._before = list(edits), before
        self._gains: dict[int, float] = {}
        self._is_kept = False

    def take(self, number: int) -> list[Edit]:
        """Return the next ones."""
        taken, self._edits = self._edits[:number], self._edits[number:]
        return taken

    def learn(self, scores: Mapping[Edit, float]) -> None:
        """Take the statements whose edits bring the result closer as likelier."""
        if self._is_kept:
            return
        for edit, score in scores.items():
            gain = (score - self._before) / max(1.0 - self._before, PROGRESS)
            if gain > PROGRESS:
                self._gains[edit.statement] = max(self._gains.get(edit.statement, 0.0), gain)
        self._edits.sort(key=lambda edit: edit.cost - GAIN_WEIGHT * self._gains.get(edit.statement, 0.0))

    def keep(self, cost: float) -> None:
        """Drop the edits that cost more; of the others, a few of the likeliest are enough."""
        self._is_kept = True
        likely = sorted((e for e in self._edits if e.cost <= cost), key=lambda edit: round(edit.cost, 6))
        self._edits = likely[:AFTERWARDS]


def confirmed(right: Sequence[Found], trials: Trials) -> list[Found]:
    """Return those of the edits that pass the other cases too.

    What earlier edits have left in a box may be in the way: if none passes, they are tried in new ones.
    """
    kept = _passing(right[:SURVIVORS], trials)
    if right and not kept:
        trials.renew()
        kept = _passing(right[:RETRIED], trials)
    return kept


def _passing(right: Sequence[Found], trials: Trials) -> list[Found]:
    kept = list(right)
    for case in trials.cases[1:]:
        if not kept:
            break
        scores = trials.run([found.parts for found in kept], case)
        kept = [found for found, score in zip(kept, scores, strict=False) if score >= 1.0]
    return kept


def _pairs(edits: Sequence[Edit], scores: dict[Edit, float], before: float, trials: Trials) -> list[Found]:
    """Return combinations of edits: of those that bring the result closer, with any others."""
    better = [edit for edit in edits if scores.get(edit, 0.0) > before + NOTICEABLE]
    better.sort(key=lambda edit: (edit.cost / 2 - 4 * scores[edit], edit.cost, edit.parts))
    states: list[tuple[tuple[Edit, ...], float]] = [
        ((edit,), scores[edit]) for edit in _apart(better)[:STATES]
    ]
    passed: list[Found] = []
    seen: set[tuple[Edit, ...]] = set()
    rounds = 0
    while states and trials.left > 0 and rounds < STATES:
        rounds += 1
        state, score = states.pop(0)
        partners = [
            e
            for e in edits
            if e.cost <= PARTNER_COST + 0.6
            and not any(e.overlaps(s) or e.statement == s.statement for s in state)
        ]
        partners.sort(key=lambda e: (e.cost - 2 * (scores.get(e, 0.0) - before), e.cost, e.parts))
        groups = [tuple(sorted((*state, e))) for e in partners[: max(0, trials.left // 3 + 1)]]
        groups = [g for g in groups if g not in seen]
        seen.update(groups)
        for start in range(0, len(groups), BATCH):
            batch = groups[start : start + BATCH][: max(0, trials.left)]
            found = trials.run([tuple(p for e in g for p in e.parts) for g in batch], trials.cases[0])
            right = [Found(g) for g, s in zip(batch, found, strict=False) if s >= 1.0]
            passed += confirmed(right, trials)
            if len(state) < 3:  # noqa: PLR2004
                states += [(g, s) for g, s in zip(batch, found, strict=False) if score + 0.02 < s < 1.0]
            if passed or trials.left <= 0:
                break
        if passed:
            break
        states.sort(key=lambda item: (-item[1] + 0.03 * sum(e.cost for e in item[0]), item[0]))
    return sorted(passed, key=lambda found: (round(found.cost, 6), found.parts))


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    """Return the first few edits of each statement."""
    count: dict[int, int] = {}
    kept = []
    for edit in edits:
        count[edit.statement] = count.get(edit.statement, 0) + 1
        if count[edit.statement] <= 3:  # noqa: PLR2004
            kept.append(edit)
    return kept
