"""Raises an exception with lone surrogates, in its text and in a place that the source does not have."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    raise ValueError("\ud800 \udfff \udcff \x00 \x1b[31m")
