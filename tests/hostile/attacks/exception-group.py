"""Raises a group of groups of exceptions, each the cause of another."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    error = ValueError("x")
    for _ in range(500):
        error = BaseExceptionGroup("deep", [error])
        error.__cause__ = error.__context__ = KeyboardInterrupt()
    raise error
