# breaks: conv_single_step
# because: Adds the bias twice.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + np.sum(b)
    Z += float(np.squeeze(b))
    return Z
