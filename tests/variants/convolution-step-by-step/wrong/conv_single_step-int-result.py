# breaks: conv_single_step
# because: Cuts the result down to a whole number.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + float(np.squeeze(b))
    return int(Z)
