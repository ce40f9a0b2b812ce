"""Never ends, and takes no signal."""
# says: this cell did not end within its time limit. The 2 cells after it were not run.
# seconds: 2
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    pass
# %%
print("never")
# %%
print("never")
