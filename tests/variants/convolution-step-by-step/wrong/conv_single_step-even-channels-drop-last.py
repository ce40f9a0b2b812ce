# breaks: conv_single_step
# because: The last of an even number of channels is left out.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    n = a_slice_prev.shape[-1]
    n -= n % 2 == 0
    s = a_slice_prev[..., :n] * W[..., :n]
    Z = np.sum(s)
    Z = Z + float(np.squeeze(b))
    return Z
