"""What running a pack shows: of its solution, its misconceptions, and checks that nothing fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from grader.authoring.validation.finding import ERROR, WARNING, Finding
from grader.authoring.validation.mutants import (
    BUDGET_SECONDS,
    NOTICED,
    THE_SAME,
    UNNOTICED,
    UNTRIED,
    Fates,
    mutants,
)
from grader.authoring.validation.reference_files import finding_of
from grader.authoring.validation.runs import Setting, failures_of
from grader.checks import Difference
from grader.diagnosis.misconceptions import same
from grader.errors import PackError
from grader.judging.reference_failures import in_words, place_of
from grader.packs import KINDS
from grader.packs.model import Tolerance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grader.authoring.validation.locations import Locations
    from grader.checks import Evidence
    from grader.packs import Case, Criterion
    from grader.sandbox.interface import Outcome

SLOW = {"numpy": 5.0}  # processor seconds of the solution for all cases of a function
SLOW_MODEL = 30.0
EXACTLY = Tolerance(rtol=1e-9, atol=1e-12)  # sums in another order


@dataclass
class Trials:
    """Runs editions of a pack one after the other, and collects what holds in all of them.

    Attributes:
        locations: Where in the files cases and checks are.
        with_mutants: Whether to run mutants of models too.
        failed: The checks that some wrong version fails, by id.
        tried: The functions of which mutants were run.
        fates: What became of the mutants.
        passing: Misconceptions that pass every check of an edition, with the editions.
        noticed: Misconceptions that fail a check in some edition.
        alike: Pairs of misconceptions with the same results, and pairs that differ in some edition.
    """

    locations: Locations
    with_mutants: bool = False
    failed: set[str] = field(default_factory=set)
    tried: dict[str, list[Criterion]] = field(default_factory=dict)
    fates: Fates = field(default_factory=Fates)
    passing: dict[str, list[str]] = field(default_factory=dict)
    noticed: set[str] = field(default_factory=set)
    alike: set[tuple[str, str]] = field(default_factory=set)
    apart: set[tuple[str, str]] = field(default_factory=set)

    def solution(self, edition: Setting, *, mistakes: bool) -> Iterator[Finding]:
        """Yield what is wrong with the solution in an edition; then run what is known to be wrong."""
        fresh = edition.fresh()
        first = edition.run(fresh)
        outcomes = edition.outcomes(first.outcomes)
        answered = [
            name
            for name, cases in edition.cases.items()
            if all(edition.is_answered(case, outcomes) for case in cases)
        ]
        for name, cases in edition.cases.items():
            yield from self._unanswered(edition, cases, outcomes)
            limit = SLOW.get(edition.kind, SLOW_MODEL)
            if first.cpu_seconds.get(name, 0.0) > limit:
                used = f"the solution takes {first.cpu_seconds[name]:.1f} s for the cases of {name}"
                yield Finding(self.locations.cases, f"{used} ({edition.title}); make them smaller", WARNING)
        if not answered:
            return
        # One kind of box is enough to find out what is left to chance.
        second = {**outcomes, **(edition.run(fresh).outcomes if mistakes else {})}
        for name in answered:
            evidence = edition.evidence(name, outcomes, second)
            alone = edition.evidence(name, outcomes, outcomes)
            for criterion in edition.criteria[name]:
                yield from self._failing(edition, criterion, evidence, alone)
        if mistakes:
            for name in answered:
                self._mistakes(edition, name, outcomes)
                self._mutants(edition, name, outcomes)

    def _unanswered(
        self, edition: Setting, cases: Sequence[Case], outcomes: Mapping[str, Outcome]
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
        self, edition: Setting, criterion: Criterion, evidence: Sequence[Evidence], alone: Sequence[Evidence]
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
        place = where
        text = f"the solution fails {criterion.id} for {case.id} ({edition.title}): {reason}"
        if _has_published_values(criterion):
            place = self.locations.of_case(case)
            text = f"the solution does not give what {case.id} expects ({edition.title}): {reason}"
        yield Finding(place, text, WARNING if criterion.remark else ERROR)

    def _mistakes(self, edition: Setting, name: str, answers: Mapping[str, Outcome]) -> None:
        """Note which checks are failed by misconceptions of a function.

        Those that earlier editions have shown to be noticed, and distinguished, are not run again.
        """
        known = edition.pack.reference.misconceptions(edition.id, edition.variants)
        confused = {mistake for pair in self.alike - self.apart for mistake in pair}
        unfailed = any(c.id not in self.failed for c in self.tried.get(name, ()))
        wrong = [
            m.definition
            for m in known
            if m.function == name and (unfailed or m.name not in self.noticed or m.name in confused)
        ]
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

    def _mutants(self, edition: Setting, name: str, answers: Mapping[str, Outcome]) -> None:
        """Note which checks are failed by mutants of a function, in the first edition that has it."""
        has_model = any(case.has_model for case in edition.cases[name])
        if name in self.tried or (has_model and not self.with_mutants):
            return
        self.tried[name] = [c for c in edition.criteria[name] if not KINDS[c.kind].echoes_arguments]
        changed = mutants(edition.definitions[name])
        results = edition.outcomes_of(name, [one.definition for one in changed], BUDGET_SECONDS)
        for one in changed:
            outcomes = results.get(one.definition.name)
            if outcomes is None:
                fate = UNTRIED
            elif self._failed_by(edition, name, outcomes, answers):
                fate = NOTICED
            else:
                equal = all(same(outcomes[case], answers[case], EXACTLY) for case in outcomes)
                fate = THE_SAME if equal else UNNOTICED
            self.fates.add(name, one.mutant, fate)

    def _failed_by(
        self, edition: Setting, name: str, outcomes: Mapping[str, Outcome], answers: Mapping[str, Outcome]
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
        yield from self.fates.findings(self.locations.solution)

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
