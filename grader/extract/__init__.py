"""From cells to the program that a submission's graded functions need."""

from grader.extract.slicing import Definition, Program, Statement, defined_names, extract

__all__ = ["Definition", "Program", "Statement", "defined_names", "extract"]
