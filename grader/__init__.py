"""Grades CNN course notebooks: takes out the graded functions, runs them in a box, checks, reports."""

__version__ = "0.1.0"
