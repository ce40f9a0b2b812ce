"""The errors of the grader: each says whose problem it is, and `cli` maps it to an exit status."""

from __future__ import annotations


class GradeError(Exception):
    """Base class of all errors with a message for people."""


class UsageError(GradeError):
    """The request can't be carried out as asked: exit status 2."""


class UnreadableError(GradeError):
    """A submission that is not a readable notebook or script: exit status 2."""


class PackError(GradeError):
    """An assignment, rubric or reference that does not match its schema: exit status 2.

    Attributes:
        message: What is wrong.
        where: The file that it is about, perhaps with its line; empty if it is about none.
    """

    def __init__(self, message: str, where: object = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.message, self.where = message, str(where)


class MachineError(GradeError):
    """The grader's own failure, never the student's: exit status 3."""


class UnfinishedError(MachineError):
    """A failure that concerns one submission only: the others are graded."""
