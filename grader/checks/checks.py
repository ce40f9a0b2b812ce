"""The kinds of check: each examines a function's outcomes and yields failures.

To add a kind: a function here, under its name in `CHECKS`, and a row in `grader.packs.kinds`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.checks.compare import (
    aspect_differences,
    describe,
    differences,
    expectation_differences,
    identical,
)
from grader.checks.difference import COMPILED, About, Difference
from grader.checks.places import LINES, place_in
from grader.errors import PackError
from grader.sandbox.interface import Outcome, Raised, Returned, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from grader.checks.places import Place
    from grader.packs import Case, Criterion, Tolerance


@dataclass(frozen=True)
class Evidence:
    """One case, with the outcomes of the student's function and of the reference."""

    case: Case
    outcome: Outcome
    reference: Outcome | None = None


@dataclass(frozen=True)
class Failure:
    """Why a check failed: a difference between values, or an outcome without a value."""

    case: Case
    cause: Difference | Outcome


@dataclass(frozen=True)
class CheckResult:
    """The result of one criterion; without failures, it passed.

    Attributes:
        criterion: The rubric's criterion.
        failures: Why it failed.
        waiting: Whether it passed, but earns no credit until another check passes.
    """

    criterion: Criterion
    failures: tuple[Failure, ...]
    waiting: bool = False

    @property
    def status(self) -> str:
        """The status: `passed`, `timeout`, `error` or `failed`."""
        if not self.failures:
            return "failed" if self.waiting else "passed"
        stops = [f.cause for f in self.failures if isinstance(f.cause, Stopped)]
        if any(stop.reason == "timeout" for stop in stops):
            return "timeout"
        if stops or any(isinstance(f.cause, Raised) for f in self.failures):
            return "error"
        return "failed"

    @property
    def score(self) -> Fraction:
        """The points earned: all or none."""
        return Fraction() if self.failures or self.waiting else self.criterion.points


