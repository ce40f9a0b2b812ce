"""Instruments for instructors: how good are a rubric, the verdicts and the lines, and who shares code."""
