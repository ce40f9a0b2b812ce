# breaks: conv_single_step
# because: Uses the global bias of the example cell and not its argument.
import numpy as np
np.random.seed(1)
a_slice_prev = np.random.randn(4, 4, 3)
weights = np.random.randn(4, 4, 3)
bias = np.random.randn(1, 1, 1)

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    return np.sum(s) + float(np.squeeze(bias))
