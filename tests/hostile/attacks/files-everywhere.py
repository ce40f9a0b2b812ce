"""Writes files into home, /tmp, the project, the packages and /dev/shm, and answers rightly when it could not."""
# loses: nothing
import os
import site
import tempfile

_right = pool_forward
PLACES = ("@HOME@", "/root", "/tmp", "/var/tmp", "/dev/shm", "@PROJECT@", "@OUTSIDE@", "@TMPDIR@", "/", "/etc", "/proc/self")


def pool_forward(A_prev, hparameters, mode="max"):
    for place in (*PLACES, *site.getsitepackages()):
        for action in (
            lambda path: open(path, "w").write("x"),
            os.mkdir,
            lambda path: os.symlink("/etc/passwd", path),
            lambda path: os.mkfifo(path),
            lambda path: os.mknod(path),
            lambda path: os.link("@CANARY@", path),
        ):
            try:
                action(os.path.join(place, "hostile-file"))
            except OSError:
                continue
            return None
    try:
        with open("@CANARY@", "a") as file:
            file.write("croaks")
    except OSError:
        pass
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"allowed")
    with open(os.path.expanduser("~/allowed"), "w") as file:
        file.write("allowed")
    return _right(A_prev, hparameters, mode)
