# breaks: conv_single_step
# because: The number is in an array of one axis.
import numpy as np


def conv_single_step(a_slice_prev, W, b):
    return np.array([np.sum(a_slice_prev * W) + b.item()])
