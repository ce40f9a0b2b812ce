# breaks: distribute_value
# because: Stores the shares in an array of whole numbers.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    a = np.ones(shape, dtype=int)
    a[:] = dz / (n_H * n_W)
    return a
