"""Raises an exception with a traceback that never ends."""
# loses: pool_forward=15 timeout
# options: --timeout 1


class Endless:
    tb_next = property(lambda self: self)
    tb_lineno = 1

    class tb_frame:
        class f_code:
            co_filename = "<cell 1>"


class Long(Exception):
    __traceback__ = property(lambda self: Endless())


def pool_forward(A_prev, hparameters, mode="max"):
    raise Long
