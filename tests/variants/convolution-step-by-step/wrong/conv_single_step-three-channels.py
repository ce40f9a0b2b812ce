# breaks: conv_single_step
# because: Sums over three channels only, as many as the published example has.
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    Z = 0.0
    for c in range(min(3, W.shape[2])):
        Z += np.sum(a_slice_prev[:, :, c] * W[:, :, c])
    return Z + float(np.squeeze(b))
