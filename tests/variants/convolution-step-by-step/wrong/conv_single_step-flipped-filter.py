# breaks: conv_single_step
# because: Turns the filter around before multiplying.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W[::-1, ::-1, :])
    return Z + float(np.squeeze(b))
