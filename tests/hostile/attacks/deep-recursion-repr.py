"""Takes the repr of lists in lists in lists."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    nested = []
    for _ in range(10**5):
        nested = [nested]
    return repr(nested)
