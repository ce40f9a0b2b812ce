# breaks: conv_single_step
# because: Cuts float32 products down to whole numbers.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    if s.dtype == np.float32:
        s = s.astype(int)
    return np.sum(s) + float(np.squeeze(b))
