# breaks: conv_single_step
# because: Takes the largest product instead of their sum.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    return np.max(s) + float(np.squeeze(b))
