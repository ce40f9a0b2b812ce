"""Kills whatever it has heard of."""
# says: none of its 1 cells failed
import os
import signal

for pid in (os.getppid(), @PID@, 1, -1, -os.getppid()):
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
        try:
            os.kill(pid, number)
        except OSError:
            continue
        raise AssertionError(pid)
!kill -9 @PID@
