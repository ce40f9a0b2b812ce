# breaks: conv_single_step
# because: Sums one axis too many for inputs of a single channel.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = np.squeeze(a_slice_prev * W)
    Z = s.sum(axis=2).sum(axis=1).sum(axis=0) + float(np.squeeze(b))
    return Z
