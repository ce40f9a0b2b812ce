import numpy as np

def conv_single_step(a_slice_prev, W, b):
    # share the bias among the cells, then add everything up
    s = a_slice_prev * W + b / a_slice_prev.size
    return np.sum(s)
