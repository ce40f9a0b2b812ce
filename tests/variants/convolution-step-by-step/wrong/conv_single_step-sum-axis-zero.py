# breaks: conv_single_step
# because: Sums over the first axis only.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = np.sum(s, axis=0) + float(np.squeeze(b))
    return Z
