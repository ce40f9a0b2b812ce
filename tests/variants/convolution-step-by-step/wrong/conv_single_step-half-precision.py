# breaks: conv_single_step
# because: Sums in half precision.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = (a_slice_prev * W).astype(np.float16)
    return float(np.sum(s)) + float(np.squeeze(b))
