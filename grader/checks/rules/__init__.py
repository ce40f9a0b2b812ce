"""Rules for what a course leaves free: a rubric names them, and what came out of a box has to obey them."""

from grader.checks.rules.rules import LAWS, broken_rules

__all__ = ["LAWS", "broken_rules"]
