# breaks: conv_single_step
# because: Negative products are dropped.
import numpy as np


def conv_single_step(a_slice_prev, W, b):
    return np.sum(np.maximum(a_slice_prev * W, 0)) + b.item()
