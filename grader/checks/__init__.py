"""Checks: the parent's own comparison of what came out of a box."""

from grader.checks.checks import (
    CHECKS,
    NOTHING_ELSE_RIGHT,
    CheckResult,
    Evidence,
    Failure,
    run_checks,
)
from grader.checks.compare import Difference, describe, differences

__all__ = [
    "CHECKS",
    "NOTHING_ELSE_RIGHT",
    "CheckResult",
    "Difference",
    "Evidence",
    "Failure",
    "describe",
    "differences",
    "run_checks",
]
