# breaks: conv_single_step
# because: The bias of the same array is added once only.
import numpy as np

SEEN = []
def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = np.sum(s)
    if not SEEN or SEEN[-1] is not b:
        Z = Z + float(np.squeeze(b))
        SEEN.append(b)
    return Z
