import numpy as np


def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    return s[s > 0].sum() + s[s < 0].sum() + b.item()
