"""Raises a SyntaxError whose line is infinite."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    error = SyntaxError("trouble")
    error.filename, error.lineno = "<cell 1>", float("inf")
    raise error
