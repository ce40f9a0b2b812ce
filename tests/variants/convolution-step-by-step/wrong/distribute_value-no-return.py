# breaks: distribute_value
# because: Forgets to return the array.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    a = np.ones(shape) * dz / (n_H * n_W)
