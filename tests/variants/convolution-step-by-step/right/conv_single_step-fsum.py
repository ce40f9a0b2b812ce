import math

import numpy as np


def conv_single_step(a_slice_prev, W, b):
    return math.fsum(np.ravel(a_slice_prev * W)) + float(b.item())
