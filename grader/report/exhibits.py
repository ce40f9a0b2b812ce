"""What a page shows beside a report: the submission's cells, and pictures of wrong results.

A student's page has pictures of public cases only, whose expected values are published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from grader.diagnosis.sentences import INSTRUCTOR
from grader.errors import PackError
from grader.packs import KINDS
from grader.packs.expected import load_expected
from grader.report.pictures import picture_of
from grader.sandbox.interface import Returned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np

    from grader.checks.graphs.sketch import Sketch
    from grader.extract.submission import Submission
    from grader.judging.judge import Judgement
    from grader.report.model import Report
    from grader.report.pictures import Picture


@dataclass(frozen=True)
class Graded:
    """A report, with what it was made from.

    Attributes:
        report: The report.
        submission: The file as read; None if it could not be.
        judgements: The judgements by function; empty if there are none.
        audience: `student` or `instructor`.
        known_as: The heading of its page: who submitted it, and the file as they know it.
        incomplete: Whether something that was requested is missing, because the grader failed on it.
    """

    report: Report
    submission: Submission | None = None
    judgements: Mapping[str, Judgement] = field(default_factory=dict, repr=False)
    audience: str = "student"
    known_as: str = ""
    incomplete: bool = False

    @property
    def title(self) -> str:
        """The heading of its page, without the folders of whoever grades it."""
        return self.known_as or PurePath(self.report.submission.path).name

    def picture(self, function: str) -> Picture | None:
        """Return the picture of a function's wrong result, if there is one to show."""
        judgement = self.judgements.get(function)
        if judgement is None or judgement.passed or judgement.substituted:
            return None  # the reference's code was involved
        return picture_of(_compared(judgement, self.audience))

    def sketch(self, function: str) -> Sketch | None:
        """Return a sketch of a function's wrong model, if there is one to show."""
        judgement = self.judgements.get(function)
        if judgement is None or judgement.passed or judgement.substituted:
            return None
        return _sketch(judgement, self.audience)


def _sketch(judgement: Judgement, audience: str) -> Sketch | None:
    for result in judgement.results:
        criterion = result.criterion
        for failure in result.failures if KINDS[criterion.kind].leads_feedback else ():
            item = next((each for each in judgement.evidence if each.case is failure.case), None)
            if item is None or not (failure.case.public or audience == INSTRUCTOR):
                continue
            sides = [_part(outcome, criterion.part) for outcome in (item.outcome, item.reference)]
            if None not in sides:
                from grader.checks.graphs import alignment_of
                from grader.checks.graphs.sketch import sketch_of

                alignment = alignment_of(sides[0], sides[1], criterion.ignored)
                return None if alignment is None else sketch_of(alignment)
    return None


def _part(outcome: object, part: object) -> Any:
    """Return a part of what a function returned; None if it did not."""
    value = outcome.value if isinstance(outcome, Returned) else None
    return value.get(part) if isinstance(value, dict) else None


def _compared(judgement: Judgement, audience: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield the results that an audience may see: position, actual, expected."""
    for item in judgement.evidence:
        if not isinstance(item.outcome, Returned):
            continue
        value = item.outcome.value
        if item.case.public:
            for location, should in _published(judgement, item.case.id).items():
                yield location, _parts("return", value).get(location), should
        elif audience == INSTRUCTOR and isinstance(item.reference, Returned):
            expected = _parts("return", item.reference.value)
            yield from ((place, _parts("return", value).get(place), expected[place]) for place in expected)


def _published(judgement: Judgement, case: str) -> Mapping[str, np.ndarray]:
    """Return the published results of a public case; none if they have not been published."""
    key = judgement.key
    try:
        arrays = load_expected(key.pack.assignment.folder).arrays
    except PackError:
        return {}
    return arrays.get((case, key.edition_id, key.variants), {})


def _parts(location: str, value: Any) -> dict[str, Any]:
    """Return the parts of a result by position."""
    if isinstance(value, tuple):
        return {f"{location}[{number}]": part for number, part in enumerate(value)}
    return {location: value}
