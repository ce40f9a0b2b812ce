"""Checks: the parent's own comparison of what came out of a box."""

from grader.check.checks import (
    CHECKS,
    COMPARED_WITH_REFERENCE,
    NOTHING_ELSE_RIGHT,
    CheckResult,
    Evidence,
    Failure,
    run_checks,
)
from grader.check.compare import Difference, describe, differences

__all__ = [
    "CHECKS",
    "COMPARED_WITH_REFERENCE",
    "NOTHING_ELSE_RIGHT",
    "CheckResult",
    "Difference",
    "Evidence",
    "Failure",
    "describe",
    "differences",
    "run_checks",
]
