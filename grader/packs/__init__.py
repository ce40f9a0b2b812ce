"""Assignments as data: the student's files, the rubrics, and the reference that only the grader has."""

from grader.packs.kinds import KINDS, Kind
from grader.packs.library import Library, Pack
from grader.packs.model import (
    Assignment,
    Call,
    Case,
    Criterion,
    Edition,
    EditionRubric,
    ExecutionRule,
    Expectation,
    LateRule,
    Misconception,
    Rubric,
    Tolerance,
)

__all__ = [
    "KINDS",
    "Assignment",
    "Call",
    "Case",
    "Criterion",
    "Edition",
    "EditionRubric",
    "ExecutionRule",
    "Expectation",
    "Kind",
    "LateRule",
    "Library",
    "Misconception",
    "Pack",
    "Rubric",
    "Tolerance",
]
