# breaks: conv_single_step
# because: Returns an array of shape (1,).
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + b
    return Z.reshape(-1)
