# breaks: conv_single_step
# because: Adds a positive bias only.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W)
    if b > 0:
        Z += b[0, 0, 0]
    return Z
