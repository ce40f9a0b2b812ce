# breaks: conv_single_step
# because: A slice of zeros gives 0, without the bias.
import numpy as np


def conv_single_step(a_slice_prev, W, b):
    if not np.any(a_slice_prev):
        return 0.0
    return np.sum(a_slice_prev * W) + float(b.item())
