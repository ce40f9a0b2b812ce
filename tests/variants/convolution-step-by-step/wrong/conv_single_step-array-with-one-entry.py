# breaks: conv_single_step
# because: The result has the shape of b.
import numpy as np


def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(np.multiply(a_slice_prev, W))
    return Z + b
