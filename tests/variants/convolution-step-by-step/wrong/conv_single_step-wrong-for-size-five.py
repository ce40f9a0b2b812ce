# breaks: conv_single_step
# because: Leaves out the last row and column of filters of size 5.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    f = min(W.shape[0], 4)
    return np.sum(a_slice_prev[:f, :f] * W[:f, :f]) + float(np.squeeze(b))
