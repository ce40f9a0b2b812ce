# breaks: conv_single_step
# because: Adds the bias to every product before the sum.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W + b
    Z = np.sum(s)
    return Z
