"""A class: who handed in what, in folders and archives, and the gradebook that comes of it."""

from grader.batch.classroom import Classroom, HandedIn, Student

__all__ = ["Classroom", "HandedIn", "Student"]
