# breaks: conv_single_step
# because: Applies ReLU to the result.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + float(np.squeeze(b))
    return max(Z, 0.0)
