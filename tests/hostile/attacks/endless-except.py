"""Loops for ever and swallows whatever is raised into the loop."""
# loses: pool_forward=15 timeout
# options: --timeout 1


def pool_forward(A_prev, hparameters, mode="max"):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
