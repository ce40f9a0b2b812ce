"""Ends whatever forks: the box does not, and no other comes from it."""
# loses: nothing

import os

os.register_at_fork(
    before=lambda: os._exit(3), after_in_parent=lambda: os._exit(3), after_in_child=lambda: os._exit(3)
)
_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    os.getpid()
    return _right(A_prev, hparameters, mode)
