# breaks: conv_single_step
# because: Returns the products without summing them.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = s + b
    return Z
