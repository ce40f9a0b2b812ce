"""Extracts from a submission's cells the program that its graded functions need."""

from grader.extract.bodies import CellSpec
from grader.extract.program import Definition, Program, Statement
from grader.extract.slicing import defined_names, defined_parameters, extract

__all__ = [
    "CellSpec",
    "Definition",
    "Program",
    "Statement",
    "defined_names",
    "defined_parameters",
    "extract",
]
