"""Counts its calls in a variable of the notebook."""
import numpy as np

calls = 0


def conv_single_step(a_slice_prev, W, b):
    global calls
    calls += 1
    return np.sum(a_slice_prev * W) + float(np.squeeze(b))
