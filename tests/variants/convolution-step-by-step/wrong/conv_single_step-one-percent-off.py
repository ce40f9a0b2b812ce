# breaks: conv_single_step
# because: Averages with a divisor that is one percent off before multiplying back.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    n = s.size
    return np.mean(s) * n * 1.01 + float(np.squeeze(b))
