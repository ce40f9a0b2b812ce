"""Looks for packs, rubrics, other submissions and the job itself, by itself and by programs."""
# says: none of its 1 cells failed
import glob
import os
import subprocess

found = []
for path in (
    "@PROJECT@/rubrics", "@PROJECT@/reference", "@PROJECT@/assignments", "@PROJECT@", "@TMPDIR@",
    "@OUTSIDE@", "@HOME@", os.path.expanduser("~/../.."), "/proc", "/" + "tmp",
):
    try:
        found += os.listdir(path)
    except OSError:
        pass
for path in ("@CANARY@", "../../job.json", "../../executor", "/proc/@PID@/environ", "/proc/@PID@/cmdline"):
    try:
        found.append(open(path).read())
    except OSError:
        pass
for program in ("cat", "ls", "head"):
    shown = subprocess.run([program, "@CANARY@", "@PROJECT@/rubrics"], capture_output=True)
    found += shown.stdout.split()
found += glob.glob("/proc/[0-9]*/cmdline") and ["processes"]
assert not found, found
