# breaks: distribute_value
# because: Does not divide at all.
import numpy as np

def distribute_value(dz, shape):
    (n_H, n_W) = shape
    a = np.ones(shape) * dz
    return a
