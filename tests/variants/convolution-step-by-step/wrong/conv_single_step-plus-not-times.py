# breaks: conv_single_step
# because: Adds the weights instead of multiplying by them.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev + W
    return np.sum(s) + float(np.squeeze(b))
