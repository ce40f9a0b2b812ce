"""Returns a text of six megabytes, in two hundred parts."""
# loses: pool_forward=15 failed


def pool_forward(A_prev, hparameters, mode="max"):
    return {"x" * 1000 + str(n): "y" * 30_000 for n in range(200)}
