"""Checks a pack as an author would: its files, its solution, its starter, its misconceptions, its cases."""

from grader.authoring.validation.finding import Finding
from grader.authoring.validation.validate import validate

__all__ = ["Finding", "validate"]
