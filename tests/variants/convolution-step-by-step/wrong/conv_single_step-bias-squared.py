# breaks: conv_single_step
# because: Adds the square of the bias.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W)
    Z = Z + float(np.squeeze(b)) ** 2
    return Z
