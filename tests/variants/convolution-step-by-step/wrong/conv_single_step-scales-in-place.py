# breaks: conv_single_step
# because: Multiplies the slice in place and so changes its input.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    a_slice_prev *= W
    return np.sum(a_slice_prev) + float(np.squeeze(b))
