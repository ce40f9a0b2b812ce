# breaks: distribute_value
# because: Always returns a square array.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    a = np.full((n_H, n_H), dz / (n_H * n_W))
    return a
