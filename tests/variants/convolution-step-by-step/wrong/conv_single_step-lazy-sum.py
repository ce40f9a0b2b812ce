# breaks: conv_single_step
# because: Returns a generator.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    yield np.sum(s) + float(np.squeeze(b))
