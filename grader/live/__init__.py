"""Checking in a live notebook: the functions that a student has just defined, by the public cases.

It works from an assignment's own folder, without reference or rubrics, on every system that Jupyter runs on.
The student's process is trusted here: it judges for the student alone, and earns no marks.
"""

from grader.live.checking import check
from grader.live.magic import register

__all__ = ["check"]

register()
