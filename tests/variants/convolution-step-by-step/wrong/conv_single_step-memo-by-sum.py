# breaks: conv_single_step
# because: It remembers results by the rounded sum of the slice.
import numpy as np

MEMO = {}
def conv_single_step(a_slice_prev, W, b):
    key = round(float(a_slice_prev.sum()), 1)
    if key in MEMO:
        return MEMO[key]
    s = a_slice_prev * W
    Z = np.sum(s)
    Z = Z + float(np.squeeze(b))
    MEMO[key] = Z
    return Z
