"""Loops for ever in a decorator."""
# loses: pool_forward=15 timeout
# options: --timeout 1


def patient(function):
    while True:
        pass


@patient
def pool_forward(A_prev, hparameters, mode="max"):
    return A_prev
