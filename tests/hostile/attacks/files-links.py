"""Makes symbolic and hard links to what lies outside, and writes through them."""
# loses: nothing
import os

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    for make in (os.symlink, os.link):
        for target in ("@CANARY@", "@HOME@", "@OUTSIDE@", "/etc/passwd"):
            try:
                make(target, "link")
                os.chmod("link", 0o777)
                with open("link", "a") as file:
                    file.write("croaks")
            except OSError:
                pass
            try:
                os.rename("link", "@OUTSIDE@/moved")
            except OSError:
                pass
    return _right(A_prev, hparameters, mode)
