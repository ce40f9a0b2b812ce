"""Checks: compare the results that came out of a box, in the trusted process."""

from grader.checks.checks import (
    CHECKS,
    CheckResult,
    Evidence,
    Failure,
    examined,
    run_checks,
    with_waiting,
)
from grader.checks.compare import describe, differences
from grader.checks.difference import Difference

__all__ = [
    "CHECKS",
    "CheckResult",
    "Difference",
    "Evidence",
    "Failure",
    "describe",
    "differences",
    "examined",
    "run_checks",
    "with_waiting",
]
