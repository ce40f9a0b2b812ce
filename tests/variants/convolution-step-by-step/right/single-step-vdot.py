import numpy as np

def conv_single_step(a_slice_prev, W, b):
    assert a_slice_prev.shape == W.shape, "slice and filter differ"
    return np.vdot(a_slice_prev, W) + np.squeeze(b)
