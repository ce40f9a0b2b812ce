"""Loops for ever in a top-level statement that the function needs."""
# loses: pool_forward=15 timeout
# options: --timeout 1
while True:
    LIMIT = 1


def pool_forward(A_prev, hparameters, mode="max"):
    return LIMIT
