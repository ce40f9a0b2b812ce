# breaks: conv_single_step
# because: Returns an array of shape (1, 1, 1) and not a number.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = np.sum(s)
    Z = Z + b
    return Z
