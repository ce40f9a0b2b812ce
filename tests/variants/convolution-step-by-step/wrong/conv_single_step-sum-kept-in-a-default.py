# breaks: conv_single_step
# because: The sum goes on from one call to the next.
import numpy as np


def conv_single_step(a_slice_prev, W, b, total=np.zeros(1)):
    total += np.sum(a_slice_prev * W)
    return float(total[0]) + float(b.item())
