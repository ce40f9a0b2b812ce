# breaks: conv_single_step
# because: Writes =+ for += and so returns the bias alone.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W)
    Z =+ float(np.squeeze(b))
    return Z
