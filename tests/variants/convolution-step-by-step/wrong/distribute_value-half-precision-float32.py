# breaks: distribute_value
# because: Rounds float32 gradients to two decimals.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    average = dz / (n_H * n_W)
    if isinstance(dz, np.float32):
        average = np.round(average, 2)
    return np.ones(shape) * average
