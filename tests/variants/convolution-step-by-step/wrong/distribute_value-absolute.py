# breaks: distribute_value
# because: Loses the sign.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    return np.ones(shape) * abs(dz) / (n_H * n_W)
