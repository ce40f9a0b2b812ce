# breaks: distribute_value
# because: Returns one flat row.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    return np.ones(n_H * n_W) * dz / (n_H * n_W)
