"""Returns a text of fifty megabytes, and keys of many more."""
# loses: pool_forward=15 failed


def pool_forward(A_prev, hparameters, mode="max"):
    return {"x" * 1000 + str(n): "y" * 50_000 for n in range(1000)}
