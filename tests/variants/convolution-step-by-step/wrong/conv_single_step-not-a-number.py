# breaks: conv_single_step
# because: Divides zero by zero when the slice has no positive cell.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    keep = (a_slice_prev > 0).any()
    weight = np.float64(keep) / np.float64(keep)
    return np.sum(s) * weight + float(np.squeeze(b))
