"""Returns whole numbers of more than 64 bits."""
# loses: conv_single_step=15 failed, pool_forward=15 failed


def conv_single_step(a_slice_prev, W, b):
    return 10**300


def pool_forward(A_prev, hparameters, mode="max"):
    return -(10**5000), {1: 10**400}
