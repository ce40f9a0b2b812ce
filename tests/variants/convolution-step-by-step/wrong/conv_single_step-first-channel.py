# breaks: conv_single_step
# because: Uses the first channel only.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev[:, :, 0] * W[:, :, 0]
    return np.sum(s) + float(np.squeeze(b))
