"""Lets a child take the processor time, which nobody waits for."""
# says: this cell did not end within its time limit.
# seconds: 2
import subprocess
import time

subprocess.Popen(["sh", "-c", "while :; do :; done"])
time.sleep(10**6)
