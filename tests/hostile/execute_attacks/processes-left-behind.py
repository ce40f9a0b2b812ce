"""Leaves processes behind that have a session of their own, no parent, and no terminal."""
# says: none of its 3 cells failed
import os
import subprocess
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setpgid(0, 0)
        os.execvp("sh", ["sh", "-c", "sleep 1000; : @TMPDIR@ left"])
    os._exit(0)
# %%
subprocess.Popen(["sh", "-c", "sleep 1000; : @TMPDIR@ left"], start_new_session=True)
os.system("(setsid nohup sh -c 'sleep 1000; : @TMPDIR@ left' >/dev/null 2>&1 &)")
# %%
time.sleep(0.5)
