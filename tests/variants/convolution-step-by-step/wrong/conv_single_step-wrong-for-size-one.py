# breaks: conv_single_step
# because: Returns only the bias for filters of size 1.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    f = W.shape[0]
    Z = 0.0
    if f > 1:
        Z = np.sum(a_slice_prev * W)
    return Z + float(np.squeeze(b))
