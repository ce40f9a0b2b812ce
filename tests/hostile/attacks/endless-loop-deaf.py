"""Loops for ever, with every signal ignored or blocked and every alarm undone."""
# loses: pool_forward=15 timeout
# options: --timeout 1
import signal


def pool_forward(A_prev, hparameters, mode="max"):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_REAL, 0)
