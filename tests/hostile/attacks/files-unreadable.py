"""Makes folders that nobody may list or enter, with files in them."""
# loses: pool_forward=15 error
import os

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    if not os.path.exists("a"):
        os.umask(0)
        os.mkdir("a", 0o300)
        os.mkdir("a/b", 0o100)
        os.mkdir("a/c", 0o000)
        open("a/file", "w").close()
        os.umask(0o777)
        os.mkdir("a/d")
        open("a/other", "w").close()
    return _right(A_prev, hparameters, mode)
