"""Checks: the parent's own comparison of what came out of a box."""

from grader.checks.checks import (
    CHECKS,
    CheckResult,
    Evidence,
    Failure,
    run_checks,
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
    "run_checks",
]
