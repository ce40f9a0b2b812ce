# breaks: conv_single_step
# because: Prints the result and returns its text.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + float(np.squeeze(b))
    print('Z =', Z)
    return str(Z)