def seeded(criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """Published inputs return the published values."""
    for item in evidence:
        value = item.outcome
        if not isinstance(value, Returned):
            yield Failure(item.case, value)
            continue
        tolerance = _tolerance(criterion, item.case)
        for expectation in item.case.expectations:
            found = expectation_differences(value.value, expectation, tolerance, criterion.aspects)
            yield from (Failure(item.case, difference) for difference in found)


def reference(criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """Generated inputs return the reference's values; of a tuple, only the criterion's part counts."""
    for item in evidence:
        value = item.outcome
        if not isinstance(value, Returned):
            yield Failure(item.case, value)
            continue
        assert isinstance(item.reference, Returned)  # noqa: S101 - the pipeline has looked
        should = item.reference.value
        yield from (
            Failure(item.case, difference)
            for difference in _part_differences(
                value.value, should, criterion, _tolerance(criterion, item.case)
            )
        )


def unchanged(_criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """The function does not change its arguments."""
    for item in evidence:
        value = item.outcome
        if not isinstance(value, Returned) or value.arguments is None:
            yield Failure(item.case, value)
            continue
        args, kwargs = value.arguments
        before = {**{f"argument {n}": a for n, a in enumerate(item.case.args, 1)}, **item.case.kwargs}
        after = {**{f"argument {n}": a for n, a in enumerate(args, 1)}, **kwargs}
        for name, should in before.items():
            if not identical(after.get(name), should):
                yield Failure(item.case, Difference(f"{name} is changed by the call"))


def layers(criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """The model has the reference's layers; only the criterion's aspects count."""
    for item, value, should in _compared(criterion, evidence):
        if isinstance(value, Failure):
            yield value
        else:
            from grader.checks.graphs import graph_differences

            found = graph_differences(value, should, criterion.aspects, criterion.ignored)
            yield from (Failure(item.case, difference) for difference in found)


def forward(criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """The model, with every weight set by rule, returns the reference's values."""
    for item, value, should in _compared(criterion, evidence):
        if isinstance(value, Failure):
            yield value
        elif type(value) is not type(should):
            from grader.checks.graphs import no_model

            yield Failure(item.case, no_model(value))
        else:
            tolerance = _tolerance(criterion, item.case)
            found = differences(value, should, _PLACES.get(str(criterion.part), "the value"), tolerance)
            yield from (Failure(item.case, difference) for difference in found)


def configuration(criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """The training configuration is that of the reference."""
    for item, value, should in _compared(criterion, evidence):
        if isinstance(value, Failure):
            yield value
            continue
        found = _setting_differences(value, should, str(criterion.part), _tolerance(criterion, item.case))
        yield from (Failure(item.case, difference) for difference in found)


def rules(criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """What the course leaves free obeys the rubric's rules."""
    for item, value, should in _compared(criterion, evidence):
        if isinstance(value, Failure):
            yield value
            continue
        from grader.checks.rules import broken_rules

        found = broken_rules(criterion.rules, value, should, item.case, _tolerance(criterion, item.case))
        yield from (Failure(item.case, difference) for difference in found)


def author_test(criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[Failure]:
    """An author's own test accepts what the function returned."""
    from grader.checks.author_tests.check import objection  # few rubrics have one

    found = objection(criterion, evidence)
    if found is not None:
        yield Failure(*found)


def _setting_differences(actual: Any, expected: Any, part: str, tolerance: Tolerance) -> Iterator[Difference]:
    """Compare the configuration, setting by setting, with readable names."""
    if not (isinstance(actual, dict) and isinstance(expected, dict)):
        yield from differences(actual, expected, part, tolerance)
        return
    for name, should in expected.items():
        if name == LINES:
            continue
        location = _SETTINGS.get(name, f"the {part}'s {name}")
        if actual.get("compiled", True) is None and name != "compiled":
            continue  # it has been said that it is not
        if name in _WITHOUT and actual.get(name, should) is None:
            about = About(name, None, should)
            yield Difference(_WITHOUT[name].format(should), place=place_in(actual, "last"), about=about)
        elif name in actual:
            found = differences(actual[name], should, location, tolerance)
            place, about = _set_in(actual, should), About(name, actual[name], should)
            yield from (replace(difference, place=place, about=about) for difference in found)
        else:
            yield Difference(f"{location} is unknown")


def _set_in(actual: dict[str, Any], should: Any) -> Place | None:
    """Return where the first layer that is trained, or frozen, though it should not be, was set so."""
    first = actual.get("first trained layer")
    thawed = isinstance(first, int) and isinstance(should, int) and first < should
    return place_in(actual, "first" if thawed else "before")


def _compared(criterion: Criterion, evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, Any, Any]]:
    """Yield each case with the criterion's part of the actual and of the reference's result.

    A case without a result yields a failure instead.
    """
    for item in evidence:
        assert isinstance(item.reference, Returned)  # noqa: S101 - the pipeline has looked
        should = item.reference.value
        if not isinstance(should, dict) or criterion.part not in should:
            raise PackError(
                f"the rubric's {criterion.id} names part {criterion.part}, which the reference lacks"
            )
        outcome = item.outcome
        if not isinstance(outcome, Returned):
            yield item, Failure(item.case, outcome), None
        elif not isinstance(outcome.value, dict) or criterion.part not in outcome.value:
            yield item, Failure(item.case, Difference("did not return the requested value")), None
        else:
            yield item, outcome.value[criterion.part], should[criterion.part]


CHECKS: dict[str, Callable[[Criterion, Sequence[Evidence]], Iterator[Failure]]] = {
    "seeded": seeded,
    "reference": reference,
    "unchanged": unchanged,
    "layers": layers,
    "forward": forward,
    "configuration": configuration,
    "rules": rules,
    "pytest": author_test,
}
_PLACES = {
    "inference": "the model's output",
    "training": "the model's output in training mode",
    "moving": "the moving averages",
}
_SETTINGS = {
    "first trained layer": "the first trained layer",
    "all later ones are trained": "whether all later layers are trained",
}
_WITHOUT = {
    COMPILED: "the model that is to be trained is not compiled; another one may have been",
    "with its loss": "the model is compiled with another loss than the cell's own",
    "with its optimizer": "the model is compiled with another optimizer or rate than the cell's own",
    "learning_rate": "the optimizer has no fixed learning rate",
    "first trained layer": "no layer of the base model is trained, though all from layer {} on should be; "
    "another model may have been unfrozen",
    "all later ones are trained": "a layer of the model outside of its base is frozen, but should be trained",
}


def run_checks(criteria: Sequence[Criterion], evidence: Sequence[Evidence]) -> tuple[CheckResult, ...]:
    """Check a function's outcomes against its criteria; raises as `examined` does."""
    return with_waiting(examined(criteria, evidence))


def examined(criteria: Sequence[Criterion], evidence: Sequence[Evidence]) -> tuple[CheckResult, ...]:
    """Check a function's outcomes against its criteria, each by itself.

    Raises:
        PackError: A criterion names cases that do not exist.
    """
    results = []
    for criterion in criteria:
        chosen = [item for item in evidence if item.case.group in criterion.cases]
        if not chosen:
            raise PackError(
                f"the rubric's {criterion.id} names cases that do not exist: {', '.join(criterion.cases)}"
            )
        results.append(CheckResult(criterion, tuple(CHECKS[criterion.kind](criterion, chosen))))
    return tuple(results)


def with_waiting(results: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    """Return the results of a function with those waiting that earn points only if another check passes.

    A supporting criterion (unchanged inputs, a complete cache) is one: a blank function does not change its
    inputs either.
    """
    if any(result.status == "passed" and not result.criterion.supporting for result in results):
        return tuple(results)
    return tuple(
        replace(result, waiting=result.criterion.supporting and not result.failures) for result in results
    )


def _part_differences(
    value: object, should: Any, criterion: Criterion, tolerance: Tolerance
) -> Iterator[Difference]:
    if criterion.part is None:
        yield from aspect_differences(value, should, "return", tolerance, criterion.aspects)
        return
    is_sequence = isinstance(should, (tuple, list))  # published answers are lists
    if not is_sequence or not isinstance(criterion.part, int) or criterion.part >= len(should):
        raise PackError(f"the rubric's {criterion.id} names part {criterion.part}, which the reference lacks")
    if not isinstance(value, (tuple, list)):
        yield Difference(f"return is {describe(value)}, but should be a tuple of {len(should)}")
    elif len(value) != len(should):
        yield Difference(f"return has {len(value)} parts, but should have {len(should)}")
    else:
        n = criterion.part
        yield from aspect_differences(value[n], should[n], f"return[{n}]", tolerance, criterion.aspects)


def _tolerance(criterion: Criterion, case: Case) -> Tolerance:
    single = case.has_model or case.has_float32
    return criterion.tolerances["float32" if single else "float64"]
