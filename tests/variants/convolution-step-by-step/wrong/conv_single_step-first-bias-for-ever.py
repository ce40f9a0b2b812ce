# breaks: conv_single_step
# because: The bias of the first call is kept.
import numpy as np


bias = []

def conv_single_step(a_slice_prev, W, b):
    if not bias:
        bias.append(b.item())
    return np.sum(a_slice_prev * W) + bias[0]
