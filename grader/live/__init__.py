"""Checks in a live notebook: public cases for the functions that a student has just defined.

They need only the assignment's own folder, no reference or rubric, and run wherever Jupyter runs.
The student's process is trusted here, because the result is for the student alone and earns no marks.
"""

from grader.live.checking import check
from grader.live.magic import register

__all__ = ["check"]

register()
