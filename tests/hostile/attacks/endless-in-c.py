"""Stays inside one call of a C function that no signal interrupts."""
# loses: pool_forward=15 timeout
# options: --timeout 1


def pool_forward(A_prev, hparameters, mode="max"):
    return sum(range(10**18))
