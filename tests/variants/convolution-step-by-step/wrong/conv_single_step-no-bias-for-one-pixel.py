# breaks: conv_single_step
# because: A filter of one pixel is applied without its bias.
import numpy as np


def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W)
    return Z if W.shape[0] == 1 else Z + b.item()
