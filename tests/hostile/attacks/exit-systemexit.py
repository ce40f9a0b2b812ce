"""Raises SystemExit."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    raise SystemExit
