"""Run a submission's functions, compare their results with the answer key, and compute the score."""
