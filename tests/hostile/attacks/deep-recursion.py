"""Recurses without end, in Python."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    return pool_forward(A_prev, hparameters, mode)
