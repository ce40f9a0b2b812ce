import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + b[0][0][0]
    return np.float32(Z)
