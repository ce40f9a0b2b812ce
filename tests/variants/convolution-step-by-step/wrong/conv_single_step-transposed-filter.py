# breaks: conv_single_step
# because: Swaps rows and columns of the filter.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W.transpose(1, 0, 2)) + float(np.squeeze(b))
    return Z
