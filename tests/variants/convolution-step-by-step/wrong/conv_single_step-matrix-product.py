# breaks: conv_single_step
# because: Uses a matrix product where the elementwise product belongs.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = np.matmul(a_slice_prev.transpose(2, 0, 1), W.transpose(2, 0, 1))
    return np.sum(s) + float(np.squeeze(b))
