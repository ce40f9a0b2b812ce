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
from grader.checks.compare import Difference, describe, differences

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
