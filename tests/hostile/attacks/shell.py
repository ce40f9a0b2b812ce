"""Runs commands, and answers rightly when they do not run."""
# loses: nothing
import os
import subprocess

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    os.system("touch @OUTSIDE@/system; touch /tmp/hostile-system; sleep 1000 &")
    for run in (subprocess.Popen, subprocess.run, subprocess.check_output):
        try:
            run(["/bin/sh", "-c", "touch @OUTSIDE@/subprocess"])
        except OSError:
            continue
        return None
    for program in ("/bin/sh", "/bin/true", "/usr/bin/env"):
        try:
            os.execv(program, [program])
        except OSError:
            continue
    return _right(A_prev, hparameters, mode)
