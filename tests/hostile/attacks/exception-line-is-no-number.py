"""Raises, while being defined, a SyntaxError whose line is no number."""
# loses: pool_forward=15 error


def trouble():
    error = SyntaxError("trouble")
    error.filename, error.lineno = "<cell 1>", "abc"
    raise error


TROUBLE = trouble()


def pool_forward(A_prev, hparameters, mode="max"):
    return TROUBLE
