# breaks: distribute_value
# because: Swaps height and width of the result.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    a = np.ones((n_W, n_H)) * (dz / (n_H * n_W))
    return a
