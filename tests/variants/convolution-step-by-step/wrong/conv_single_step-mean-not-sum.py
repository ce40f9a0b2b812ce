# breaks: conv_single_step
# because: Takes the mean of the products instead of their sum.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    return np.mean(s) + float(np.squeeze(b))
