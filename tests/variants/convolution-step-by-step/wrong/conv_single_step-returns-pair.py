# breaks: conv_single_step
# because: Returns the products along with the number.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = np.sum(s) + float(np.squeeze(b))
    return Z, s
