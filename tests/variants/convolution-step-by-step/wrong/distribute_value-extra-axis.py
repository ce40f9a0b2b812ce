# breaks: distribute_value
# because: Returns an array with an extra axis.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    average = dz / (n_H * n_W)
    return np.ones((n_H, n_W, 1)) * average
