"""Starts threads with small stacks, all asleep, as many as it can get."""
# says: this cell started more than 500 threads.
import threading
import time

threading.stack_size(32768)
while True:
    try:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    except RuntimeError:
        pass
