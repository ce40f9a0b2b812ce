"""Raises from code that claims to come from a cell that the notebook does not have."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    exec(compile("\n" * 5000 + "raise ValueError", "<cell 4711>", "exec"))
