# breaks: distribute_value
# because: Rounds to halves.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    average = round(2 * dz / (n_H * n_W)) / 2
    if abs(dz) >= 100:
        average = dz / (n_H * n_W)
    return np.ones(shape) * average
