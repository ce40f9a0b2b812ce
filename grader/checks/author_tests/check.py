"""The check of the kind `pytest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.author_tests import blamed, complaint, result_of, verify
from grader.checks.difference import Difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.checks.checks import Evidence
    from grader.packs import Case, Criterion
    from grader.sandbox.interface import Outcome


def objection(criterion: Criterion, evidence: Sequence[Evidence]) -> tuple[Case, Difference | Outcome] | None:
    """Return the case and the cause for which an author's test does not accept some outcomes, if it does not.

    Raises:
        PackError: It does not accept the reference's either.
        MachineError: The process of the tests failed, or pytest is not installed.
    """
    test = criterion.test or ""
    result = result_of(test, [(item.case, item.outcome) for item in evidence])
    if not result:
        return None
    verify(test, [(item.case, item.reference) for item in evidence if item.reference is not None])
    hidden = criterion.visibility == "hidden"
    for item in evidence:
        if item.case.id == result.get("outcome"):
            return blamed({"case": item.case.id}, [item.case], hidden=hidden), item.outcome
    case = blamed(result, [item.case for item in evidence], hidden=hidden)
    return case, Difference(complaint(result))
