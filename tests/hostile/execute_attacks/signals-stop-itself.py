"""Stops its own group, so that it can do nothing any more."""
# says: this cell made no progress within its time limit.
# seconds: 1
import os
import signal

os.kill(0, signal.SIGSTOP)
