"""Makes and removes files without end, so that whoever counts them stumbles."""
# loses: pool_forward=15 timeout/error
# options: --timeout 2
import os


def pool_forward(A_prev, hparameters, mode="max"):
    while True:
        for number in range(300):
            os.close(os.open(f"file{number}", os.O_CREAT | os.O_WRONLY))
        for number in range(300):
            os.unlink(f"file{number}")
