"""What running a pack shows: of its solution, its misconceptions, and checks that nothing fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from grader.authoring.validation.finding import ERROR, WARNING, Finding
from grader.authoring.validation.mutants import mutants
from grader.authoring.validation.reference_files import finding_of
from grader.authoring.validation.runs import Edition, failures_of
from grader.checks import Difference
from grader.diagnosis.misconceptions import same
from grader.errors import PackError
from grader.judging.reference_failures import in_words, place_of
from grader.packs import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grader.authoring.validation.locations import Locations
    from grader.checks import Evidence
    from grader.packs import Case, Criterion
    from grader.sandbox.interface import Outcome

SLOW = {"numpy": 5.0}  # processor seconds of the solution for all cases of a function
SLOW_MODEL = 30.0


@dataclass
class Trials:
    """Runs editions of a pack one after the other, and collects what holds in all of them.

    Attributes:
        locations: Where in the files cases and checks are.
        with_mutants: Whether to run mutants of models too.
        failed: The checks that some wrong version fails, by id.
        tried: The functions of which mutants were run.
        passing: Misconceptions that pass every check of an edition, with the editions.
        noticed: Misconceptions that fail a check in some edition.
        alike: Pairs of misconceptions with the same results, and pairs that differ in some edition.
    """

    locations: Locations
    with_mutants: bool = False
    failed: set[str] = field(default_factory=set)
    tried: dict[str, list[Criterion]] = field(default_factory=dict)
    passing: dict[str, list[str]] = field(default_factory=dict)
    noticed: set[str] = field(default_factory=set)
    alike: set[tuple[str, str]] = field(default_factory=set)
    apart: set[tuple[str, str]] = field(default_factory=set)

    def solution(self, edition: Edition, *, mistakes: bool) -> Iterator[Finding]:
        """Yield what is wrong with the solution in an edition; then run what is known to be wrong."""
        first = edition.run()
        answered = [
            name
            for name, cases in edition.cases.items()
            if all(edition.is_answered(case, first.outcomes) for case in cases)
        ]
        for name, cases in edition.cases.items():
            yield from self._unanswered(edition, cases, first.outcomes)
            limit = SLOW.get(edition.kind, SLOW_MODEL)
            if first.cpu_seconds.get(name, 0.0) > limit:
                used = f"the solution takes {first.cpu_seconds[name]:.1f} s for the cases of {name}"
                yield Finding(self.locations.cases, f"{used} ({edition.title}); make them smaller", WARNING)
        if not answered:
            return
        # One kind of box is enough to find out what is left to chance.
        second = edition.run().outcomes if mistakes else first.outcomes
        for name in answered:
            evidence = edition.evidence(name, first.outcomes, second)
            alone = edition.evidence(name, first.outcomes, first.outcomes)
            for criterion in edition.criteria[name]:
                yield from self._failing(edition, criterion, evidence, alone)
        if mistakes:
            for name in answered:
                self._mistakes(edition, name, first.outcomes)

    def _unanswered(
        self, edition: Edition, cases: Sequence[Case], outcomes: Mapping[str, Outcome]
    ) -> Iterator[Finding]:
        for case in cases:
            outcome = outcomes[case.id]
            if not edition.is_answered(case, outcomes):
                place = place_of(edition.pack, edition.id, edition.variants, outcome)
                where = place or self.locations.of_case(case)
                yield Finding(
                    where,
                    f"the solution gives no result for {case.id} ({edition.title}): {in_words(outcome)}",
                )
                return

    def _failing(
        self, edition: Edition, criterion: Criterion, evidence: Sequence[Evidence], alone: Sequence[Evidence]
    ) -> Iterator[Finding]:
        where = self.locations.of_check(criterion)
        try:
            failures, by_itself = failures_of(criterion, evidence), failures_of(criterion, alone)
        except PackError as error:
            yield finding_of(error, where)
            return
        if not failures:
            return
        case, cause = failures[0].case, failures[0].cause
        reason = cause.message if isinstance(cause, Difference) else in_words(cause)
        if not by_itself:
            message = "two runs of the solution give different results; seed what is random"
            yield Finding(self.locations.of_case(case), f"{case.id} ({edition.title}): {message}: {reason}")
            return
        place = self.locations.of_case(case) if _has_published_values(criterion) else where
        text = f"the solution fails {criterion.id} for {case.id} ({edition.title}): {reason}"
        yield Finding(place, text, WARNING if criterion.remark else ERROR)

    def _mistakes(self, edition: Edition, name: str, answers: Mapping[str, Outcome]) -> None:
        """Note which checks are failed by misconceptions and mutants of a function."""
        known = edition.pack.reference.misconceptions(edition.id, edition.variants)
        wrong = [m.definition for m in known if m.function == name]
        results = edition.outcomes_of(name, wrong)
        for mistake, outcomes in results.items():
            failed = self._failed_by(edition, name, outcomes, answers)
            if failed:
                self.noticed.add(mistake)
            else:
                self.passing.setdefault(mistake, []).append(edition.title)
        tolerance = edition.criteria[name][0].tolerances["float32"]
        for one, other in combinations(results, 2):
            equal = all(same(results[one][c], results[other][c], tolerance) for c in results[one])
            (self.alike if equal else self.apart).add((one, other))
        if not self.with_mutants and any(case.has_model for case in edition.cases[name]):
            return
        if name in self.tried:
            return
        self.tried[name] = [c for c in edition.criteria[name] if not KINDS[c.kind].echoes_arguments]
        changed = [mutant.definition for mutant in mutants(edition.definitions[name])]
        for outcomes in edition.outcomes_of(name, changed).values():
            self._failed_by(edition, name, outcomes, answers)

    def _failed_by(
        self, edition: Edition, name: str, outcomes: Mapping[str, Outcome], answers: Mapping[str, Outcome]
    ) -> set[str]:
        evidence = edition.evidence(name, outcomes, answers)
        try:
            failures = {c.id: failures_of(c, evidence) for c in edition.criteria[name]}
        except PackError:  # reported of the solution
            return set()
        # An exception fails every check, and says nothing of what one compares.
        self.failed |= {
            check for check, found in failures.items() if any(isinstance(f.cause, Difference) for f in found)
        }
        return {check for check, found in failures.items() if found}

    def conclusions(self) -> Iterator[Finding]:
        """Yield what was the same in every edition."""
        for mistake, editions in self.passing.items():
            if mistake not in self.noticed:
                text = f"{mistake} passes every check ({'; '.join(dict.fromkeys(editions))})"
                advice = "it is no mistake, or a case that shows it is missing"
                yield Finding(self.locations.of_mistake(mistake), f"{text}; {advice}")
        for one, other in sorted(self.alike - self.apart):
            if {one, other} <= self.noticed:
                text = f"{other} gives the same results as {one} in every case"
                yield Finding(
                    self.locations.of_mistake(other), f"{text}; add a case that tells them apart", WARNING
                )
        yield from self._never_failed(c for criteria in self.tried.values() for c in criteria)

    def _never_failed(self, criteria: Iterable[Criterion]) -> Iterator[Finding]:
        for criterion in _once(criteria):
            if criterion.id not in self.failed:
                text = f"nothing fails {criterion.id}: no misconception and no mutant of the solution"
                advice = "give it cases that tell right from wrong"
                yield Finding(self.locations.of_check(criterion), f"{text}; {advice}", WARNING)


def _has_published_values(criterion: Criterion) -> bool:
    kind = KINDS[criterion.kind]
    return not kind.needs_reference and not kind.echoes_arguments


def _once(criteria: Iterable[Criterion]) -> list[Criterion]:
    return list({criterion.id: criterion for criterion in criteria}.values())
