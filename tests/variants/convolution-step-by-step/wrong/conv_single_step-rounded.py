# breaks: conv_single_step
# because: Rounds the result to two decimals.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + float(np.squeeze(b))
    return np.round(Z, 2)
