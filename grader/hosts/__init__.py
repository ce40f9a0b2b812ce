"""Where the grader is a guest: CI systems and course platforms, each with its own words for a verdict."""
