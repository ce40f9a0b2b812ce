# breaks: conv_single_step
# because: Small weights are taken for zero.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * np.where(np.abs(W) < 0.3, 0, W)
    Z = np.sum(s)
    Z = Z + float(np.squeeze(b))
    return Z
