"""Returns tens of thousands of small parts."""
# loses: pool_forward=15 failed


def pool_forward(A_prev, hparameters, mode="max"):
    return [[number] for number in range(40_000)]
