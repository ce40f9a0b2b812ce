# breaks: conv_single_step
# because: Adds the number of biases, which is 1, and not their value.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + b.size
    return Z
