"""Grading a class: submissions in folders and archives, the class list, and the gradebook."""

from grader.batch.classroom import Classroom, HandedIn, Student

__all__ = ["Classroom", "HandedIn", "Student"]
