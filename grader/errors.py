"""The errors of the grader: each says whose problem it is, and `cli` turns it into an exit status."""

from __future__ import annotations


class GradeError(Exception):
    """The root of all errors that carry a sentence for a person."""


class UsageError(GradeError):
    """The request can't be carried out as asked: exit status 2."""


class UnreadableError(GradeError):
    """A submission that is no readable notebook or script: exit status 2."""


class PackError(GradeError):
    """An assignment, rubric or reference that is not what its schema says: exit status 2."""


class MachineError(GradeError):
    """The grader's own failure, never the student's: exit status 3."""
