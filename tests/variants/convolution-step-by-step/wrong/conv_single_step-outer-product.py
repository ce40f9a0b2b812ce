# breaks: conv_single_step
# because: Multiplies every cell by every weight instead of by its own.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(np.dot(a_slice_prev.reshape(-1, 1), W.reshape(1, -1)))
    return Z + float(np.squeeze(b))
