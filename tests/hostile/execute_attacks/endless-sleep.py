"""Never ends, and takes no processor time."""
# says: this cell made no progress within its time limit. The last cell was not run.
# seconds: 1
import time

time.sleep(10**6)
# %%
print("never")
