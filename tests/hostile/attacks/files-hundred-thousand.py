"""Writes a hundred thousand small files."""
# loses: pool_forward=15 error/timeout
# options: --timeout 4


def pool_forward(A_prev, hparameters, mode="max"):
    for number in range(100_000):
        with open(f"file{number}", "w") as file:
            file.write("x")
    return 0, 0
