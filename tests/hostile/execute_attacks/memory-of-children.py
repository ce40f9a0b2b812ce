"""Takes memory in many processes, in none of them much."""
# says: this cell used more than 600 MB of memory.
# memory: 600
import os
import time

for _ in range(10):
    if os.fork() == 0:
        held = bytearray(b"x" * 200_000_000)
        time.sleep(1000)
time.sleep(1000)
