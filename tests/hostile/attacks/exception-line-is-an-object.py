"""Raises a SyntaxError whose line is an object, while being defined and when called."""
# loses: pool_forward=15 error


def trouble():
    error = SyntaxError("trouble")
    error.filename, error.lineno = "<cell 1>", object()
    raise error


TROUBLE = trouble()


def pool_forward(A_prev, hparameters, mode="max"):
    trouble()
