"""Takes memory until there is none."""
# loses: pool_forward=15 error
# options: --memory 300


def pool_forward(A_prev, hparameters, mode="max"):
    kept = []
    while True:
        kept.append(b"x" * 2**22)
