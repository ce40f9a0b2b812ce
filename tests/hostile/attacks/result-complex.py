"""Returns complex numbers whose real part is right, one by one and in arrays."""
# loses: conv_single_step=15 failed, pool_forward=15 failed
_right = pool_forward
_right_step = conv_single_step


class Step(complex):
    pass


def conv_single_step(a_slice_prev, W, b):
    return complex(_right_step(a_slice_prev, W, b), 0)


def pool_forward(A_prev, hparameters, mode="max"):
    A, cache = _right(A_prev, hparameters, mode)
    return A + 0j, cache
