import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W, dtype=np.float_)
    Z = np.float(Z + np.asscalar(b))
    return Z
