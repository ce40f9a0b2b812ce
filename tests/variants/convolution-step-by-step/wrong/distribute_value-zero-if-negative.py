# breaks: distribute_value
# because: Drops negative gradients.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    a = np.zeros(shape)
    if dz > 0:
        a += dz / (n_H * n_W)
    return a
